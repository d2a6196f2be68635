import { FaceCurveError } from '../errors.ts';

/** @throws FaceCurveError `backend-unavailable` in a browser without OffscreenCanvas, on which all pixels are read */
export function assertOffscreenCanvas(): void {
  if (typeof OffscreenCanvas !== 'undefined') return;
  throw new FaceCurveError('backend-unavailable', 'The browser has no OffscreenCanvas.', {
    remedy: 'Update the browser: Safari 16.4, Chrome 69, Firefox 105 or newer.',
  });
}
