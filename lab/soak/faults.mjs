/**
 * @typedef {object} Tools
 * @property {import('playwright').Page} page
 * @property {import('playwright').CDPSession} session of the page
 */

/**
 * @typedef {object} Fault
 * @property {string} name
 * @property {{ of: 'recovered' | 'ended', code: string } | null} said the count of the page that reports the fault; null for a fault without a report
 * @property {(tools: Tools) => Promise<void>} happen
 */

/** Frames that must arrive while there is no network. */
const FRAMES_OFFLINE = 3;
/** Milliseconds that a tab stays hidden and a camera unplugged. */
const AWAY = 500;

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Destroys the WebGL contexts and GPU devices of the worker, like a crash of the GPU process. @type {Fault} */
const deviceLost = {
  name: 'GPU lost',
  said: { of: 'recovered', code: 'gpu-lost' },
  happen: ({ page }) => page.evaluate(() => globalThis.lab.soak.loseGraphics()),
};

/** @type {Fault} */
const workerKilled = {
  name: 'worker killed',
  said: { of: 'recovered', code: 'worker-lost' },
  happen: ({ page }) => page.evaluate(() => globalThis.lab.soak.killWorker()),
};

/** Hidden and frozen by the browser, then shown. @type {Fault} */
const hidden = {
  name: 'tab hidden and shown',
  said: null,
  async happen({ session }) {
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await pause(AWAY);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
  },
};

/** @type {Fault} */
const unplugged = {
  name: 'camera unplugged and back',
  said: { of: 'ended', code: 'camera-lost' },
  async happen({ page }) {
    await page.evaluate(() => globalThis.lab.soak.unplug());
    await pause(AWAY);
    await page.evaluate(() => globalThis.lab.soak.plugIn());
  },
};

/** @type {Fault} */
const bigPhotos = {
  name: 'four photos of 27 megapixels at once, memory critical',
  said: null,
  async happen({ page, session }) {
    const looked = page.evaluate(() => globalThis.lab.soak.lookAtBigPhotos());
    await session.send('Memory.simulatePressureNotification', { level: 'critical' });
    await looked;
  },
};

/** @type {Fault} */
const offline = {
  name: 'offline and online',
  said: null,
  async happen({ page }) {
    await page.context().setOffline(true);
    await page.evaluate(
      (frames) => globalThis.lab.soak.untilFrames(globalThis.lab.soak.soFar().frames + frames),
      FRAMES_OFFLINE,
    );
    await page.context().setOffline(false);
  },
};

/** A new worker cannot load its script: a typed error, and the watch works again once the network is back. @type {Fault} */
const killedOffline = {
  name: 'worker killed while offline, then online',
  said: { of: 'ended', code: 'worker-lost' },
  async happen({ page }) {
    const endings = () => globalThis.lab.soak.soFar().ended['worker-lost'] ?? 0;
    const before = await page.evaluate(endings);
    await page.context().setOffline(true);
    await page.evaluate(() => globalThis.lab.soak.killWorker());
    await page.waitForFunction(
      (count) => (globalThis.lab.soak.soFar().ended['worker-lost'] ?? 0) > count,
      before,
      { timeout: 60_000 },
    );
    await page.context().setOffline(false);
  },
};

/** All faults in the order in which each cycle causes them. @type {readonly Fault[]} */
const faults = [deviceLost, workerKilled, hidden, unplugged, bigPhotos, offline, killedOffline];

/** The faults that can happen: on WebAssembly, with the detector's graph, no GPU is used. @param {import('../../src/types.ts').EstimatorInfo} info */
export function faultsOf({ backend, detector }) {
  const usesGpu = backend !== 'wasm' || detector.name === 'mediapipe';
  return faults.filter((fault) => usesGpu || fault !== deviceLost);
}
