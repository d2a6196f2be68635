import { memory } from '@tensorflow/tfjs-core';
import { assetsBase } from '../../lab/page/assets-base.ts';
import { fetchBlob, orError, type PlainError, type PlainFace, plain } from '../../lab/page/plain-face.ts';
import type { GraphFiles } from '../../src/assets/index.ts';
import {
  createEstimator,
  decodeImage,
  type EstimateOptions,
  type Estimator,
  type EstimatorOptions,
  FaceCurveError,
  type ImageSource,
  isAbort,
} from '../../src/index.ts';
import { goldenVectors } from '../../src/infer/golden.ts';
import { type ModelCard, tfjsWeights } from '../../src/infer/index.ts';
import { estimatePhoto, Pipeline, WatchedFaces } from '../../src/pipeline/index.ts';
import type { BackendChoice } from '../../src/types.ts';

let estimator: Estimator | undefined;

/** Codes of the losses after which the page's estimator went on. */
export const recovered: string[] = [];

export {
  assetsBase,
  createEstimator,
  decodeImage,
  fetchBlob,
  isAbort,
  orError,
  type PlainError,
  type PlainFace,
  plain,
};

/** Creates the page's estimator, in its worker. */
export function create(options: EstimatorOptions = {}) {
  return orError(async () => {
    await estimator?.dispose();
    estimator = undefined;
    estimator = await createEstimator({
      assets: assetsBase(),
      attributes: ['age', 'attractiveness'],
      onRecovered: ({ code }) => recovered.push(code),
      ...options,
    });
    return estimator.info;
  });
}

export function current(): Estimator {
  if (estimator === undefined) throw new Error('create() first');
  return estimator;
}

export function estimateUrl(url: string, options: EstimateOptions = {}) {
  return orError(async () => (await current().estimate(await fetchBlob(url), options)).map(plain));
}

/** Estimates a list. For each picture: its number of faces, or the code of its error. */
export async function estimateList(
  sources: Iterable<ImageSource>,
  options: EstimateOptions = {},
): Promise<(number | string)[]> {
  const answers = await current().estimate(sources, options);
  return answers.map((answer) => (answer instanceof FaceCurveError ? answer.code : answer.length));
}

/** Estimates the same picture given as every kind of source. */
export async function estimateAllSources(url: string): Promise<Record<string, PlainFace[]>> {
  const blob = await fetchBlob(url);
  const bitmap = await createImageBitmap(blob);
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), {
    width: bitmap.width,
    height: bitmap.height,
  });
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  context.drawImage(bitmap, 0, 0);
  const offscreen = new OffscreenCanvas(bitmap.width, bitmap.height);
  offscreen.getContext('2d')?.drawImage(bitmap, 0, 0);
  const sources = {
    blob,
    bitmap,
    image,
    canvas,
    offscreen,
    imageData: context.getImageData(0, 0, bitmap.width, bitmap.height),
    videoFrame: new VideoFrame(bitmap, { timestamp: 0 }),
    address: url,
    url: new URL(url, document.baseURI),
  };
  const results: Record<string, PlainFace[]> = {};
  for (const [name, source] of Object.entries(sources)) {
    results[name] = (await current().estimate(source)).map(plain);
  }
  sources.videoFrame.close();
  return results;
}

/** Estimates sources that are not instances of this window's classes: those of an iframe, and a subclass. */
export async function estimateSourcesElsewhere(url: string): Promise<Record<string, PlainFace[]>> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const inner = frame.contentWindow as (Window & typeof globalThis) | null;
  if (inner === null) throw new Error('no frame');
  const here = await fetchBlob(url);
  const blob = new inner.Blob([await here.arrayBuffer()], { type: here.type });
  const image = new inner.Image();
  image.src = new URL(url, location.href).href;
  await image.decode();
  const canvas = inner.document.createElement('canvas');
  const drawn = document.createElement('canvas', { is: 'drawn-picture' });
  for (const each of [canvas, drawn]) {
    Object.assign(each, { width: image.naturalWidth, height: image.naturalHeight });
    each.getContext('2d')?.drawImage(image, 0, 0);
  }
  const video = inner.document.createElement('video');
  inner.document.body.append(video);
  video.muted = true;
  video.srcObject = canvas.captureStream(10);
  const redraw = setInterval(() => canvas.getContext('2d')?.drawImage(image, 0, 0), 100);
  await video.play();
  const sources = { blob, image, canvas, drawn, video, file: new inner.File([blob], 'photo.jpg') };
  const results: Record<string, PlainFace[]> = {};
  for (const [name, source] of Object.entries(sources)) {
    results[name] = (await current().estimate(source)).map(plain);
  }
  clearInterval(redraw);
  frame.remove();
  return results;
}

customElements.define('drawn-picture', class Drawn extends HTMLCanvasElement {}, { extends: 'canvas' });

/** The address of a copy that is too small to be searched in tiles: the detector looks at it twice. */
export async function smallCopy(url: string): Promise<string> {
  const bitmap = await createImageBitmap(await fetchBlob(url), { resizeWidth: 300, resizeQuality: 'high' });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return URL.createObjectURL(await canvas.convertToBlob());
}

let taken: ImageBitmap | undefined;

/** Takes a picture for `estimateOften`, scaled to this width in pixels. */
export async function takePicture(url: string, width: number): Promise<void> {
  taken = await createImageBitmap(await fetchBlob(url), { resizeWidth: width });
}

/** @throws unless each call finds one face */
export async function estimateOften(count: number): Promise<void> {
  if (taken === undefined) throw new Error('takePicture() first');
  for (let call = 0; call < count; call++) {
    const { length } = await current().estimate(taken);
    if (length !== 1) throw new Error(`${length} faces`);
  }
}

export async function dispose(): Promise<void> {
  await current().dispose();
}

/** Numbers of tensors before and after a picture was estimated `frames` times, in this thread and in the shipped way. */
export async function tensorsOver(
  frames: number,
  url: string,
  backend: BackendChoice,
): Promise<[before: number, after: number]> {
  const pipeline = await Pipeline.create({ base: assetsBase(), backend });
  const bitmap = await createImageBitmap(await fetchBlob(url));
  const frame = { bitmap, width: bitmap.width, height: bitmap.height, time: 0 };
  const watched = new WatchedFaces(pipeline, 0);
  const attributes = ['age', 'attractiveness'] as const;
  const estimatePicture = async (withExplanation: boolean) =>
    (await estimatePhoto(pipeline, frame, { attributes, withExplanation, finish: plain })).faces.length;
  const estimateFrame = async (time: number, withExplanation: boolean) => {
    const now = { ...frame, time };
    return (await watched.estimate({ frame: now, attributes, withExplanation })).length;
  };
  /** Photos and frames of a video in turns, every other one of each with an explanation. */
  const estimate = async (count: number) => {
    const withExplanation = count % 4 < 2;
    const faces =
      count % 2 === 0
        ? await estimatePicture(withExplanation)
        : await estimateFrame(1000 * count, withExplanation);
    if (faces !== 1) throw new Error(`${faces} faces`);
  };
  await estimate(0);
  await estimate(1);
  const before = memory().numTensors;
  for (let count = 2; count < frames + 2; count++) await estimate(count);
  const after = memory().numTensors;
  bitmap.close();
  pipeline.dispose();
  return [before, after];
}

/** Largest difference from the golden logits when the union package runs the model files. */
export async function unionPackageDifference(network = 'facecurve'): Promise<number> {
  const tf = await import('@tensorflow/tfjs');
  const folder = `${assetsBase()}models/${network}/`;
  const fetched = (name: string) => fetch(folder + name);
  const card: ModelCard = await (await fetched('card.json')).json();
  const { crops } = goldenVectors(await (await fetched('golden.json')).json(), card, 'golden.json');
  const topology: GraphFiles['topology'] = await (await fetched('model.json')).json();
  const weights = await (await fetched('weights.bin')).arrayBuffer();
  await tf.setBackend('cpu');
  const model = await tf.loadGraphModel(
    tf.io.fromMemory({ ...topology, ...tfjsWeights({ topology, weights }) }),
  );
  let worst = 0;
  for (const crop of crops) {
    const values = Float32Array.from(atob(crop.pixels), (letter) => letter.charCodeAt(0));
    const names = Object.keys(card.heads);
    const input = tf.tensor4d(values, [1, card.cropSize, card.cropSize, 3]);
    const outputs = [model.execute(input, names)].flat();
    for (const [at, name] of names.entries()) {
      const computed = await outputs[at]?.data();
      crop.logits[name]?.forEach((value, index) => {
        worst = Math.max(worst, Math.abs(value - (computed?.[index] ?? Number.NaN)));
      });
    }
  }
  return worst;
}
