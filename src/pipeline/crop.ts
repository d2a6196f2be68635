import { type CropShape, cropFace, cropToFrame, neededBox } from '../align/index.ts';
import type { PixelReader } from '../source/index.ts';
import type { DetectedFace, Frame } from '../types.ts';

/** The aligned crop of a face of the frame, RGB bytes; null if the face lies beside the frame, or its keypoints are no face's. The network's and the training's. */
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
  return box === null ? null : cropFace(reader.read(frame, box), box, transform, side);
}
