import { AssetLoader } from '../../src/assets/index.ts';
import { Detector } from '../../src/detect/detector.ts';
import { intersectionOverMinimum, type SearchEffort } from '../../src/detect/index.ts';
import { decodeImage, PixelReader, pixelFrame } from '../../src/source/index.ts';
import type { Box, DetectedFace, Frame } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';
import { mainFace } from './main-face.ts';

let detector: Promise<Detector> | undefined;
let reader: PixelReader | undefined;

export interface Reach {
  readonly found: number;
  readonly of: number;
  readonly milliseconds: number;
}

/**
 * Puts one picture at a time into a frame of `width` x `height` so that its face's box is `size` pixels high, and counts
 * how often the face is found there.
 */
export async function reach(
  files: readonly string[],
  { width, height, size, effort }: { width: number; height: number; size: number; effort: SearchEffort },
): Promise<Reach> {
  detector ??= load();
  const ready = await detector;
  let found = 0;
  let of = 0;
  let milliseconds = 0;
  for (const [index, file] of files.entries()) {
    const { bitmap } = await decodeImage(await (await fetch(`/pictures/${encodeURI(file)}`)).blob());
    const picture = pixelFrame(bitmap);
    const face = mainFace(await find(ready, picture, 'video'), picture);
    if (face === undefined) continue;
    const { frame, box } = compose(picture, face.box, {
      width,
      height,
      size,
      place: (index + 0.5) / files.length,
    });
    const start = performance.now();
    const faces = await find(ready, frame, effort);
    milliseconds += performance.now() - start;
    of += 1;
    if (faces.some((candidate) => intersectionOverMinimum(candidate.box, box) > 0.5)) found += 1;
    frame.bitmap.close();
    picture.bitmap.close();
  }
  return { found, of, milliseconds: milliseconds / of };
}

function load(): Promise<Detector> {
  const base = assetsBase();
  reader = new PixelReader();
  return Detector.create({ base, reader }, new AssetLoader({ base }));
}

/** Detects in the same way as the pipeline. */
async function find(ready: Detector, frame: Frame, effort: SearchEffort): Promise<DetectedFace[]> {
  const search = () => ready.detect(frame, effort);
  return reader?.whileHeld(frame, search) ?? search();
}

/** Draws the picture into a frame of soft stripes; `place` (0 to 1) is the horizontal position. */
function compose(
  picture: Frame,
  face: Box,
  { width, height, size, place }: { width: number; height: number; size: number; place: number },
): { frame: Frame; box: Box } {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  for (let x = 0; x < width; x += width / 20) {
    context.fillStyle = `hsl(${(x * 360) / width} 15% ${40 + 20 * Math.sin(x)}%)`;
    context.fillRect(x, 0, width / 20 + 1, height);
  }
  const scale = size / face.height;
  const x = place * Math.max(0, width - picture.width * scale);
  const y = ((place * 7) % 1) * Math.max(0, height - picture.height * scale);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture.bitmap, x, y, picture.width * scale, picture.height * scale);
  const bitmap = canvas.transferToImageBitmap();
  return {
    frame: { bitmap, width, height, time: 0 },
    box: { x: x + face.x * scale, y: y + face.y * scale, width: face.width * scale, height: size },
  };
}
