import { assetsBase } from '../../lab/page/assets-base.ts';
import { Scene, type SceneLook } from '../../lab/page/scene.ts';
import { createEstimator, type Estimator, type WatchOptions } from '../../src/index.ts';
import { orError, type PlainFace, plain } from './library.ts';

interface Update {
  readonly faces: PlainFace[];
  /** Milliseconds of the page's clock. */
  readonly time: number;
}

interface Watch {
  readonly scene: Scene;
  readonly updates: Update[];
  readonly end: AbortController;
  /** The error that ended the watch; null if there was none. */
  readonly outcome: Promise<unknown>;
}

let estimator: Promise<Estimator> | undefined;
const watches: Watch[] = [];

/** Starts a watch of a new scene and returns the watch's number. */
export async function begin(look: SceneLook, options: WatchOptions = {}): Promise<number> {
  estimator ??= createEstimator({
    assets: assetsBase(),
    backend: 'wasm',
    attributes: ['age', 'attractiveness'],
  });
  const ready = await estimator;
  const scene = new Scene();
  await scene.show(look);
  const end = new AbortController();
  const updates: Update[] = [];
  const run = async () => {
    for await (const { faces, time } of ready.watch(scene.video, { ...options, signal: end.signal })) {
      updates.push({ faces: faces.map(plain), time });
    }
    return null;
  };
  return watches.push({ scene, updates, end, outcome: orError(run) }) - 1;
}

function at(number: number): Watch {
  const watch = watches[number];
  if (watch === undefined) throw new Error(`no watch ${number}`);
  return watch;
}

export async function change(number: number, look: SceneLook): Promise<void> {
  await at(number).scene.show(look);
}

/** Resolves when the video shows the scene: a busy machine shows the frames before it late. */
export async function untilShown(number: number): Promise<void> {
  const { video } = at(number).scene;
  const newFrame = () => new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  await newFrame();
  await newFrame();
}

/** The updates so far, from the given one on. */
export function updates(number: number, from = 0): Update[] {
  return at(number).updates.slice(from);
}

export function abort(number: number): Promise<unknown> {
  at(number).end.abort();
  return at(number).outcome;
}

/** Ends every watch and takes its scene out of the page. */
export async function endAll(): Promise<void> {
  for (const { scene, end, outcome } of watches.splice(0)) {
    end.abort();
    await outcome;
    scene.end();
  }
}

/** How the watch ends. */
export function outcome(number: number): Promise<unknown> {
  return at(number).outcome;
}

/** The page itself stops the video's tracks. */
export function stopTracks(number: number): void {
  for (const track of at(number).scene.stream.getTracks()) track.stop();
}

/** Ends the track with its event, as the browser does when a camera is unplugged. */
export function unplug(number: number): void {
  for (const track of at(number).scene.stream.getTracks()) {
    track.stop();
    track.dispatchEvent(new Event('ended'));
  }
}

/** A still picture as a paused video's only frame. */
export async function lookOnceAtPaused(look: SceneLook): Promise<number> {
  const scene = new Scene();
  await scene.show(look);
  const newFrame = () => new Promise((resolve) => scene.video.requestVideoFrameCallback(resolve));
  await newFrame();
  await newFrame();
  scene.video.pause();
  const ready = await estimator;
  if (ready === undefined) throw new Error('begin() first');
  for await (const { faces } of ready.watch(scene.video)) {
    scene.end();
    return faces.length;
  }
  return -1;
}
