import path from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { projectFolder } from '../../scripts/run-command.mjs';
import { serveOverLine } from './slow-line.mjs';

const site = path.join(projectFolder, 'dist', 'site');

/** "Slow 4G" as Lighthouse has it: 1.6 Mbit/s, 150 ms there and back. */
const devices = [
  { name: 'phone, slow 4G', width: 390, height: 844, kilobytesASecond: 200, latency: 150 },
  { name: 'desktop, 40 Mbit/s', width: 1280, height: 900, kilobytesASecond: 5000, latency: 40 },
];

/** Runs in the page before its scripts: gathers what the browser reports. */
function gather() {
  const measured = { firstPaint: 0, largestPaint: 0, shift: 0, blocked: 0, usable: 0, ready: 0, curve: 0 };
  Object.assign(globalThis, { measured });
  /**
   * @typedef {PerformanceEntry & { value: number, hadRecentInput: boolean }} Entry the last two of layout shifts alone
   * @param {string} type
   * @param {(entry: Entry) => void} take
   */
  const observe = (type, take) =>
    new PerformanceObserver((list) => /** @type {Entry[]} */ (list.getEntries()).forEach(take)).observe({
      type,
      buffered: true,
    });
  observe('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') measured.firstPaint = startTime;
  });
  observe('largest-contentful-paint', ({ startTime }) => {
    measured.largestPaint = startTime;
  });
  observe('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) measured.shift += value;
  });
  // Of a task, what goes beyond 50 ms keeps an answer to a tap back.
  observe('longtask', ({ duration }) => {
    measured.blocked += duration - 50;
  });
  addEventListener('DOMContentLoaded', () => {
    // Module scripts have run: buttons answer.
    measured.usable = performance.now();
    new MutationObserver(() => {
      const { dataset } = document.documentElement;
      if (dataset.loaded !== undefined) measured.ready ||= performance.now();
      if (dataset.state === 'result') measured.curve ||= performance.now();
    }).observe(document.documentElement, { attributeFilter: ['data-state', 'data-loaded'] });
  });
  return measured;
}

/**
 * @param {import('playwright').Browser} browser
 * @param {typeof devices[number]} device
 */
async function measurePage(browser, device) {
  const { origin, sent, close } = await serveOverLine(site, device);
  const { width, height } = device;
  const context = await browser.newContext({ viewport: { width, height }, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    await page.addInitScript(gather);
    await page.goto(`${origin}/`);
    await page.locator('html[data-state="result"]').waitFor({ timeout: 240_000 });
    const measured = await page.evaluate(() => ({
      .../** @type {{measured: ReturnType<typeof gather>}} */ (/** @type {unknown} */ (globalThis)).measured,
      begin: performance.timeOrigin,
    }));
    const bytesUntil = (/** @type {number} */ time) =>
      sent.filter((each) => each.time <= time).reduce((sum, { bytes }) => sum + bytes, 0);
    return {
      'KB at first paint': (bytesUntil(measured.begin + measured.firstPaint) / 1000).toFixed(0),
      'first paint, ms': measured.firstPaint.toFixed(0),
      'largest paint, ms': measured.largestPaint.toFixed(0),
      'usable, ms': measured.usable.toFixed(0),
      'layout shift': measured.shift.toFixed(4),
      'blocked, ms': measured.blocked.toFixed(0),
      'ready, s': (measured.ready / 1000).toFixed(1),
      "the sample's curve, s": (measured.curve / 1000).toFixed(1),
      'MB in all': (bytesUntil(Number.POSITIVE_INFINITY) / 1e6).toFixed(1),
    };
  } finally {
    await context.close();
    await close();
  }
}

/**
 * Prints Lighthouse's measures, taken from the browser's own performance entries, for a phone on a slow line and for a
 * desktop. Times are those of this machine; bytes, layout shift and the order of things are the same everywhere.
 */
export async function measurePageLoad() {
  const browser = await chromium.launch({ executablePath: await findBrowser() });
  try {
    /** @type {Record<string, Record<string, string>>} */
    const table = {};
    for (const device of devices) table[device.name] = await measurePage(browser, device);
    console.table(table);
  } finally {
    await browser.close();
  }
}
