// One contender in a page of its own: ?contender=human&backend=wasm&options=… opens it, looks at the first picture at once,
// and leaves `bench` for the rest.
import { frameSource, pictureOnCanvas } from './pictures.js';

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */
/** @typedef {{ box: Box, age: number | undefined }} Face */
/**
 * @typedef {object} Contender
 * @property {(source: HTMLCanvasElement | HTMLVideoElement) => Promise<Face[]>} look
 * @property {((video: HTMLVideoElement) => () => Promise<number>) | null} watch its own way with a video: milliseconds of the next frame
 * @property {() => number | null} tensors in this page
 */
/** @typedef {(settings: { backend: string, options: string }) => Promise<Contender>} OpenContender */

const asked = new URLSearchParams(location.search);
const file = asked.get('contender') ?? '';

let longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
}).observe({ type: 'longtask', buffered: true });

/** @type {Promise<HTMLCanvasElement>} */
const firstPicture = pictureOnCanvas('/scenes/photo1.png');

async function open() {
  /** @type {{ open: OpenContender }} */
  const { open: openContender } = await import(`./${file}.js`);
  const contender = await openContender({
    backend: asked.get('backend') ?? '',
    options: asked.get('options') ?? '',
  });
  const faces = await contender.look(await firstPicture);
  return { contender, firstEstimate: performance.now(), faces: faces.length };
}

const opened = open();

/** @type {Map<string, HTMLCanvasElement>} */
const canvases = new Map();

/** @type {(() => Promise<number>) | undefined} */
let nextFrame;

const bench = {
  /** Milliseconds from navigation to the first estimate, and the faces in it. */
  first: async () => {
    const { firstEstimate, faces } = await opened;
    return { firstEstimate, faces };
  },

  /** Pictures and video are made before anything is measured, and their long tasks are not counted. @param {readonly string[]} addresses */
  async prepare(addresses) {
    await opened;
    for (const address of addresses) canvases.set(address, await pictureOnCanvas(address));
    await frameSource('/scenes/photo1.png');
    await bench.takeLongestTask();
  },

  /** @param {string} address of a picture that was prepared @param {number} times @returns {Promise<{ milliseconds: number[], faces: number }>} */
  async look(address, times) {
    const { contender } = await opened;
    const canvas = canvases.get(address);
    if (canvas === undefined) throw new Error(`${address} was not prepared`);
    const milliseconds = [];
    let faces = 0;
    for (let time = 0; time < times; time++) {
      const start = performance.now();
      faces = (await contender.look(canvas)).length;
      milliseconds.push(performance.now() - start);
    }
    return { milliseconds, faces };
  },

  /** The next frames of a video of one steady face. @param {number} frames @param {number} mostMilliseconds */
  async watch(frames, mostMilliseconds) {
    const { contender } = await opened;
    const source = await frameSource('/scenes/photo1.png');
    source.resume();
    nextFrame ??=
      contender.watch?.(source.video) ??
      (async () => {
        await source.untilNewFrame();
        const start = performance.now();
        await contender.look(source.video);
        return performance.now() - start;
      });
    const milliseconds = [];
    const end = performance.now() + mostMilliseconds;
    while (milliseconds.length < frames && performance.now() < end) milliseconds.push(await nextFrame());
    source.pause();
    return milliseconds;
  },

  /** The age of the face nearest to the middle; null where none is found. @param {readonly string[]} addresses */
  async ages(addresses) {
    const { contender } = await opened;
    /** @type {(number | null)[]} */
    const ages = [];
    for (const address of addresses) {
      const canvas = await pictureOnCanvas(address);
      const fromMiddle = (/** @type {Face} */ { box }) =>
        Math.hypot(box.x + box.width / 2 - canvas.width / 2, box.y + box.height / 2 - canvas.height / 2);
      const [face] = (await contender.look(canvas)).sort((a, b) => fromMiddle(a) - fromMiddle(b));
      ages.push(face?.age ?? null);
    }
    return ages;
  },

  tensors: async () => (await opened).contender.tensors(),

  /** The longest task of the main thread since the last call, in milliseconds; 0 where none was over 50. */
  async takeLongestTask() {
    // Entries come a while after their task.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const taken = longest;
    longest = 0;
    return taken;
  },
};

/** @typedef {typeof bench} Bench */

globalThis.bench = bench;
