import type { CropShape } from '../../src/align/index.ts';
import { AssetLoader } from '../../src/assets/index.ts';
import { type BlazeFace, detectFaces } from '../../src/detect/index.ts';
import { cropOf } from '../../src/engine/crop.ts';
import { loadDetector } from '../../src/engine/detector-files.ts';
import { decodeImage, PixelReader } from '../../src/source/index.ts';
import type { DetectedFace, Frame } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';
import { mainFace } from './main-face.ts';

let detector: Promise<BlazeFace> | undefined;
let reader: PixelReader | undefined;

async function loadBlazeFace(): Promise<BlazeFace> {
  const loader = new AssetLoader({ base: assetsBase() });
  return loadDetector(loader);
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
  detector ??= loadBlazeFace();
  const outcomes: CropOutcome[] = [];
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const file of files) {
    const { outcome, crop } = await makeCrop(await detector, file, shape);
    outcomes.push(outcome);
    if (crop !== undefined) parts.push(crop);
  }
  await fetch(postTo, { method: 'POST', body: new Blob(parts) });
  return outcomes;
}

async function makeCrop(
  blazeFace: BlazeFace,
  file: string,
  shape: CropShape,
): Promise<{ outcome: CropOutcome; crop?: Uint8Array<ArrayBuffer> }> {
  let frame: Frame | undefined;
  try {
    const response = await fetch(`/pictures/${encodeURI(file)}`);
    if (!response.ok) return { outcome: { file, score: null, problem: 'missing file' } };
    frame = await decodeImage(await response.blob());
    reader ??= new PixelReader();
    const { face, crop } = await cropIn(frame, { blazeFace, reader, shape });
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

interface CropTools {
  readonly blazeFace: BlazeFace;
  readonly reader: PixelReader;
  readonly shape: CropShape;
}

/** The face that the picture is of, and its crop. */
function cropIn(frame: Frame, { blazeFace, reader, shape }: CropTools) {
  return reader.whileHeld(frame, async () => {
    const faces = detectFaces(blazeFace, frame, 'photo', (box) => reader.read(frame, box));
    const face = mainFace(faces, frame);
    return { face, crop: face === undefined ? null : cropOf(reader, frame, face, shape) };
  });
}
