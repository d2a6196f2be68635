import { type FoundFace, Pipeline, readPhoto } from '../../src/pipeline/index.ts';
import { decodeImage } from '../../src/source/index.ts';
import type { DetectedFace, Frame, Quality } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';
import { mainFace } from './main-face.ts';

/** One way to damage a picture. */
export type Damage =
  | { readonly kind: 'none' }
  /** Scaled so that the eyes lie this many pixels apart. */
  | { readonly kind: 'eye-distance'; readonly amount: number }
  /** Gaussian blur whose standard deviation is this many hundredths of the eye distance. */
  | { readonly kind: 'blur'; readonly amount: number }
  /** All values times this many hundredths, rounded to bytes. */
  | { readonly kind: 'light'; readonly amount: number };

export interface DamagedReading {
  readonly file: string;
  readonly quality: Quality;
  readonly age: number;
  readonly ageInterval80: readonly [number, number];
}

let pipeline: Promise<Pipeline> | undefined;

/** Reads the main face of each damaged picture at the keypoints of the undamaged one. */
export async function readDamaged(files: readonly string[], damage: Damage): Promise<DamagedReading[]> {
  pipeline ??= Pipeline.create({ base: assetsBase(), backend: 'wasm', withDetector: true });
  const ready = await pipeline;
  const readings: DamagedReading[] = [];
  for (const file of files) {
    const frame = await decodeImage(await (await fetch(`/pictures/${encodeURI(file)}`)).blob());
    const found = (await readPhoto(ready, frame)).map(({ found }) => ({ ...found, box: found.face.box }));
    const main = mainFace(found, frame);
    const damaged = main === undefined ? null : damagedFace(ready, frame, main.face, damage);
    frame.bitmap.close();
    if (damaged === null) continue;
    const [reading] = await ready.infer([damaged]);
    const age = reading?.curves.age;
    if (age === undefined) continue;
    readings.push({ file, quality: damaged.quality, age: age.expectation, ageInterval80: age.interval(0.8) });
  }
  return readings;
}

function damagedFace(pipeline: Pipeline, frame: Frame, face: DetectedFace, damage: Damage): FoundFace | null {
  const { leftEye, rightEye } = face.keypoints;
  const eyeDistance = Math.hypot(rightEye.x - leftEye.x, rightEye.y - leftEye.y);
  const scale = damage.kind === 'eye-distance' ? damage.amount / eyeDistance : 1;
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(frame.width * scale)),
    Math.max(1, Math.round(frame.height * scale)),
  );
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  context.imageSmoothingQuality = 'high';
  if (damage.kind === 'blur') context.filter = `blur(${(damage.amount / 100) * eyeDistance}px)`;
  if (damage.kind === 'light') context.filter = `brightness(${damage.amount}%)`;
  context.drawImage(frame.bitmap, 0, 0, canvas.width, canvas.height);
  const bitmap = canvas.transferToImageBitmap();
  const keypoints = Object.fromEntries(
    Object.entries(face.keypoints).map(([name, { x, y }]) => [name, { x: x * scale, y: y * scale }]),
  ) as unknown as DetectedFace['keypoints'];
  const damaged = { bitmap, width: bitmap.width, height: bitmap.height, time: 0 };
  const view = pipeline.view(damaged, { ...face, keypoints });
  bitmap.close();
  return view;
}
