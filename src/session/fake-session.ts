import type { FaceCurveError } from '../errors.ts';
import type { Camera, EstimateOptions, Estimator, EstimatorOptions, WatchUpdate } from '../index.ts';
import { englishWords as words } from '../languages/index.ts';
import type { BitmapFrame, EstimatorInfo, FaceEstimate } from '../types.ts';
import { Session } from './session.ts';
import type { SessionOptions } from './session-options.ts';

/** A face of which a session reads its box, its quality and its curves alone. */
export function fakeFace(x = 10): FaceEstimate {
  return {
    id: 1,
    box: { x, y: 10, width: 40, height: 40 },
    quality: { usable: true, reasons: [] },
    age: { withheld: 'not-asked' },
    attractiveness: { withheld: 'not-asked' },
  } as unknown as FaceEstimate;
}

export function frameWith(faces: FaceEstimate[], time = 0): WatchUpdate {
  return { faces, width: 200, height: 100, time };
}

const fakeFrame = { width: 200, height: 100, time: 0 } as BitmapFrame;

export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/** A promise that the test settles. */
export function deferred<Value>(): Deferred<Value> {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<Value>((accept, refuse) => {
    resolve = accept;
    reject = refuse;
  });
  return { promise, resolve, reject };
}

/** An estimator whose answers the test gives. */
export class FakeEstimator {
  readonly info = { backend: 'wasm' } as EstimatorInfo;
  readonly answer = deferred<FaceEstimate[]>();
  /** The pictures that were given to it. */
  readonly estimated: unknown[] = [];
  isDisposed = false;
  private readonly updates: WatchUpdate[] = [];
  private wake: () => void = () => undefined;

  estimate(picture: unknown, { onFrame }: EstimateOptions = {}): Promise<FaceEstimate[]> {
    this.estimated.push(picture);
    onFrame?.(fakeFrame);
    return this.answer.promise;
  }

  /** Hands a frame to the watch that runs. */
  see(update: WatchUpdate): Promise<void> {
    this.updates.push(update);
    this.wake();
    return settled();
  }

  async *watch(_: unknown, { signal }: { signal: AbortSignal }): AsyncGenerator<WatchUpdate> {
    while (!signal.aborted) {
      const update = this.updates.shift();
      if (update !== undefined) yield update;
      else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    }
  }

  async dispose(): Promise<void> {
    this.isDisposed = true;
  }
}

/** A camera with one track, which the test can end. */
export class FakeCamera {
  readonly track = new EventTarget();
  isOn = true;
  readonly camera = {
    stream: { getVideoTracks: () => [this.track] },
    facing: 'user',
    deviceId: 'front',
    stop: () => {
      this.isOn = false;
    },
  } as unknown as Camera;
}

/** A session on fakes, with a record of what it did. */
export function fakeSession(more: Pick<SessionOptions, 'withNotice'> = {}) {
  const starts: { options: EstimatorOptions; result: Deferred<Estimator> }[] = [];
  const cameras: Deferred<Camera>[] = [];
  const modes: string[] = [];
  const said: string[] = [];
  const stage: string[] = [];
  const errors: FaceCurveError[] = [];
  const results: WatchUpdate[] = [];
  const frame = { ...fakeFrame, bitmap: { close: () => stage.push('closed') } };
  const session: Session = new Session({
    stage: {
      showPhoto: async () => {
        stage.push('photo');
      },
      showVideo: async () => {
        stage.push('video');
      },
      setMirrored: (mirrored) => stage.push(mirrored ? 'mirrored' : 'plain'),
      clear: () => stage.push('cleared'),
      video: { ownerDocument: { defaultView: globalThis } } as unknown as HTMLVideoElement,
      isMirrored: false,
    },
    announcer: { say: (text) => said.push(text), sayCalmly: (text) => said.push(`calmly: ${text}`) },
    words: () => words,
    library: async () => ({
      createEstimator: (options = {}) => {
        const result = deferred<Estimator>();
        starts.push({ options, result });
        return result.promise;
      },
      decodeImage: async () => frame as unknown as BitmapFrame,
      openCamera: () => {
        const opened = deferred<Camera>();
        cameras.push(opened);
        return opened.promise;
      },
    }),
    ...more,
    settings: () => ({ backend: 'wasm' }),
    estimating: () => ({}),
    draw: () => modes.push(session.screen.shown.mode),
    onError: (error) => errors.push(error),
    onResult: (update) => results.push(update),
  });
  return { session, starts, cameras, modes, said, stage, errors, results };
}

/** Resolves after all steps that wait for nothing but the event loop: timers of the same length fire in their order. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve));
}

export function asEstimator(estimator: FakeEstimator): Estimator {
  return estimator as unknown as Estimator;
}

/** A session whose estimator is loaded. */
export async function loadedSession(more: Parameters<typeof fakeSession>[0] = {}) {
  const fakes = fakeSession(more);
  const estimator = new FakeEstimator();
  void fakes.session.load();
  await settled();
  fakes.starts[0]?.result.resolve(asEstimator(estimator));
  await settled();
  fakes.modes.length = 0;
  return { ...fakes, estimator };
}
