import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { FACE_OF_SAMPLE } from '../lab/page/face-of-sample.ts';

const samplesFolder = path.resolve('public/samples');
const names = ['child.jpg', 'middle.jpg', 'old.jpg', 'young.jpg'];

/** The file that Chromium plays as the camera: the faces of the samples, one after another. */
export const fakeCameraFile = path.resolve('test-results/fake-camera.mjpeg');

/** Arguments for a browser whose camera is this file and needs no permission. */
export const fakeCameraArguments = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${fakeCameraFile}`,
];

/** Chromium plays 30 pictures a second: each sample for one second, moving a little like a head. */
const FRAMES_PER_SAMPLE = 30;
const DISTINCT_FRAMES = 6;

/** A sample of each age. */
export async function readSamples(): Promise<Map<string, Buffer>> {
  const entries = names.map(async (name) => [name, await readFile(path.join(samplesFolder, name))] as const);
  return new Map(await Promise.all(entries));
}

/**
 * Writes the fake camera's file. A motion JPEG file is a sequence of JPEGs, so the browser itself can encode one. The samples
 * are passed as data URLs, since no server is running yet.
 */
export async function writeFakeCamera(page: Page): Promise<void> {
  const frames: Buffer[] = [];
  for (const sample of (await readSamples()).values()) {
    const encoded = await page.evaluate(encodeFrames, {
      source: `data:image/jpeg;base64,${sample.toString('base64')}`,
      count: DISTINCT_FRAMES,
      face: FACE_OF_SAMPLE,
    });
    for (const frame of encoded) {
      const bytes = Buffer.from(frame, 'base64');
      for (let repeat = 0; repeat < FRAMES_PER_SAMPLE / DISTINCT_FRAMES; repeat++) frames.push(bytes);
    }
  }
  await mkdir(path.dirname(fakeCameraFile), { recursive: true });
  await writeFile(fakeCameraFile, Buffer.concat(frames));
}

/** Runs in the page: the picture's face on 640 x 480, as JPEGs in base64. */
async function encodeFrames({
  source,
  count,
  face,
}: {
  source: string;
  count: number;
  face: typeof FACE_OF_SAMPLE;
}): Promise<string[]> {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  const side = Math.min(canvas.width, canvas.height) * 0.9;
  return Array.from({ length: count }, (_, index) => {
    const drift = 12 * Math.sin((2 * Math.PI * index) / count);
    context.fillStyle = '#808080';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(
      image,
      ...face,
      (canvas.width - side) / 2 + drift,
      (canvas.height - side) / 2,
      side,
      side,
    );
    // Below quality 1 the colours are stored at half the resolution (4:2:0), the one layout the fake camera reads.
    return canvas.toDataURL('image/jpeg', 0.9).replace(/^.*,/, '');
  });
}
