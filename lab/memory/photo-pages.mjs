import { serveStatic } from '../../scripts/static-server.mjs';
import { startBrowser } from '../lab-page.mjs';
import { watchMemory } from './peak-memory.mjs';

/** @typedef {import('../../scripts/static-server.mjs').StaticServer} StaticServer */

/**
 * How a page gets through its photos. Each function runs in the page, which has a `main`, and resolves when all are done.
 * @satisfies {Record<string, { page: string, load: (addresses: string[]) => Promise<void> }>}
 */
export const WAYS = {
  'no photos': { page: 'element.html', load: async () => {} },
  '<img>': { page: 'element.html', load: loadImages },
  '<face-curve>': { page: 'element.html', load: loadElements },
  'estimate, at once': { page: '', load: (addresses) => globalThis.lab.photos.atOnce(addresses) },
  'estimate, one by one': {
    page: '',
    load: (addresses) => globalThis.lab.photos.oneByOne(addresses, 'mediapipe'),
  },
  'estimate, one by one, graph': {
    page: '',
    load: (addresses) => globalThis.lab.photos.oneByOne(addresses, 'graph'),
  },
};

/** @param {string[]} addresses */
async function loadImages(addresses) {
  const place = document.querySelector('main');
  const loaded = addresses.map((src) => {
    const image = Object.assign(new Image(), { width: 400, src });
    place?.append(image);
    return new Promise((resolve, reject) => {
      image.addEventListener('load', resolve);
      image.addEventListener('error', () => reject(new Error(`${src} did not load`)));
    });
  });
  await Promise.all(loaded);
  // The browser decodes while it paints.
  await new Promise((resolve) => setTimeout(resolve, 2000));
}

/** @param {string[]} addresses */
async function loadElements(addresses) {
  const place = document.querySelector('main');
  const answered = addresses.map((src) => {
    const element = document.createElement('face-curve');
    for (const [name, value] of Object.entries({ src, assets: '../../assets/', backend: 'wasm' })) {
      element.setAttribute(name, value);
    }
    element.style.cssText = 'display: inline-block; width: 400px';
    place?.append(element);
    return new Promise((resolve, reject) => {
      element.addEventListener('facecurve-result', resolve);
      element.addEventListener('facecurve-error', ({ detail }) => reject(detail.error));
    });
  });
  await Promise.all(answered);
}

/**
 * Serves the lab's pages with as many photos, which have the same bytes and different addresses.
 * @param {string} folder of the lab's pages
 * @param {number} count
 */
export async function servePhotos(folder, count) {
  const names = Array.from({ length: count }, (_, index) => `/photo-${index}.jpg`);
  const photo = await largePhoto(folder);
  const server = await serveStatic({
    folders: { '/': folder },
    made: Object.fromEntries(names.map((name) => [name, photo])),
  });
  return { ...server, addresses: names.map((name) => server.origin + name) };
}

/** Makes a JPEG of 4000 x 3000 pixels of a sample picture. @param {string} folder */
async function largePhoto(folder) {
  const server = await serveStatic({ folders: { '/': folder } });
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/lab/page/element.html`);
    const encoded = await page.evaluate(async () => {
      const image = new Image();
      image.src = '../../samples/old.jpg';
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: 4000, height: 3000 });
      canvas.getContext('2d')?.drawImage(image, 500, 0, 3000, 3000);
      return canvas.toDataURL('image/jpeg', 0.92).split(',')[1] ?? '';
    });
    return Buffer.from(encoded, 'base64');
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * The most memory that a browser of its own holds while a page gets through photos, and how long that takes.
 * @param {keyof typeof WAYS} way
 * @param {{ origin: string, addresses: string[] }} photos
 */
export async function peakMemory(way, { origin, addresses }) {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    const { page: name, load } = WAYS[way];
    await page.goto(`${origin}/lab/page/${name}`);
    const most = await watchMemory(browser);
    const start = performance.now();
    await page.evaluate(load, addresses);
    const seconds = (performance.now() - start) / 1000;
    return { ...(await most()), seconds };
  } finally {
    await browser.close();
  }
}
