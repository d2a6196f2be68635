import { type FoundFace, Pipeline, readPhoto } from '../../src/pipeline/index.ts';
import { decodeImage, pixelFrame } from '../../src/source/index.ts';
import type { DetectedFace, Frame, ModelName, Quality } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';
import { mainFace } from './main-face.ts';

/** One way to damage a picture. */
export type Damage =
  | { readonly kind: 'none' }
  /** Scaled so that the eyes lie this many pixels apart. */
  | { readonly kind: 'eye-distance'; readonly amount: number }
  /** Gaussian blur whose standard deviation is this many hundredths of the eye distance. */
  | { readonly kind: 'blur'; readonly amount: number }
  /** All values times this many hundredths, rounded to bytes; above 100 the bright ones are cut off. */
  | { readonly kind: 'light'; readonly amount: number }
  /** Difference from mid-grey times this many hundredths. */
  | { readonly kind: 'contrast'; readonly amount: number }
  /** Unsharp mask with a Gaussian of 1.5 pixels; the detail is added again by this many hundredths. */
  | { readonly kind: 'sharpen'; readonly amount: number }
  /** One grey value (0 to 255) outside of an ellipse about the face. */
  | { readonly kind: 'ground'; readonly amount: number }
  /** Red times this many hundredths, blue divided by it: above 100 warm, below cold. */
  | { readonly kind: 'cast'; readonly amount: number }
  /** Gaussian noise of this standard deviation, of 255. */
  | { readonly kind: 'noise'; readonly amount: number }
  /** Turned clockwise by this many degrees, on grey. */
  | { readonly kind: 'turn'; readonly amount: number };

export interface DamagedReading {
  readonly file: string;
  readonly quality: Quality;
  readonly age: number;
  readonly ageInterval80: readonly [number, number];
}

const pipelines = new Map<ModelName, Promise<Pipeline>>();

/** Reads the main face of each damaged picture at the keypoints of the undamaged one; in a turned picture it is searched again. */
export async function readDamaged(
  files: readonly string[],
  damage: Damage,
  model: ModelName,
): Promise<DamagedReading[]> {
  const pipeline = pipelines.get(model) ?? Pipeline.create({ base: assetsBase(), backend: 'wasm', model });
  pipelines.set(model, pipeline);
  const ready = await pipeline;
  const readings: DamagedReading[] = [];
  for (const file of files) {
    const { bitmap } = await decodeImage(await (await fetch(`/pictures/${encodeURI(file)}`)).blob());
    const frame = pixelFrame(bitmap);
    const main = await findMain(ready, frame);
    const damaged =
      main === undefined
        ? undefined
        : damage.kind === 'turn'
          ? await turnedFace(ready, frame, damage.amount)
          : damagedFace(ready, frame, main.face, damage);
    bitmap.close();
    if (!damaged) continue;
    const [reading] = await ready.infer([damaged]);
    const age = reading?.curves.age;
    if (age === undefined) continue;
    readings.push({ file, quality: damaged.quality, age: age.expectation, ageInterval80: age.interval(0.8) });
  }
  return readings;
}

async function findMain(pipeline: Pipeline, frame: Frame): Promise<FoundFace | undefined> {
  const read = await readPhoto(pipeline, frame);
  return mainFace(
    read.map(({ found }) => ({ ...found, box: found.face.box })),
    frame,
  );
}

/** The main face of the picture turned by some degrees. */
async function turnedFace(pipeline: Pipeline, frame: Frame, degrees: number): Promise<FoundFace | undefined> {
  const turn = new DOMMatrix().rotate(degrees);
  const { width, height } = frame;
  const canvas = new OffscreenCanvas(
    Math.round(Math.abs(turn.a) * width + Math.abs(turn.b) * height),
    Math.round(Math.abs(turn.b) * width + Math.abs(turn.a) * height),
  );
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  context.fillStyle = '#808080';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.setTransform(new DOMMatrix().translate(canvas.width / 2, canvas.height / 2).multiply(turn));
  context.drawImage(frame.bitmap, -width / 2, -height / 2);
  const bitmap = canvas.transferToImageBitmap();
  const face = await findMain(pipeline, pixelFrame(bitmap));
  bitmap.close();
  return face;
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
  if (damage.kind === 'contrast') context.filter = `contrast(${damage.amount}%)`;
  context.drawImage(frame.bitmap, 0, 0, canvas.width, canvas.height);
  if (damage.kind === 'sharpen') sharpen(context, damage.amount / 100);
  if (damage.kind === 'ground') fillGround(context, face, damage.amount);
  if (damage.kind === 'cast') changePixels(context, colourCast(damage.amount / 100));
  if (damage.kind === 'noise') changePixels(context, sensorNoise(damage.amount));
  const bitmap = canvas.transferToImageBitmap();
  const keypoints = Object.fromEntries(
    Object.entries(face.keypoints).map(([name, { x, y }]) => [name, { x: x * scale, y: y * scale }]),
  ) as unknown as DetectedFace['keypoints'];
  const view = pipeline.view(pixelFrame(bitmap), { ...face, keypoints });
  bitmap.close();
  return view;
}

/** Adds the difference between the picture and its blur to the picture. */
function sharpen(context: OffscreenCanvasRenderingContext2D, amount: number): void {
  const { width, height } = context.canvas;
  const smooth = new OffscreenCanvas(width, height).getContext('2d');
  if (smooth === null) throw new Error('no 2D canvas');
  smooth.filter = 'blur(1.5px)';
  smooth.drawImage(context.canvas, 0, 0);
  const blurred = smooth.getImageData(0, 0, width, height).data;
  changePixels(context, (value, index) => value + amount * (value - (blurred[index] ?? value)));
}

/** The ellipse reaches from the forehead to below the chin. */
function fillGround(context: OffscreenCanvasRenderingContext2D, face: DetectedFace, grey: number): void {
  const { x, y, width, height } = face.box;
  const { canvas } = context;
  context.beginPath();
  context.rect(0, 0, canvas.width, canvas.height);
  context.ellipse(x + width / 2, y + height * 0.42, width * 0.62, height * 0.8, 0, 0, 2 * Math.PI);
  context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
  context.fill('evenodd');
}

/** What becomes of a value of red, green or blue (its index modulo 4 tells which). */
type ValueChange = (value: number, index: number) => number;

function changePixels(context: OffscreenCanvasRenderingContext2D, change: ValueChange): void {
  const image = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  // A Uint8ClampedArray rounds and clamps by itself.
  image.data.forEach((value, index) => {
    if (index % 4 !== 3) image.data[index] = change(value, index);
  });
  context.putImageData(image, 0, 0);
}

function colourCast(gain: number): ValueChange {
  const gains = [gain, 1, 1 / gain];
  return (value, index) => value * (gains[index % 4] ?? 1);
}

/** The same noise for the same picture: a seeded generator (mulberry32) and the sum of four draws. */
function sensorNoise(deviation: number): ValueChange {
  let state = 1;
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 - 0.5;
  };
  // Four draws of variance 1/12 each have a standard deviation of 1 / sqrt(3).
  return (value) => value + deviation * Math.sqrt(3) * (draw() + draw() + draw() + draw());
}
