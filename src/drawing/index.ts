import { throwScriptMissing } from '../errors.ts';
import type { FaceEstimate } from '../types.ts';
import type { DrawFacesOptions } from './draw-faces.ts';

export type { DrawFacesOptions };

/**
 * Draws corners around faces on a canvas that shows their picture, with numbers if there are several, and number, sentence and
 * curve of one face. What draws is loaded with the first call.
 * @param faces as `estimate` and `watch` give them, or `readFace`
 * @returns the words of what is drawn, for `aria-label`; empty without a face
 * @throws FaceCurveError `asset-missing` if the script that draws could not be loaded
 */
export async function drawFaces(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  faces: readonly FaceEstimate[],
  options: DrawFacesOptions = {},
): Promise<string> {
  const drawing = await import('./draw-faces.ts').catch(throwScriptMissing);
  return drawing.drawFaces(context, faces, options);
}
