import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { serveStatic } from '../scripts/static-server.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = ['whole.jpg', 'missing.jpg', 'broken.jpg'];

/** A folder with a picture, a file that is none, and one file less than its labels name. */
function makeSet(): string {
  const folder = mkdtempSync(join(tmpdir(), 'facecurve-set-'));
  copyFileSync(`${root}public/samples/middle.jpg`, join(folder, 'whole.jpg'));
  writeFileSync(join(folder, 'broken.jpg'), 'not a picture');
  return folder;
}

test('pictures of a set that are missing or broken are named, and the others are measured', async ({
  page,
}) => {
  const folder = makeSet();
  const server = await serveStatic({ folders: { '/': `${root}dist/lab`, '/pictures/': folder } });
  try {
    await page.goto(`${server.origin}/lab/page/`);
    await page.waitForFunction(() => 'lab' in globalThis);
    await page.evaluate(() => lab.evaluate.start('wasm'));
    const [whole, missing, broken] = await page.evaluate((names) => lab.evaluate.readPictures(names), files);
    expect(whole?.age).toBeGreaterThan(20);
    expect(Object.keys(whole?.ageIntervals ?? {})).toEqual('10 20 30 40 50 60 70 80 90 95'.split(' '));
    expect(missing).toMatchObject({ file: 'missing.jpg', score: null, problem: 'missing file' });
    expect(broken).toMatchObject({ file: 'broken.jpg', score: null });
    expect(broken?.problem).toMatch(/\w+/);

    const outcomes = await page.evaluate(
      (names) => lab.crops.makeCrops(names, { size: 96, margin: 12 }, '/crops/0'),
      files,
    );
    expect(outcomes.map(({ score }) => score !== null)).toEqual([true, false, false]);
    expect(outcomes.map(({ problem }) => problem)).toEqual([undefined, 'missing file', broken?.problem]);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});
