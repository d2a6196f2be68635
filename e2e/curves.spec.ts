import { expect, type Page, test } from '@playwright/test';
import { expectState, openDemoSooner, outcomeOf, pickFile } from './demo.ts';
import { readSamples } from './fake-camera.ts';
import { drawFile } from './pictures/canvas.ts';
import { checkScreens } from './screens.ts';

const SAMPLES = { child: 'Sample: a child', old: 'Sample: old age' };

async function showSample(page: Page, which: keyof typeof SAMPLES): Promise<void> {
  expect(await outcomeOf(page, () => page.getByRole('button', { name: SAMPLES[which] }).click())).toBe(
    'result',
  );
}

/** Heights of the age curve's bars and position of the pin, in pixels. */
interface Drawing {
  readonly bars: number[];
  readonly pin: number;
}

/** Runs in the page: records the drawing of each frame until `stopRecording`. Equal drawings in a row count once. */
function recordDrawings(): void {
  const drawings: Drawing[] = [];
  let goesOn = true;
  const record = () => {
    const bars = [...document.querySelectorAll('#age-plot .bars rect')].map((bar) =>
      Number(bar.getAttribute('height')),
    );
    const pin = Number(document.querySelector('#age-plot .pin line')?.getAttribute('x1'));
    if (JSON.stringify(drawings.at(-1)?.bars) !== JSON.stringify(bars)) drawings.push({ bars, pin });
    if (goesOn) requestAnimationFrame(record);
  };
  record();
  Object.assign(globalThis, {
    stopRecording: () => {
      goesOn = false;
      return drawings;
    },
  });
}

async function drawingsUntilStill(page: Page, action: () => Promise<void>): Promise<Drawing[]> {
  await page.evaluate(recordDrawings);
  await action();
  const bars = () =>
    page.locator('#age-plot .bars rect').evaluateAll((all) => all.map((bar) => bar.getAttribute('height')));
  let last: unknown;
  await expect
    .poll(async () => {
      const before = JSON.stringify(last);
      last = await bars();
      return JSON.stringify(last) === before;
    })
    .toBe(true);
  return page.evaluate(() => (globalThis as unknown as { stopRecording: () => Drawing[] }).stopRecording());
}

test('a curve slides to the next one and ends on it; with reduced motion it is there at once', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openDemoSooner(page);
  const still = new Map<string, Drawing>();
  for (const which of ['child', 'old'] as const) {
    const drawings = await drawingsUntilStill(page, () => showSample(page, which));
    // Three drawings are allowed: the one before, the empty plot while the page estimates, and the new curve.
    expect(drawings.length).toBeLessThanOrEqual(3);
    const end = drawings.at(-1);
    if (end !== undefined) still.set(which, end);
  }
  const [child, old] = [still.get('child'), still.get('old')];
  if (child === undefined || old === undefined) throw new Error('nothing was drawn');

  await page.emulateMedia({ reducedMotion: 'no-preference' });
  // On a busy processor the browser may draw no frame in between.
  await expect(async () => {
    await showSample(page, 'child');
    const drawings = await drawingsUntilStill(page, () => showSample(page, 'old'));
    const end = drawings.at(-1);
    expect(end?.bars).toEqual(old.bars);
    expect(end?.pin).toBeCloseTo(old.pin, 3);
    const onTheWay = drawings.slice(1, -1).filter(({ pin }) => pin > child.pin && pin < old.pin);
    expect(onTheWay.length).toBeGreaterThan(1);
  }).toPass();
  await expect(page.locator('#age-plot .bars rect')).toHaveCount(101);
});

test('the view of being older reads 1 - CDF at a line that is moved by mouse, finger and keys', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    ...(baseURL && { baseURL }),
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await openDemoSooner(page);
  await showSample(page, 'old');
  // The plot draws an empty bar 0.75 px high.
  const heights = await page
    .locator('#age-plot .bars rect')
    .evaluateAll((bars) => bars.map((bar) => Math.max(0, Number(bar.getAttribute('height')) - 0.75)));
  const total = heights.reduce((sum, each) => sum + each, 0);
  const percentAbove = (age: number) =>
    (100 * (heights.slice(age + 1).reduce((sum, each) => sum + each, 0) + (heights[age] ?? 0) / 2)) / total;

  await page.getByRole('radio', { name: 'Older than…' }).check();
  const slider = page.getByRole('slider', { name: 'Older than' });
  const expectReading = async (age: number) => {
    await expect(slider).toHaveValue(String(age));
    const words = (await slider.getAttribute('aria-valuetext')) ?? '';
    const [, year, share] = /^older than (\d+): (?:over |under )?(\d+)%$/.exec(words) ?? [];
    expect(Number(year)).toBe(age);
    expect(Math.abs(Number(share) - percentAbove(age))).toBeLessThan(1.5);
    await expect(page.locator('#age-say')).toHaveText(new RegExp(`${share}% .+ older than ${age}\\.$`));
    await expect(page.locator('#age-plot .pin text')).toHaveText(words);
  };
  await expectReading(Number(await page.locator('#age-number').textContent()));

  const box = await slider.boundingBox();
  if (box === null) throw new Error('no slider');
  const at = (age: number) => ({
    x: box.x + 14 + ((box.width - 28) * age) / 100,
    y: box.y + box.height / 2,
  });
  const start = at(Number(await slider.inputValue()));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (const age of [65, 60]) await page.mouse.move(at(age).x, at(age).y, { steps: 4 });
  await page.mouse.up();
  await expectReading(60);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expectReading(62);
  await page.keyboard.press('ArrowDown');
  await expectReading(61);
  await page.keyboard.press('Home');
  await expectReading(0);
  await page.touchscreen.tap(at(80).x, at(80).y);
  await expectReading(80);

  // The line keeps its age when the face changes.
  await showSample(page, 'child');
  await expect(slider).toHaveAttribute('aria-valuetext', 'older than 80: under 1%');
  await checkScreens(page, 'older');
  await page.getByRole('radio', { name: 'Histogram' }).check();
  await expect(page.locator('#age-say')).toHaveText(/^8 in 10/);
  await context.close();
});

test('sixteen faces stand in small multiples, and choosing one shows it large', async ({ page, context }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 390, height: 844 });
  await openDemoSooner(page);
  const sample = (await readSamples()).get('middle.jpg') ?? Buffer.alloc(0);
  const placements = Array.from({ length: 16 }, (_, index) => {
    const side = 190 + 5 * index;
    return { x: 20 + 300 * (index % 4), y: 20 + 300 * Math.floor(index / 4), width: side, height: side };
  });
  const buffer = await drawFile(
    await context.newPage(),
    { width: 1240, height: 1240, sample, placements },
    'image/jpeg',
  );
  expect(await pickFile(page, { name: 'sixteen.jpg', mimeType: 'image/jpeg', buffer })).toBe('result');
  const cards = page.getByRole('list').and(page.locator('#faces-list')).getByRole('button');
  await expect(cards).toHaveCount(16);
  const bars = () =>
    cards.evaluateAll((all) => all.map((card) => card.querySelectorAll('.bars path[d^="M"]').length));
  expect(await bars()).toEqual(Array.from({ length: 16 }, () => 4));

  const last = cards.nth(15);
  await expect(last).toHaveAccessibleName(/^Face 16 of 16 looks about \d+ \d+ to \d+$/);
  await last.click();
  await expect(last).toHaveAttribute('aria-pressed', 'true');
  await expect(cards.and(page.locator('[aria-pressed="true"]'))).toHaveCount(1);
  await expect(page.locator('#age-eyebrow')).toHaveText('Face 16 of 16 looks about');
  await expect(page.locator('#age-sheet')).toBeInViewport({ ratio: 0.9 });
  await expect(page.locator('#age-number')).toHaveText(
    (await last.locator('.face-card-age').textContent()) ?? '',
  );
  await checkScreens(page, 'sixteen');
});

test('where the network looks is shown on demand, with what that does not show', async ({
  page,
  context,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openDemoSooner(page);
  const button = page.getByRole('button', { name: 'Where it looks' });
  await expect(button).toBeHidden();
  await showSample(page, 'old');
  await expect(page.locator('#explanation')).toBeHidden();
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(button).toHaveAccessibleDescription(/not why/);
  await expect(page.locator('#where-note')).toBeVisible();
  await expect(page.locator('#explanation')).toBeVisible();
  const strengths = () =>
    page.locator('#explanation').evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      return Array.from(data.filter((_, index) => index % 4 === 3));
    });
  const old = await strengths();
  expect(old.some((alpha) => alpha > 100)).toBe(true);
  expect(old.some((alpha) => alpha < 20)).toBe(true);
  await checkScreens(page, 'explained');

  await showSample(page, 'child');
  expect(await strengths()).not.toEqual(old);

  const sample = (await readSamples()).get('old.jpg') ?? Buffer.alloc(0);
  const placements = [{ x: 200, y: 120, width: 240, height: 240 }];
  const drawing = { width: 640, height: 480, sample, placements };
  const buffer = await drawFile(await context.newPage(), drawing, 'image/jpeg');
  expect(await pickFile(page, { name: 'apart.jpg', mimeType: 'image/jpeg', buffer })).toBe('result');
  const apart = await strengths();
  expect(apart.some((alpha) => alpha > 100)).toBe(true);
  // The map covers the face only.
  expect(apart).toContain(0);
  await button.click();
  await expect(page.locator('#explanation')).toBeHidden();
  await expect(page.locator('#where-note')).toBeHidden();
  await expectState(page, 'result');
});
