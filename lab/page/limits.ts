import type { GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { AssetLoader } from '../../src/assets/index.ts';
import type { MediapipeDetector } from '../../src/detect/index.ts';
import { loadMediapipe } from '../../src/detect/mediapipe-files.ts';
import { ScaledPicture } from '../../src/detect/scaled-picture.ts';
import { chooseNetwork, loadCard, loadModelFiles, type Network } from '../../src/infer/index.ts';
import { PixelReader, pixelFrame } from '../../src/source/index.ts';
import type { BackendName } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';
import { CROP_SIDES, graphForSide, runAtSide } from './crop-sides.ts';
import { FACE_OF_SAMPLE } from './face-of-sample.ts';
import { fetchBlob } from './plain-face.ts';

/** Milliseconds of the parts of one round, which follow each other directly. */
export interface LimitRound {
  /** Of the product of two square matrices of the size that `start` found the fastest. */
  readonly product: number;
  /** Of the smallest possible call: one number in, one number out. */
  readonly floor: number;
  /** Of one face: crop in, logits out. */
  readonly face: number;
  /** Of one face of a batch. */
  readonly faceOfBatch: number;
  /** Of one face of many, if only the last result is awaited and read. */
  readonly faceQueued: number;
  /** Of one look of the detector, and of one at a sixteenth of the pixels. */
  readonly look: number;
  readonly smallLook: number;
  /** Of one face by the side of its crop in pixels; empty on a software GPU. */
  readonly atSide: Readonly<Record<number, number>>;
}

export interface LimitMachine {
  readonly software: boolean;
  readonly hardware: string;
  /** Side of the matrices. */
  readonly size: number;
  /** Milliseconds in each layer, by its name: only where kernels can be timed one by one. */
  readonly layers: Readonly<Record<string, number>> | null;
}

/** Matrices grow until the rate stops rising, or until a product takes longer than this many milliseconds. */
const LONGEST_PRODUCT = 3000;
/** Layers are timed on a batch, since the clock of a page has steps of a tenth of a millisecond. */
const LAYER_BATCH = 16;
const LAYER_RUNS = 12;

let network: Network;
let model: GraphModel;
let detector: MediapipeDetector;
let views: { readonly whole: ImageData; readonly small: ImageData };
let matrices: [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
let crop: Uint8Array<ArrayBuffer>;
let size = 0;
let atSides: readonly [side: number, graph: GraphModel][] = [];

export async function start(backend: BackendName): Promise<LimitMachine> {
  const loader = new AssetLoader({ base: assetsBase() });
  const card = await loadCard(loader);
  const files = await loadModelFiles(loader, card);
  network = (await chooseNetwork(files, backend, loader)).network;
  model = (network as unknown as { graph: { model: GraphModel } }).graph.model;
  detector = await loadMediapipe(loader);
  const bitmap = await createImageBitmap(await fetchBlob('../../samples/old.jpg'), ...FACE_OF_SAMPLE);
  const frame = pixelFrame(bitmap);
  const region = { x: -bitmap.width / 4, y: -bitmap.height / 4, size: bitmap.width * 1.5 };
  const reader = new PixelReader();
  const picture = new ScaledPicture(frame, (box) => reader.read(frame, box));
  views = { whole: picture.view(region, 128), small: picture.view(region, 32) };
  crop = new Uint8Array(card.cropSize ** 2 * 3).map((_, index) => (index * 7) % 256);
  await findFastestProduct();
  if (!network.backend.software) {
    atSides = await Promise.all(
      CROP_SIDES.map(async (side) => [side, await graphForSide(files, side)] as const),
    );
  }
  return {
    software: network.backend.software,
    hardware: await hardwareOf(backend),
    size,
    layers: backend === 'wasm' ? await timeLayers() : null,
  };
}

export async function round(batch: number): Promise<LimitRound> {
  return {
    product: await timeOf(product),
    floor: await timeOf(() => tf.tidy(() => tf.matMul(tf.tensor2d([[2]]), tf.tensor2d([[3]]))).data()),
    face: await timeOf(() => network.run([crop])),
    faceOfBatch: (await timeOf(() => network.run(Array(batch).fill(crop)))) / batch,
    faceQueued: (await timeOf(() => runQueued(batch))) / batch,
    look: await timeOf(async () => lookAt(views.whole)),
    smallLook: await timeOf(async () => lookAt(views.small)),
    atSide: await timeSides(),
  };
}

async function timeSides(): Promise<Record<number, number>> {
  const times: Record<number, number> = {};
  for (const [side, graph] of atSides) times[side] = await timeOf(() => runAtSide(graph, side));
  return times;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs the detector alone, without the search around it. */
function lookAt(view: ImageData): unknown {
  return (detector as unknown as { detector: { detect(image: ImageData): unknown } }).detector.detect(view);
}

/** Reads one number of the product: this forces the computation without a transfer of the whole result. */
async function product(): Promise<unknown> {
  const [a, b, row, column] = matrices;
  const result = tf.tidy(() => tf.matMul(row, tf.matMul(tf.matMul(a, b), column)));
  try {
    return await result.data();
  } finally {
    result.dispose();
  }
}

async function findFastestProduct(): Promise<void> {
  let best = 0;
  let fastest = 0;
  for (let side = 256; side <= 8192; side *= 2) {
    setMatrices(side);
    await product();
    const milliseconds = await timeOf(product);
    const rate = side ** 3 / milliseconds;
    if (rate > best) fastest = side;
    if (rate < best * 1.05 || milliseconds > LONGEST_PRODUCT) break;
    best = rate;
  }
  setMatrices(fastest);
  size = fastest;
  await product();
}

function setMatrices(side: number): void {
  if (size > 0) tf.dispose(matrices);
  size = side;
  const filled = (rows: number, columns: number) =>
    tf.tensor2d(new Float32Array(rows * columns).fill(0.001), [rows, columns]);
  matrices = [filled(side, side), filled(side, side), filled(1, side), filled(side, 1)];
}

function input(count: number): tf.Tensor {
  const side = Math.sqrt(crop.length / 3);
  const pixels = new Float32Array(count * crop.length);
  for (let copy = 0; copy < count; copy++) pixels.set(crop, copy * crop.length);
  return tf.tensor4d(pixels, [count, side, side, 3]);
}

async function runQueued(count: number): Promise<void> {
  const logits = tf.tidy(() => {
    const pixels = input(1);
    let last: tf.Tensor | undefined;
    for (let call = 0; call < count; call++) last = model.execute(pixels, 'age') as tf.Tensor;
    return last as tf.Tensor;
  });
  await logits.data();
  logits.dispose();
}

/** Shortest milliseconds of each convolution for one face; everything else counts as `other`. */
async function timeLayers(): Promise<Record<string, number>> {
  const names = Object.keys(model.weights).flatMap((name) => /^(.*)\/weight$/.exec(name)?.[1] ?? []);
  const shortest: number[] = [];
  let kinds: string[] = [];
  for (let run = 0; run < LAYER_RUNS; run++) {
    const { kernels } = await tf.profile(() =>
      tf.tidy(() => void model.execute(input(LAYER_BATCH), ['age', 'attractiveness'])),
    );
    // Operations are listed beside the kernels that they call.
    const own = kernels.filter(({ name }) => !name.endsWith('__op'));
    for (const [index, { kernelTimeMs }] of own.entries()) {
      shortest[index] = Math.min(shortest[index] ?? Number.POSITIVE_INFINITY, Number(await kernelTimeMs));
    }
    kinds = own.map(({ name }) => name);
  }
  return sumByLayer(kinds, shortest, names);
}

function sumByLayer(
  kernels: readonly string[],
  times: readonly number[],
  layers: readonly string[],
): Record<string, number> {
  const sums: Record<string, number> = { other: 0 };
  let layer = 0;
  for (const [index, kernel] of kernels.entries()) {
    const name = kernel === 'FusedConv2D' ? (layers[layer++] ?? 'other') : 'other';
    sums[name] = (sums[name] ?? 0) + (times[index] ?? 0) / LAYER_BATCH;
  }
  return sums;
}

async function hardwareOf(backend: BackendName): Promise<string> {
  if (backend === 'wasm') return 'processor, one thread, SIMD';
  if (backend === 'webgpu') {
    const info = (await navigator.gpu.requestAdapter())?.info;
    return [info?.vendor, info?.architecture, info?.description].filter(Boolean).join(' ');
  }
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  const names = context?.getExtension('WEBGL_debug_renderer_info');
  return String(context?.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
}
