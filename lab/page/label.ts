import { createEstimator, type Estimator, FaceCurveError } from '../../src/index.ts';
import { decodeImage, PixelReader, pixelFrame } from '../../src/source/index.ts';
import type { FaceEstimate, Frame, ModelName, Point, QualityReason } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';

/** What the page says of a face, for the comparison with Python. */
interface LabelledFace {
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly keypoints: readonly (readonly [x: number, y: number])[];
  readonly score: number;
  readonly reasons: readonly QualityReason[];
  /** Null without a curve. */
  readonly age: number | null;
  readonly votes: number | null;
  readonly votesWithheld: string | null;
}

/** The faces of a picture, or the code of its error. */
export interface LabelledPicture {
  readonly address: string;
  readonly error: string | null;
  /** Natural size. */
  readonly width: number;
  readonly height: number;
  /** Size of the pixels that were looked at, which are posted as RGBA. */
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  readonly faces: readonly LabelledFace[];
  /** Of `estimate` alone, without decoding. */
  readonly milliseconds: number;
}

let estimator: Estimator | undefined;

export async function start(model: ModelName): Promise<void> {
  estimator = await createEstimator({
    assets: assetsBase(),
    backend: 'wasm',
    detector: 'mediapipe',
    attributes: ['age', 'attractiveness'],
    model,
  });
}

/** Answers for a picture as the library does, and posts the pixels that its answer comes from. */
export async function read(address: string, postTo: string): Promise<LabelledPicture> {
  if (estimator === undefined) throw new Error('start() first');
  const none = { address, width: 0, height: 0, pixelWidth: 0, pixelHeight: 0, faces: [], milliseconds: 0 };
  try {
    const frame = await decodeImage(await (await fetch(address)).blob());
    const { width: pixelWidth, height: pixelHeight } = frame.bitmap;
    try {
      await fetch(postTo, { method: 'POST', body: pixelsOf(pixelFrame(frame.bitmap)) });
      const begin = performance.now();
      const faces = await estimator.estimate(frame);
      const milliseconds = performance.now() - begin;
      const { width, height } = frame;
      const labelled = faces.map(labelledFace);
      return { address, error: null, width, height, pixelWidth, pixelHeight, faces: labelled, milliseconds };
    } finally {
      frame.bitmap.close();
    }
  } catch (error) {
    if (error instanceof FaceCurveError) return { ...none, error: error.code };
    throw error;
  }
}

/** Opaque, as detection and crops see them. */
function pixelsOf(frame: Frame): ArrayBuffer {
  const { width, height } = frame;
  const { data } = new PixelReader().read(frame, { x: 0, y: 0, width, height });
  return data.slice().buffer as ArrayBuffer;
}

function labelledFace({ box, keypoints, score, quality, age, attractiveness }: FaceEstimate): LabelledFace {
  const points: Readonly<Record<string, Point>> = { ...keypoints };
  return {
    box: [box.x, box.y, box.width, box.height],
    keypoints: Object.values(points).map(({ x, y }) => [x, y]),
    score,
    reasons: quality.reasons,
    age: 'withheld' in age ? null : age.expectation,
    votes: 'withheld' in attractiveness ? null : attractiveness.expectation,
    votesWithheld: 'withheld' in attractiveness ? attractiveness.withheld : null,
  };
}

/**
 * Makes a photo with many faces out of pictures, side by side and of many sizes, and posts it as a JPEG.
 * @param side of a cell in pixels
 */
export async function makeGroup(addresses: readonly string[], side: number, postTo: string): Promise<void> {
  const columns = Math.ceil(Math.sqrt(addresses.length));
  const canvas = new OffscreenCanvas(columns * side, Math.ceil(addresses.length / columns) * side);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  for (const [index, address] of addresses.entries()) {
    const bitmap = await createImageBitmap(await (await fetch(address)).blob());
    // As people stand near and far.
    const scale = (side * (0.3 + 0.7 * ((index * 0.37) % 1))) / Math.max(bitmap.width, bitmap.height);
    const [x, y] = [(index % columns) * side, Math.floor(index / columns) * side];
    context.drawImage(bitmap, x, y, bitmap.width * scale, bitmap.height * scale);
    bitmap.close();
  }
  await fetch(postTo, {
    method: 'POST',
    body: await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 }),
  });
}
