import { type CropShape, cropFace, cropToFrame, neededBox } from '../align/index.ts';
import type { PixelReader } from '../source/read-pixels.ts';
import type { DetectedFace, Frame } from '../types.ts';

/**
 * The aligned crop of a face of the frame, RGB bytes, as the network and its training see it; null if the face lies outside
 * the frame, or its keypoints are not those of a face.
 */
export function cropOf(
  reader: Pick<PixelReader, 'read'>,
  frame: Frame,
  face: DetectedFace,
  shape: CropShape,
): Uint8Array<ArrayBuffer> | null {
  const side = shape.size + 2 * shape.margin;
  const transform = cropToFrame(face.keypoints, shape);
  if (transform === null) return null;
  const box = neededBox(transform, side, frame.width, frame.height);
  return box === null ? null : cropFace((part) => reader.read(frame, part), box, transform, side);
}
