import { serveStatic } from '../../scripts/static-server.mjs';
import { runInPage, withSession } from './session.mjs';

/** @typedef {import('./session.mjs').Engine} Engine */
/** @typedef {import('../page/engines.ts').GoldenReading} GoldenReading */
/** @typedef {import('../../src/types.ts').BackendName} BackendName */

/** From the start of the browser to the end of the task; software GPUs take most of this time. */
const LIMIT_SECONDS = 150;

/**
 * Estimates the samples with the library.
 * @param {Engine} engine
 * @param {string} address of the folder with the built site and lab
 * @param {BackendName} backend
 * @param {'worker' | 'page'} host
 * @param {'graph'} [detector]
 */
export function readGolden(engine, address, backend, host, detector) {
  return withSession(engine, LIMIT_SECONDS, async (session) => {
    await session.open(`${address}/lab/lab/page/`);
    return runInPage(
      session,
      async (name, place, finder) => {
        while (!('lab' in globalThis)) await new Promise((resolve) => setTimeout(resolve, 50));
        return globalThis.lab.engines.readSamples(name, place, finder);
      },
      backend,
      host,
      /** @type {import('../../src/types.ts').DetectorChoice} */ (detector ?? 'auto'),
    );
  });
}

/**
 * Shows a picture in `<face-curve>` under a content security policy.
 * @param {Engine} engine
 * @param {string} address
 * @returns {Promise<{years: number, shown: string, bars: number}>} the event's expectation, the number and bars that are drawn
 */
export function showElement(engine, address) {
  return withSession(engine, LIMIT_SECONDS, async (session) => {
    await session.open(`${address}/lab/lab/page/element.html`);
    return runInPage(session, async () => {
      const result = new Promise((resolve, reject) => {
        document.addEventListener('facecurve-result', ({ detail }) => resolve(detail.faces[0]));
        document.addEventListener('facecurve-error', ({ detail }) => reject(detail.error));
      });
      await customElements.whenDefined('face-curve');
      const element = document.createElement('face-curve');
      const attributes = { assets: '../../assets/', backend: 'wasm', src: '../../samples/old.jpg' };
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.querySelector('main')?.append(element);
      const face = /** @type {import('../../src/types.ts').FaceEstimate} */ (await result);
      await element.updateComplete;
      if ('withheld' in face.age) throw new Error(`no curve: ${face.age.withheld}`);
      const root = element.shadowRoot;
      return {
        years: face.age.expectation,
        shown: root?.querySelector('.age .number')?.textContent ?? '',
        bars: root?.querySelectorAll('.age .bars rect').length ?? 0,
      };
    });
  });
}

/**
 * Keeps the demo offline, ends the server, opens the page again and estimates a sample.
 * @param {Engine} engine
 * @param {string} folder with the built site
 * @returns {Promise<{shown: string, bars: number}>} the number and the bars that are drawn without a server
 */
export async function visitOffline(engine, folder) {
  const server = await serveStatic({ folders: { '/': folder } });
  try {
    return await withSession(engine, LIMIT_SECONDS, async (session) => {
      const page = `${server.origin}/site/?lang=en&backend=wasm`;
      await session.open(page);
      const kept = await runInPage(session, waitForRoot, 'offline', [
        'kept',
        'unavailable',
        'storage-full',
        'unreachable',
      ]);
      if (kept !== 'kept') throw new Error(`not kept: ${kept}`);
      await server.close();
      await session.open(page);
      await runInPage(session, waitForRoot, 'state', ['result']);
      return runInPage(session, lookAtOldSample);
    });
  } finally {
    await server.close();
  }
}

/** In the page: waits until an attribute of the root element has one of the values. @param {string} name @param {string[]} values */
async function waitForRoot(name, values) {
  const { dataset } = document.documentElement;
  while (!values.includes(dataset[name] ?? '')) {
    if (dataset.state === 'error') throw new Error(`the page says ${dataset.errorCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return dataset[name];
}

/** In the page. */
async function lookAtOldSample() {
  const { dataset } = document.documentElement;
  /** @type {HTMLButtonElement | null} */
  const sample = document.querySelector('#samples [data-sample="old"]');
  sample?.click();
  while (dataset.state !== 'result' && dataset.state !== 'error' && dataset.state !== 'no-face') {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (dataset.state !== 'result') throw new Error(`${dataset.state} ${dataset.errorCode ?? ''}`);
  return {
    shown: document.querySelector('#age-number')?.textContent ?? '',
    bars: document.querySelectorAll('#age-sheet svg .bars rect').length,
  };
}
