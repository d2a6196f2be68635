import { expect, it } from 'vitest';
import { FaceCurveError } from '../errors.ts';
import type { Session, Shown } from '../session/index.ts';
import { type PageState, pageStateOf } from './page-state.ts';

const error = new FaceCurveError('worker-lost', 'The worker died.');
const progress = { share: 0.5, loadedBytes: 1, totalBytes: 2 };

const states: readonly [
  shown: Shown,
  camera: 'asking' | null,
  loading: Session['loading'],
  state: PageState,
][] = [
  [{ mode: 'loading', progress }, null, 'loading', 'loading'],
  [{ mode: 'empty' }, null, 'ready', 'ready'],
  [{ mode: 'asking', isLong: false }, 'asking', 'ready', 'working'],
  [{ mode: 'estimating' }, null, 'ready', 'working'],
  [{ mode: 'faces' }, null, 'ready', 'result'],
  [{ mode: 'faces' }, 'asking', 'ready', 'camera'],
  [{ mode: 'no-face', source: 'picture' }, null, 'ready', 'no-face'],
  [{ mode: 'no-face', source: 'camera' }, 'asking', 'ready', 'camera'],
  [{ mode: 'camera-off', reason: 'left' }, null, 'ready', 'ready'],
  [{ mode: 'camera-off', reason: 'left' }, null, 'loading', 'loading'],
  [{ mode: 'failure', error, retry: undefined }, null, 'failed', 'error'],
];

it.each(states)('names what the session shows: %o', (shown, camera, loading, state) => {
  expect(pageStateOf({ screen: { shown }, camera, loading } as Session)).toBe(state);
});
