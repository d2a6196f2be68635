import { createEstimator, type Estimator, FaceCurveError } from '../../src/index.ts';
import type { BackendChoice, DetectorChoice, EstimatorInfo } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';
import { FACE_OF_SAMPLE } from './face-of-sample.ts';
import { fetchBlob } from './plain-face.ts';
import { Scene, type SceneLook } from './scene.ts';

/** What has happened so far. */
export interface SoakCounts {
  readonly frames: number;
  /** Frames by the number of faces found in them. */
  readonly framesByFaces: Readonly<Record<string, number>>;
  /** How often the estimator reported a recovery, by code. */
  readonly recovered: Readonly<Record<string, number>>;
  /** Errors that ended the watch, by code; the page started a new watch each time. */
  readonly ended: Readonly<Record<string, number>>;
  readonly photos: number;
}

/** Frames after which the faces in the scene change. */
const FRAMES_PER_LOOK = 12;
const MOTION = { sway: 3 };
const face = (name: string, x: number, side: number) => ({ url: `../../samples/${name}.jpg`, x, side });
const LOOKS: readonly SceneLook[] = [
  { ...MOTION, parts: [face('middle', 150, 340)] },
  { ...MOTION, parts: [face('old', 0, 300), face('young', 330, 300)] },
  { ...MOTION, parts: [] },
  { ...MOTION, parts: [face('child', 0, 200), face('middle', 215, 200), face('old', 430, 200)] },
];

/** Large enough to be decoded smaller, small enough that a canvas can hold it. */
const BIG_PHOTO = { width: 6000, height: 4500 };
const PHOTOS_AT_ONCE = 4;

const counts = {
  frames: 0,
  framesByFaces: {} as Record<string, number>,
  recovered: {} as Record<string, number>,
  ended: {} as Record<string, number>,
  photos: 0,
};
let estimator: Estimator | undefined;
let scene: Scene | undefined;
let worker: Worker | undefined;
let bigPhoto: Promise<Blob> | undefined;
let failure: unknown;
/** Called for each frame, and when the watch has failed for good. */
let onFrame = () => {};
/** While this promise is set and pending, the watch takes no further frame. */
let hold: Promise<void> | undefined;
let release = () => {};

function count(of: Record<string, number>, name: string | number): void {
  of[name] = (of[name] ?? 0) + 1;
}

/** Watches a camera in front of which faces come and go, and continues after every failure. */
export async function begin(backend: BackendChoice, detector: DetectorChoice): Promise<EstimatorInfo> {
  keepLastWorker();
  estimator = await createEstimator({
    assets: assetsBase(),
    backend,
    detector,
    attributes: ['age', 'attractiveness'],
    onRecovered: ({ code }) => count(counts.recovered, code),
  });
  await plugIn();
  watchForEver(estimator).catch((error: unknown) => {
    failure = error;
    onFrame();
  });
  return estimator.info;
}

/** Runs in the worker before its script: a message destroys the graphics, like a crash of the GPU process. */
const losable = `
  const contexts = new Set();
  const getContext = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
    const context = getContext.call(this, kind, ...rest);
    if (kind === 'webgl2' && context !== null) contexts.add(context);
    return context;
  };
  const devices = new Set();
  const requestDevice = globalThis.GPUAdapter?.prototype.requestDevice;
  if (requestDevice) GPUAdapter.prototype.requestDevice = async function (...given) {
    const device = await requestDevice.apply(this, given);
    devices.add(device);
    return device;
  };
  addEventListener('message', ({ data }) => {
    if (data !== 'lose graphics') return;
    for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
    for (const device of devices) device.destroy();
    contexts.clear();
    devices.clear();
  });`;

function moduleAddress(code: string): string {
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

/** Keeps the last worker only: a list would keep ended workers in memory. */
function keepLastWorker(): void {
  const Started = globalThis.Worker;
  const first = moduleAddress(losable);
  globalThis.Worker = class extends Started {
    constructor(address: string | URL, options?: WorkerOptions) {
      const imports = [first, String(address)].map((each) => `import ${JSON.stringify(each)};`);
      const entry = moduleAddress(imports.join('\n'));
      super(entry, options);
      this.addEventListener('message', () => URL.revokeObjectURL(entry), { once: true });
      worker = this;
    }
  };
}

export function loseGraphics(): void {
  worker?.postMessage('lose graphics');
}

async function watchForEver(watching: Estimator): Promise<never> {
  for (;;) {
    try {
      await watch(watching);
    } catch (error) {
      if (!(error instanceof FaceCurveError)) throw error;
      count(counts.ended, error.code);
      if (error.code !== 'camera-lost' && navigator.onLine) throw error;
    }
    await untilBack();
  }
}

async function watch(watching: Estimator): Promise<void> {
  if (scene === undefined) return;
  for await (const { faces } of watching.watch(scene.video)) {
    counts.frames++;
    count(counts.framesByFaces, faces.length);
    if (counts.frames % FRAMES_PER_LOOK === 0) await showNext();
    onFrame();
    await hold;
  }
}

async function showNext(): Promise<void> {
  const look = LOOKS[Math.floor(counts.frames / FRAMES_PER_LOOK) % LOOKS.length];
  if (look !== undefined) await scene?.show(look);
}

/** Resolves when there is a camera, and a network. */
async function untilBack(): Promise<void> {
  while (scene === undefined || !navigator.onLine) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Resolves at the given number of frames, with the milliseconds of the wait. */
export async function untilFrames(frames: number): Promise<number> {
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    onFrame = () => {
      if (failure !== undefined) reject(failure);
      else if (counts.frames >= frames) resolve();
    };
    onFrame();
  });
  return performance.now() - started;
}

/** Pauses the watch until `goOn`, so that memory is measured at rest. */
export async function rest(): Promise<void> {
  hold = new Promise((resolve) => {
    release = resolve;
  });
  await untilFrames(counts.frames + 1);
}

export function goOn(): void {
  hold = undefined;
  release();
}

export function soFar(): SoakCounts {
  return counts;
}

/** Ends the worker without an event, like a browser that needs the memory. */
export function killWorker(): void {
  worker?.terminate();
}

/** Simulates an unplugged camera: the track ends and sends its event. */
export function unplug(): void {
  if (scene === undefined) throw new Error('no camera');
  const { stream } = scene;
  scene.end();
  scene = undefined;
  for (const track of stream.getTracks()) track.dispatchEvent(new Event('ended'));
}

export async function plugIn(): Promise<void> {
  const camera = new Scene();
  // All pictures are loaded here, so that none has to be fetched while there is no network.
  for (const look of LOOKS) await camera.show(look);
  scene = camera;
}

/** Estimates several photos of 27 megapixels at once while the watch goes on. */
export async function lookAtBigPhotos(): Promise<void> {
  bigPhoto ??= drawBigPhoto();
  const photo = await bigPhoto;
  const found = await Promise.all(
    Array.from({ length: PHOTOS_AT_ONCE }, async () => (await estimator?.estimate(photo)) ?? []),
  );
  if (found.some(({ length }) => length !== 1)) throw new Error('a photo without its face');
  counts.photos += found.length;
}

async function drawBigPhoto(): Promise<Blob> {
  const { width, height } = BIG_PHOTO;
  const canvas = new OffscreenCanvas(width, height);
  const portrait = await createImageBitmap(await fetchBlob('../../samples/middle.jpg'), ...FACE_OF_SAMPLE);
  canvas.getContext('2d')?.drawImage(portrait, (width - height) / 2, 0, height, height);
  portrait.close();
  return canvas.convertToBlob({ type: 'image/jpeg' });
}
