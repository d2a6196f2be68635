import type { FaceCurveError } from '../errors.ts';
import type { Message, Words } from '../languages/index.ts';
import type { LoadingView } from '../view/index.ts';

export type ResultSource = 'picture' | 'camera' | 'video';

/** What is shown in the place of the curves. */
export type Shown =
  | { readonly mode: 'empty' | 'estimating' | 'faces' }
  /** The browser may be asking for the camera; `isLong`: for a while. */
  | { readonly mode: 'asking'; readonly isLong: boolean }
  | { readonly mode: 'loading'; readonly progress: LoadingView }
  | { readonly mode: 'no-face'; readonly source: ResultSource | 'muted-camera' }
  /** `stopped`: by the user; `left`: because the page was hidden or left. */
  | { readonly mode: 'camera-off'; readonly reason: 'stopped' | 'left' }
  | {
      readonly mode: 'failure';
      readonly error: FaceCurveError;
      /** Undefined where another try would fail in the same way. */
      readonly retry: (() => void) | undefined;
    };

/** The modes in which the parts of a curve are there, but no curve yet. */
export type WaitingMode = 'empty' | 'loading' | 'estimating';

/** The message of a mode that has one, else null. It is made from the words, so that it changes with the language. */
export function messageOf(shown: Shown, words: Words): Message | null {
  switch (shown.mode) {
    case 'asking':
      return shown.isLong ? words.waitingForAnswer : words.waitingForCamera;
    case 'camera-off':
      return shown.reason === 'left' ? words.cameraLeft : words.cameraOff;
    case 'no-face':
      if (shown.source === 'muted-camera') return words.cameraMuted;
      return shown.source === 'camera' ? words.noFaceInView : words.noFace;
    case 'failure':
      return isKeptFromDisk(shown.error) ? words.openedFromDisk : words.errors[shown.error.code];
    default:
      return null;
  }
}

/** Whether a file is missing because the page itself was opened from a disk. */
function isKeptFromDisk({ code }: FaceCurveError): boolean {
  return globalThis.location?.protocol === 'file:' && (code === 'asset-missing' || code === 'image-missing');
}
