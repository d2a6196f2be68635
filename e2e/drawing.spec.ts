import { expect, type Page, test } from '@playwright/test';
import type { DrawFacesOptions } from '../src/index.ts';
import { packageFolder, readPacked } from './packed.ts';
import { type StaticServer, serveFolder } from './static-server.ts';

/** A canvas of 600 x 900: a grey picture of 600 x 600 that was 1200 x 1200, and room for the sheet below. */
const BELOW: DrawFacesOptions = {
  picture: { x: 0, y: 0, width: 600, height: 600 },
  sheet: { x: 0, y: 600, width: 600 },
};

let server: StaticServer;

test.beforeAll(async () => {
  server = await serveFolder(packageFolder, {}, { '/page.html': '<!doctype html><title>page</title>' });
});
test.afterAll(() => server.close());
test.beforeEach(({ page }) => page.goto(`${server.origin}/page.html`));

interface Drawn {
  readonly words: string;
  /** Red, green and blue at the places that were asked for. */
  readonly colours: readonly string[];
  /** Pixels of the curve's blue in each column of the plot. */
  readonly curve: readonly number[];
  readonly inkOfSheet: number;
}

interface Asked {
  readonly options: DrawFacesOptions;
  readonly withheld?: boolean;
  readonly at?: readonly (readonly [x: number, y: number])[];
}

/** Draws two faces, the first of which looks about 40, and reads pixels. */
function draw(page: Page, asked: Asked): Promise<Drawn> {
  return page.evaluate(async ({ options, withheld = false, at = [] }) => {
    const address = '/esm/index.js';
    const { drawFaces, readFace } = (await import(address)) as typeof import('../src/index.ts');
    const labels = Array.from({ length: 101 }, (_, age) => age);
    const heights = labels.map((age) => Math.exp(-(((age - 40) / 6) ** 2) / 2));
    const sum = heights.reduce((before, height) => before + height, 0);
    const age = withheld
      ? { withheld: 'not-usable' }
      : { labels, probabilities: heights.map((h) => h / sum) };
    const quality = { usable: !withheld, reasons: withheld ? ['too-dark'] : [] };
    const face = (x: number, y: number, side: number) =>
      readFace({
        frame: { width: 1200, height: 1200 },
        box: { x, y, width: side, height: side },
        quality,
        age,
        attractiveness: { withheld: 'not-asked' },
      });
    const context = new OffscreenCanvas(600, 900).getContext('2d');
    if (context === null) throw new Error('no 2D canvas');
    context.fillStyle = '#808080';
    context.fillRect(0, 0, 600, 900);
    const words = await drawFaces(context, [face(200, 200, 400), face(700, 300, 300)], options);
    const { data } = context.getImageData(0, 0, 600, 900);
    const pixel = (x: number, y: number) => [...data.subarray(4 * (y * 600 + x), 4 * (y * 600 + x) + 3)];
    const count = (x: number, from: number, to: number, fits: (pixel: number[]) => boolean) =>
      Array.from({ length: to - from }, (_, y) => pixel(x, from + y)).filter(fits).length;
    const isBlue = ([red = 0, , blue = 0]: number[]) => blue - red > 60;
    const isDark = ([red = 0, green = 0]: number[]) => red < 80 && green < 80;
    const columns = Array.from({ length: 600 }, (_, x) => x);
    return {
      words,
      colours: at.map(([x, y]) => pixel(x, y).join(' ')),
      curve: columns.map((x) => count(x, 750, 852, isBlue)),
      inkOfSheet: columns.reduce((total, x) => total + count(x, 610, 880, isDark), 0),
    };
  }, asked);
}

test('corners, numbers, sentence and curve lie where the picture and the sheet are', async ({ page }) => {
  const { words, colours, curve } = await draw(page, {
    options: BELOW,
    at: [
      [100, 120],
      [100, 200],
      [350, 165],
      [191, 300],
      [417, 300],
      [300, 880],
    ],
  });
  const [grey, white, paper] = ['128 128 128', '255 255 255', '245 242 236'];
  const dark = expect.stringMatching(/^[3-5]\d [3-5]\d [3-5]\d$/);
  expect(colours).toEqual([white, grey, white, white, dark, paper]);
  expect(words).toBe(
    '2 faces. Face 1 of 2 looks about 40. 8 in 10 faces with this curve are between 32 and 48.',
  );
  const total = curve.reduce((sum, count) => sum + count, 0);
  const middle = curve.reduce((sum, count, x) => sum + x * count, 0) / total;
  // The axis runs from 0 to 100 between these columns.
  expect(Math.abs((100 * (middle - 42)) / (558 - 42) - 40)).toBeLessThan(1.5);
  expect(Math.max(...curve.slice(0, 100), ...curve.slice(450))).toBe(0);
});

test('the chosen face and the language can be set, and the sheet left out', async ({ page }) => {
  const { words, colours, curve } = await draw(page, {
    options: { picture: BELOW.picture, sheet: false, chosen: 1, language: 'de' },
    at: [
      [417, 300],
      [300, 880],
    ],
  });
  expect(words).toMatch(/^2 Gesichter\. Gesicht 2 von 2 .*40/);
  expect(colours).toEqual(['255 255 255', '128 128 128']);
  expect(Math.max(...curve)).toBe(0);
});

test('a face without a curve gets its reason in the place of the curve', async ({ page }) => {
  const { words, curve, inkOfSheet } = await draw(page, { options: BELOW, withheld: true });
  expect(words).toMatch(/^2 faces\. .*dark/i);
  expect(Math.max(...curve)).toBe(0);
  expect(inkOfSheet).toBeGreaterThan(500);
});

test('a canvas in the place of its context is refused with a remedy, and no face draws nothing', async ({
  page,
}) => {
  const outcome = await page.evaluate(async () => {
    const address = '/esm/index.js';
    const { drawFaces } = (await import(address)) as typeof import('../src/index.ts');
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no 2D canvas');
    const words = await drawFaces(context, []);
    const isEmpty = context.getImageData(0, 0, 300, 150).data.every((value) => value === 0);
    // @ts-expect-error the mistake
    const { code, remedy } = await drawFaces(canvas, []).catch((error) => error);
    return { words, isEmpty, code, remedy };
  });
  expect(outcome).toEqual({
    words: '',
    isEmpty: true,
    code: 'argument-invalid',
    remedy: "Pass what canvas.getContext('2d') gives.",
  });
});

test('it draws in a worker of the page', async ({ page }) => {
  const words = await page.evaluate(async (origin) => {
    const script = `import { drawFaces } from '${origin}/esm/index.js';
      const context = new OffscreenCanvas(10, 10).getContext('2d');
      const age = { withheld: 'not-usable' };
      const quality = { usable: false, reasons: [] };
      const box = { x: 0, y: 0, width: 5, height: 5 };
      postMessage(await drawFaces(context, [{ age, quality, box, frame: box }], { language: 'en' }));`;
    const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(address, { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
  }, server.origin);
  expect(words).toBe('One face. Not shown. The picture of this face is not good enough for an estimate.');
});

test('the library alone holds neither words nor drawing', () => {
  const names = new Set(['index.js']);
  for (const name of names) {
    const code = readPacked(`esm/${name}`);
    expect(code, name).not.toContain('ooks about');
    for (const [, , next = ''] of code.matchAll(/(?:\bfrom|\bimport)\s*(["'`])\.\/([^"'`]+)\1/g))
      names.add(next);
  }
  expect(names.size).toBeLessThan(9);
});
