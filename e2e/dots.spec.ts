import { expect, type Locator, type Page, test } from '@playwright/test';
import { openDemoSooner } from './demo.ts';
import { addElement, eventsOf, openElementPage, resultOf, sampleAddress } from './element.ts';
import { checkScreens } from './screens.ts';

/** What is drawn and said of the line. */
interface Reading {
  readonly dots: number;
  /** Dots left of the line, and those in the strong colour. */
  readonly left: number;
  readonly strong: number;
  /** Dots that overlap or lie outside of the plot. */
  readonly flaws: number;
}

function readDots(plot: Locator): Promise<Reading> {
  return plot.evaluate((element) => {
    const number = (node: Element, name: string) => Number(node.getAttribute(name));
    const dots = [...element.querySelectorAll('.bars circle')].map((node) => ({
      x: number(node, 'cx'),
      y: number(node, 'cy'),
      radius: number(node, 'r'),
      isStrong: node.getAttribute('data-share') === '50',
    }));
    const line = element.querySelector('.pin line');
    const at = line === null ? 0 : number(line, 'x1');
    const { clientWidth, clientHeight } = element;
    const isFlawed = (one: (typeof dots)[number], index: number) =>
      one.x < one.radius ||
      one.x > clientWidth - one.radius ||
      one.y > clientHeight ||
      dots
        .slice(index + 1)
        .some((other) => Math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius);
    return {
      dots: dots.length,
      left: dots.filter(({ x }) => x < at).length,
      strong: dots.filter(({ isStrong }) => isStrong).length,
      flaws: dots.filter(isFlawed).length,
    };
  });
}

/** Expects that the sentence says what is drawn, once nothing moves any more, and returns the count. */
async function expectSentence(plot: Locator, sentence: Locator): Promise<number> {
  let counted = Number.NaN;
  await expect(async () => {
    const { dots, left, strong, flaws } = await readDots(plot);
    expect({ dots, flaws, strong }).toEqual({ dots: 50, flaws: 0, strong: left });
    const said = (await sentence.textContent()) ?? '';
    const [count = ''] = /^(\d+)/.exec(said.replace(/^None|^Keines/, '0').replace(/^All |^Alle /, '')) ?? [];
    expect(Number(count), said).toBe(left);
    counted = left;
  }).toPass({ timeout: 30_000 });
  return counted;
}

test('in the demo: fifty dots, counted by a line that is dragged and moved with the keyboard', async ({
  page,
}) => {
  await openDemoSooner(page);
  await page.getByRole('button', { name: 'Sample: middle age' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'result');
  await expect(page.locator('#requests')).toHaveText('0 requests since loading');
  const plot = page.locator('#age-plot > div');
  const sentence = page.locator('#age-say');
  const line = page.getByRole('slider', { name: 'Younger than' });

  await test.step('shown', async () => {
    await page.getByRole('radio', { name: 'Dots' }).check();
    await expect(page.locator('#age-plot .bars circle')).toHaveCount(50);
    await expect(sentence).toHaveText(/^\d+ of 50 such faces are younger than \d+\.$/);
    await expect(page.getByText('Each dot: 1 face in 50')).toBeVisible();
    const count = await expectSentence(plot, sentence);
    expect(count).toBeGreaterThan(15);
    expect(count).toBeLessThan(35);
    await expect(page.locator('#age-plot svg')).toHaveAttribute('aria-label', /^50 dots, each one face/);
    const rows = page.locator('#age-plot tbody td');
    const sum = (await rows.allTextContents()).reduce((total, each) => total + Number(each), 0);
    expect(sum).toBe(50);
  });

  await test.step('by keyboard', async () => {
    await line.press('Home');
    await expect(sentence).toHaveText(/^None of 50 such faces is younger than \d+\.$/);
    let last = await expectSentence(plot, sentence);
    for (let press = 0; press < 12; press++) {
      await line.press('ArrowRight');
      const count = await expectSentence(plot, sentence);
      expect(count).toBeGreaterThanOrEqual(last);
      last = count;
    }
    await line.press('End');
    await expect(sentence).toHaveText(/^All 50 such faces are younger than \d+\.$/);
    await expectSentence(plot, sentence);
    await expect(line).toHaveAttribute('aria-valuetext', /^All 50 such faces are younger than \d+\.$/);
  });

  await test.step('by mouse', async () => {
    const box = await line.boundingBox();
    if (box === null) throw new Error('no slider');
    await page.mouse.move(box.x + box.width - 14, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 4 });
    await page.mouse.up();
    const count = await expectSentence(plot, sentence);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(50);
  });

  await expect(page.locator('#requests')).toHaveText('0 requests since loading');
  await checkScreens(page, 'dots');
  for (const width of [320, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(async () => (await readDots(plot)).flaws).toBe(0);
    await expectSentence(plot, sentence);
    await page.screenshot({ path: `test-results/screens/dots-${width}.png` });
  }
  await test.step('from right to left, ages still rise to the right', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    await line.press('Home');
    await line.press('ArrowRight');
    await expect(line).not.toHaveValue((await line.getAttribute('min')) ?? '');
    await expectSentence(plot, sentence);
    await page.screenshot({ path: 'test-results/screens/dots-rtl.png' });
  });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.screenshot({ path: 'test-results/screens/dots-forced-colours.png' });
});

const DOTS_FILE = /quantile-dots/;

function recordDotsFiles(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (DOTS_FILE.test(request.url())) asked.push(request.url());
  });
  return asked;
}

test('in the element: loaded with the view, in German, and the histogram where that fails', async ({
  page,
}) => {
  const asked = recordDotsFiles(page);
  await openElementPage(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const element = await addElement(page, { src: sampleAddress('old'), lang: 'de' });
  await resultOf(page);
  await expect(element.locator('.age .bars rect')).toHaveCount(101);
  expect(asked).toEqual([]);
  await page.route(DOTS_FILE, (route) => route.abort());
  await test.step('a file that is missing is told, and the bars stay', async () => {
    await element.getByRole('radio', { name: 'Punkte' }).check();
    await expect
      .poll(async () => (await eventsOf(page, 'facecurve-error')).map(({ detail }) => detail))
      .toMatchObject([{ code: 'asset-missing', recovered: true }]);
    await expect(element.locator('.age .bars rect')).toHaveCount(101);
    await expect(element.locator('.age .say')).toHaveText(/^8 von 10 /);
  });
  await page.unroute(DOTS_FILE);
  await page.reload();
  await page.waitForFunction(() => 'elementEvents' in globalThis);
  await addElement(page, { src: sampleAddress('old'), lang: 'de', view: 'dots' });
  await expect(element.locator('.age .bars circle')).toHaveCount(50);
  const plot = element.locator('.age .plot > div');
  const sentence = element.locator('.age .say');
  await expect(sentence).toHaveText(/^\d+ von 50 solchen Gesichtern sind jünger als \d+\.$/);
  await expect(element.getByText('Jeder Punkt: 1 Gesicht von 50')).toBeVisible();
  for (const width of [280, 640, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await expect.poll(async () => (await readDots(plot)).flaws).toBe(0);
    await expectSentence(plot, sentence);
    await page.screenshot({ path: `test-results/screens/element-dots-${width}.png`, fullPage: true });
  }
  await element.getByRole('slider', { name: 'Jünger als' }).press('Home');
  await expect(sentence).toHaveText(/^Keines von 50 solchen Gesichtern ist jünger als \d+\.$/);
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: 'test-results/screens/element-dots-print.png', fullPage: true });
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => document.querySelector('face-curve')?.setAttribute('view', 'cumulative'));
  await expect(element.locator('.age .bars rect')).toHaveCount(101);
});
