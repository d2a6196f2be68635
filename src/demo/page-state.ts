import type { Session } from '../session/index.ts';

/** What the page is doing, as styles and tests see it on the root element. */
export type PageState =
  | 'loading'
  | 'ready'
  | 'working'
  | 'result'
  | 'no-face'
  | 'error'
  | 'camera'
  | 'notice';

export function pageStateOf({ screen: { shown }, loading, camera }: Session): PageState {
  switch (shown.mode) {
    case 'loading':
      return 'loading';
    case 'empty':
      return 'ready';
    case 'asking':
    case 'estimating':
      return 'working';
    case 'notice':
      return 'notice';
    case 'camera-off':
      return loading === 'ready' ? 'ready' : 'loading';
    case 'failure':
      return 'error';
    case 'no-face':
      return camera === null ? 'no-face' : 'camera';
    case 'faces':
      return camera === null ? 'result' : 'camera';
  }
}

/** Writes the state to the root element, for styles and tests; the page itself reads the session. */
export function writePageState(session: Session): void {
  const { shown, faces } = session.screen;
  const state = pageStateOf(session);
  const { dataset } = document.documentElement;
  if (shown.mode === 'failure') dataset.errorCode = shown.error.code;
  else delete dataset.errorCode;
  if (state === 'result' || state === 'no-face') dataset.faces = String(faces.all.length);
  else delete dataset.faces;
  dataset.state = state;
}
