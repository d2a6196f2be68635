import type { CropShape } from '../../src/align/index.ts';
import { AssetLoader } from '../../src/assets/index.ts';
import { Detector } from '../../src/detect/detector.ts';
import { cropOf } from '../../src/pipeline/crop.ts';
import { decodeImage, PixelReader, pixelFrame } from '../../src/source/index.ts';
import type { DetectedFace, Frame } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';
import { mainFace } from './main-face.ts';

interface FaceTools {
  readonly detector: Detector;
  readonly reader: PixelReader;
}

let tools: Promise<FaceTools> | undefined;

async function loadTools(): Promise<FaceTools> {
  const base = assetsBase();
  const reader = new PixelReader();
  return { reader, detector: await Detector.create({ base, reader }, new AssetLoader({ base })) };
}

export interface CropOutcome {
  readonly file: string;
  /** The detector's score; null where no face was found, or the picture could not be read (see `problem`). */
  readonly score: number | null;
  readonly problem?: string;
  readonly face?: DetectedFace;
}

/** Makes one crop per picture by the shipped detector and alignment and posts their bytes, in order, to `postTo`. */
export async function makeCrops(files: string[], shape: CropShape, postTo: string): Promise<CropOutcome[]> {
  tools ??= loadTools();
  const outcomes: CropOutcome[] = [];
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const file of files) {
    const { outcome, crop } = await makeCrop(await tools, file, shape);
    outcomes.push(outcome);
    if (crop !== undefined) parts.push(crop);
  }
  await fetch(postTo, { method: 'POST', body: new Blob(parts) });
  return outcomes;
}

async function makeCrop(
  given: FaceTools,
  file: string,
  shape: CropShape,
): Promise<{ outcome: CropOutcome; crop?: Uint8Array<ArrayBuffer> }> {
  let frame: Frame | undefined;
  try {
    const response = await fetch(`/pictures/${encodeURI(file)}`);
    if (!response.ok) return { outcome: { file, score: null, problem: 'missing file' } };
    frame = pixelFrame((await decodeImage(await response.blob())).bitmap);
    const { face, crop } = await cropIn(frame, shape, given);
    if (face === undefined || crop === null) return { outcome: { file, score: null } };
    return { outcome: { file, score: face.score, face }, crop };
  } catch (error) {
    return {
      outcome: { file, score: null, problem: error instanceof Error ? error.message : String(error) },
    };
  } finally {
    frame?.bitmap.close();
  }
}

/** The face that the picture is of, and its crop. */
function cropIn(frame: Frame, shape: CropShape, { detector, reader }: FaceTools) {
  return reader.whileHeld(frame, async () => {
    const faces = await detector.detect(frame, 'photo');
    const face = mainFace(faces, frame);
    return { face, crop: face === undefined ? null : cropOf(reader, frame, face, shape) };
  });
}
