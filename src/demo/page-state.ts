import type { FaceCurveErrorCode } from '../errors.ts';

/** What the page is doing, as styles and tests see it on the root element. */
export type PageState = 'loading' | 'ready' | 'working' | 'result' | 'no-face' | 'error' | 'camera';

export interface PageStateDetails {
  readonly errorCode?: FaceCurveErrorCode;
  readonly faces?: number;
}

export function showPageState(state: PageState, { errorCode, faces }: PageStateDetails = {}): void {
  const { dataset } = document.documentElement;
  if (errorCode === undefined) delete dataset.errorCode;
  else dataset.errorCode = errorCode;
  if (faces === undefined) delete dataset.faces;
  else dataset.faces = String(faces);
  dataset.state = state;
}

export function pageState(): PageState {
  return document.documentElement.dataset.state as PageState;
}
