import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import type { PlainFace } from './harness/library.ts';
import { drawFile } from './pictures/canvas.ts';
import { withOrientation } from './pictures/odd-files.ts';
import { test } from './shared-harness.ts';

const sample = await readFile('public/samples/old.jpg');

/** The upright picture, and where its face lies. The face is not in the middle of any axis. */
const SIZE = { width: 6000, height: 3000 };
const PLACE = { x: 3600, y: 500, width: 1800, height: 1800 };

async function largePhoto(page: Page, orientation: number): Promise<string> {
  const drawing = { ...SIZE, sample, placements: [PLACE], orientation };
  return withOrientation(await drawFile(page, drawing, 'image/jpeg'), orientation).toString('base64');
}

/** All coordinates of a face lie where the face was drawn, and refer to `frame`. */
function expectPlace(face: PlainFace | undefined, size: typeof SIZE, place: typeof PLACE): void {
  if (face?.explanation === undefined) throw new Error('no face with an explanation');
  expect(face.frame).toEqual(size);
  const { box, keypoints, quality } = face;
  const { leftEye, rightEye } = keypoints;
  const { size: cells, toFrame } = face.explanation;
  const middle = {
    x: (toFrame.a * cells) / 2 - (toFrame.b * cells) / 2 + toFrame.translateX,
    y: (toFrame.b * cells) / 2 + (toFrame.a * cells) / 2 + toFrame.translateY,
  };
  const inside = [
    ...Object.values(keypoints),
    middle,
    { x: box.x + box.width / 2, y: box.y + box.height / 2 },
  ];
  for (const { x, y } of inside) {
    expect(x).toBeGreaterThan(place.x);
    expect(x).toBeLessThan(place.x + place.width);
    expect(y).toBeGreaterThan(place.y);
    expect(y).toBeLessThan(place.y + place.height);
  }
  // The samples are cropped to the face.
  for (const side of [box.width / place.width, box.height / place.height]) {
    expect(side).toBeGreaterThan(0.5);
    expect(side).toBeLessThan(1.2);
  }
  expect(quality.eyeDistance).toBeCloseTo(Math.hypot(rightEye.x - leftEye.x, rightEye.y - leftEye.y), 1);
  const cell = Math.hypot(toFrame.a, toFrame.b) * cells;
  expect(cell / quality.eyeDistance).toBeCloseTo(96 / 33, 0);
}

for (const orientation of [1, 6]) {
  test(`a photo of more than 4096 pixels: its natural size, upright (EXIF orientation ${orientation})`, async ({
    page,
  }) => {
    const { blob, frame, decoded } = await page.evaluate(
      async (file) => {
        const { library } = harness;
        const photo = new Blob([Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))]);
        const taken = await library.decodeImage(photo);
        const { width, height, bitmap } = taken;
        const estimator = library.current();
        return {
          blob: (await estimator.estimate(photo, { explain: true })).map(library.plain),
          frame: (await estimator.estimate(taken, { explain: true })).map(library.plain),
          decoded: { width, height, longest: Math.max(bitmap.width, bitmap.height) },
        };
      },
      await largePhoto(page, orientation),
    );
    expect(decoded).toEqual({ ...SIZE, longest: 4096 });
    expectPlace(blob[0], SIZE, PLACE);
    expect(frame).toEqual(blob);
  });
}

test('an image with densities: the size that naturalWidth and naturalHeight say', async ({ page }) => {
  const drawing = {
    width: 801,
    height: 600,
    sample,
    placements: [{ x: 300, y: 60, width: 480, height: 480 }],
  };
  const file = (await drawFile(page, drawing, 'image/png')).toString('base64');
  const { whole, dense, natural } = await page.evaluate(async (png) => {
    const { library } = harness;
    const estimate = async (density: number) => {
      const image = new Image();
      image.srcset = `data:image/png;base64,${png} ${density}x`;
      await image.decode();
      const faces = await library.current().estimate(image, { explain: true });
      return { face: faces.map(library.plain)[0], width: image.naturalWidth, height: image.naturalHeight };
    };
    const { face: whole } = await estimate(1);
    const { face: dense, ...natural } = await estimate(2);
    return { whole, dense, natural };
  }, file);
  expect(natural).toEqual({ width: 400, height: 300 });
  expectPlace(whole, { width: 801, height: 600 }, { x: 300, y: 60, width: 480, height: 480 });
  expectPlace(dense, natural, { x: 150, y: 30, width: 240, height: 240 });
  // All pixels of the file are read.
  expect(dense?.expectation).toBe(whole?.expectation);
});

test('canvas, video frame and video: their own size', async ({ page }) => {
  const drawing = {
    width: 700,
    height: 500,
    sample,
    placements: [{ x: 250, y: 40, width: 420, height: 420 }],
  };
  const file = (await drawFile(page, drawing, 'image/png')).toString('base64');
  const faces = await page.evaluate(async (png) => {
    const { library } = harness;
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 700, height: 500 });
    const draw = () => canvas.getContext('2d')?.drawImage(image, 0, 0);
    draw();
    const video = document.createElement('video');
    video.srcObject = canvas.captureStream(10);
    const redraw = setInterval(draw, 100);
    await video.play();
    const estimator = library.current();
    const frame = new VideoFrame(canvas, { timestamp: 0 });
    const found: Record<string, PlainFace | undefined> = {};
    for (const [name, source] of Object.entries({ canvas, frame, video })) {
      found[name] = (await estimator.estimate(source, { explain: true })).map(library.plain)[0];
    }
    frame.close();
    for await (const { faces } of estimator.watch(video, { explain: true })) {
      found.watched = faces.map(library.plain)[0];
      break;
    }
    clearInterval(redraw);
    return found;
  }, file);
  expect(Object.keys(faces)).toHaveLength(4);
  for (const face of Object.values(faces)) {
    expectPlace(face, { width: 700, height: 500 }, { x: 250, y: 40, width: 420, height: 420 });
  }
});

test('whether a face is too small is judged by the pixels that are looked at', async ({ page }) => {
  const side = 60;
  const drawing = {
    width: 400,
    height: 300,
    sample,
    placements: [{ x: 170, y: 120, width: side, height: side }],
  };
  const file = (await drawFile(page, drawing, 'image/png')).toString('base64');
  const qualities = await page.evaluate(async (png) => {
    const { library } = harness;
    const qualityAt = async (density: number) => {
      const image = new Image();
      image.srcset = `data:image/png;base64,${png} ${density}x`;
      await image.decode();
      return (await library.current().estimate(image)).map(library.plain)[0]?.quality;
    };
    return [await qualityAt(1), await qualityAt(4)];
  }, file);
  const [once, dense] = qualities;
  if (once === undefined || dense === undefined) throw new Error('no face');
  expect(once).toMatchObject({ usable: true });
  expect(dense.eyeDistance).toBeLessThan(12);
  expect(dense).toEqual({ ...once, eyeDistance: expect.closeTo(once.eyeDistance / 4, 3) });
});
