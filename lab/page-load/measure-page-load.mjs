import path from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { projectFolder } from '../../scripts/run-command.mjs';
import { attachWorkers } from '../attach-workers.mjs';
import { writeMeasured } from '../measured-section.mjs';
import { serveOverLine } from './slow-line.mjs';

const site = path.join(projectFolder, 'dist', 'site');

/** "Slow 4G" as Lighthouse has it: 1.6 Mbit/s, 150 ms there and back, and a processor that is four times slower. */
const phone = { width: 390, height: 844, kilobytesASecond: 200, latency: 150, slowdown: 4 };

const devices = [
  { name: 'mid phone, 1.6 Mbit/s', query: '', ...phone },
  { name: 'the same, weights compressed too', query: '', compressesAll: true, ...phone },
  { name: 'the same, with MediaPipe', query: '?detector=mediapipe', ...phone },
  {
    name: 'desktop, 40 Mbit/s',
    query: '',
    width: 1280,
    height: 900,
    kilobytesASecond: 5000,
    latency: 40,
    slowdown: 1,
  },
];

/** Of a slider that runs by itself: `src/demo/fool/fool-sheet.ts`. */
const STOPS = 25;

/** Files of less than so many bytes are counted together in the list of files. */
const SMALL_FILE = 20_000;

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
  const { width, height, query, slowdown } = device;
  const context = await browser.newContext({ viewport: { width, height }, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    await slowDown(await context.newCDPSession(page), slowdown);
    await page.addInitScript(gather);
    await page.goto(`${origin}/${query}`);
    await page.locator('html[data-state="result"]').waitFor({ timeout: 240_000 });
    const measured = await page.evaluate(() => ({
      .../** @type {{measured: ReturnType<typeof gather>}} */ (/** @type {unknown} */ (globalThis)).measured,
      begin: performance.timeOrigin,
    }));
    const answer = await sliderAnswer(page);
    const bytesUntil = (/** @type {number} */ time) =>
      sent.filter((each) => each.time <= measured.begin + time).reduce((sum, { bytes }) => sum + bytes, 0);
    const seconds = (/** @type {number} */ time) => `${(time / 1000).toFixed(1)} s`;
    return {
      table: {
        'first paint': seconds(measured.firstPaint),
        'largest paint until the curve': seconds(measured.largestPaint),
        'transferred before the first paint': `${(bytesUntil(measured.firstPaint) / 1000).toFixed(0)} KB`,
        'usable: every button answers': seconds(measured.usable),
        'layout shift until the curve': measured.shift.toFixed(4),
        'main thread blocked until the curve': seconds(measured.blocked),
        'network, detector and backend loaded': seconds(measured.ready),
        "the sample's curve": seconds(measured.curve),
        'an answer at the slider of "Try to fool it"': `${answer.toFixed(0)} ms`,
        'transferred before the curve': `${(bytesUntil(measured.curve) / 1e6).toFixed(1)} MB`,
      },
      files: filesOf(sent, measured),
    };
  } finally {
    await context.close();
    await close();
  }
}

/** Milliseconds of one of the stops where the sheet "Try to fool it" lets a slider run. @param {import('playwright').Page} page */
async function sliderAnswer(page) {
  await page.locator('#fool-open').click();
  // The first answer comes with what the sheet loads.
  await page.locator('#fool-sheet .number').filter({ hasText: /\d/ }).waitFor({ timeout: 240_000 });
  const start = Date.now();
  await page.locator('#fool-sheet .actions button').first().click();
  await page.locator('#fool-sheet .fool-swept p').filter({ hasText: /./ }).waitFor({ timeout: 240_000 });
  return (Date.now() - start) / STOPS;
}

/**
 * Slows the page down, and its workers as they start.
 * @param {import('playwright').CDPSession} session
 * @param {number} rate
 */
async function slowDown(session, rate) {
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  const { ask } = await attachWorkers(session);
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    // A worker's throttling is refused by some versions; then the table says what is slowed down.
    if (targetInfo.type === 'worker') void ask(sessionId, 'Emulation.setCPUThrottlingRate', { rate });
  });
}

/**
 * The files until the curve, in the order in which they were complete.
 * @param {import('./slow-line.mjs').Sent[]} sent
 * @param {{ begin: number, curve: number }} measured
 */
function filesOf(sent, { begin, curve }) {
  /** @type {Map<string, { bytes: number, asked: number, end: number }>} */
  const files = new Map();
  for (const { name, bytes, asked, time } of sent) {
    if (time > begin + curve) continue;
    files.set(name, {
      bytes: (files.get(name)?.bytes ?? 0) + bytes,
      asked: asked - begin,
      end: time - begin,
    });
  }
  const [large, small] = [true, false].map((isLarge) =>
    [...files].filter(([, { bytes }]) => bytes >= SMALL_FILE === isLarge),
  );
  const rows = (large ?? []).map(([name, { bytes, asked, end }]) => [
    `\`${nameOf(name)}\``,
    (bytes / 1000).toFixed(0),
    (asked / 1000).toFixed(1),
    (end / 1000).toFixed(1),
  ]);
  const rest = (small ?? []).reduce((sum, [, { bytes }]) => sum + bytes, 0);
  return [...rows, [`${small?.length ?? 0} smaller files`, (rest / 1000).toFixed(0), '', '']];
}

/** The last part of an address; of a file of the models, its folder, too. @param {string} address */
function nameOf(address) {
  const [place = ''] = address.split('?');
  return (
    /[^/]+\/(weights|golden|model)\.\w+$/.exec(place)?.[0] ?? (path.posix.basename(place) || 'index.html')
  );
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function markdownTable(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * Prints Lighthouse's measures, taken from the browser's own performance entries, for a phone on a slow line and for a
 * desktop. Times are those of this machine; bytes, layout shift and the order of things are the same everywhere.
 * @param {{ table?: string }} options table: a Markdown file
 */
export async function measurePageLoad({ table }) {
  const browser = await chromium.launch({ executablePath: await findBrowser() });
  try {
    /** @type {Awaited<ReturnType<typeof measurePage>>[]} */
    const measured = [];
    for (const device of devices) measured.push(await measurePage(browser, device));
    const [first] = measured;
    const names = Object.keys(first?.table ?? {});
    const figures = names.map((name) => [name, ...measured.map((each) => Object(each.table)[name] ?? '')]);
    const text = [
      markdownTable(['', ...devices.map(({ name }) => name)], figures),
      'The files of the first column, in the order in which they were complete:',
      markdownTable(['file', 'KB', 'requested at, s', 'complete at, s'], first?.files ?? []),
    ].join('\n\n');
    console.log(text);
    if (table !== undefined) writeMeasured(table, text);
  } finally {
    await browser.close();
  }
}
