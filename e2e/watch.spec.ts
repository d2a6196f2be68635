import { expect, type Page } from '@playwright/test';
import type { SceneLook } from '../lab/page/scene.ts';
import { sample } from './harness-page.ts';
import { test } from './shared-harness.ts';

const face = (name: Parameters<typeof sample>[0], x = 120) => ({ url: sample(name), x, side: 340 });

const one: SceneLook = { parts: [face('middle')], sway: 3, noise: 12 };

function begin(page: Page, look: SceneLook, interval = 0): Promise<number> {
  return page.evaluate(([given, period]) => harness.watch.begin(given, { interval: period }), [
    look,
    interval,
  ] as const);
}

function updates(page: Page, watch: number, from = 0) {
  return page.evaluate(([number, start]) => harness.watch.updates(number, start), [watch, from] as const);
}

/** Waits for `count` more updates and returns them. */
async function more(page: Page, watch: number, count: number) {
  const { length } = await updates(page, watch);
  await expect
    .poll(async () => (await updates(page, watch, length)).length, { timeout: 90_000 })
    .toBeGreaterThanOrEqual(count);
  return updates(page, watch, length);
}

/** Waits until at least `count` further updates span this many milliseconds, and returns them. */
async function over(page: Page, watch: number, milliseconds: number, count = 2) {
  const { length } = await updates(page, watch);
  const isDone = (seen: Awaited<ReturnType<typeof updates>>) =>
    seen.length >= count && (seen.at(-1)?.time ?? 0) - (seen[0]?.time ?? 0) > milliseconds;
  await expect.poll(async () => isDone(await updates(page, watch, length)), { timeout: 90_000 }).toBe(true);
  return updates(page, watch, length);
}

/** Shows another scene; tells the page's time from which on every update must know of it: half a second after the video shows it. */
async function change(page: Page, watch: number, look: SceneLook): Promise<number> {
  const at = await page.evaluate(
    async ([number, given]) => {
      await harness.watch.change(number, given);
      await harness.watch.untilShown(number);
      return performance.now();
    },
    [watch, look] as const,
  );
  return at + 800;
}

/** Updates of frames that are no older than `time`, at least three of them. */
async function since(page: Page, watch: number, time: number) {
  const seen = async () => (await updates(page, watch)).filter((update) => update.time >= time);
  await expect.poll(async () => (await seen()).length, { timeout: 90_000 }).toBeGreaterThanOrEqual(3);
  return seen();
}

const idsOf = (seen: Awaited<ReturnType<typeof updates>>) => [
  ...new Set(seen.flatMap(({ faces }) => faces.map(({ id }) => id))),
];

test.afterEach(({ page }) => page.evaluate(() => harness.watch.endAll()));

test('a still face keeps its id, and its expectation wanders less than 0.5 years', async ({ page }) => {
  const watch = await begin(page, one, 100);
  await over(page, watch, 5000);
  const seen = await over(page, watch, 6000, 12);
  expect(idsOf(seen)).toEqual([0]);
  const ages = seen.flatMap(({ faces }) => faces.map(({ expectation }) => expectation ?? Number.NaN));
  expect(ages.length).toBeGreaterThan(10);
  expect(Math.max(...ages) - Math.min(...ages)).toBeLessThan(0.5);
});

test('a cut to another face in the same place starts afresh', async ({ page }) => {
  const watch = await begin(page, { ...one, parts: [face('old')] });
  const [before] = (await over(page, watch, 2000)).slice(-1);
  const old = before?.faces[0]?.expectation ?? Number.NaN;
  await change(page, watch, { ...one, parts: [face('child')] });
  const [after] = (await over(page, watch, 1000)).slice(-1);
  expect(after?.faces).toHaveLength(1);
  expect(after?.faces[0]?.id).toBeGreaterThan(before?.faces[0]?.id ?? 0);
  // The second face's curve holds nothing of the first face.
  expect(after?.faces[0]?.expectation).toBeLessThan(old / 2);
  expect(after?.faces[0]?.attractiveness).toBe('may-be-minor');
});

test('attractiveness comes after a time that is clear of the chance of a minor, never for a child', async ({
  page,
}) => {
  const old = await begin(page, { ...one, parts: [face('old')] }, 100);
  const child = await begin(page, { ...one, parts: [face('child')] }, 100);
  await over(page, old, 4000, 10);
  const newest = async () => (await updates(page, old)).at(-1)?.faces[0]?.attractiveness;
  await expect.poll(newest, { timeout: 90_000 }).toHaveLength(10);
  const first = (await updates(page, old)).find(({ faces }) => faces.length > 0);
  expect(first?.faces[0]?.attractiveness).toBe('may-be-minor');
  await over(page, child, 3000);
  for (const { faces } of await updates(page, child)) {
    for (const { attractiveness } of faces) expect(typeof attractiveness).toBe('string');
  }
});

test('a still face’s box does not move, and a face that moves is followed', async ({ page }) => {
  const watch = await begin(page, { ...one, sway: 0 });
  await more(page, watch, 2);
  const still = (await over(page, watch, 1500)).map(({ faces }) => faces[0]?.box.x ?? Number.NaN);
  expect(Math.max(...still) - Math.min(...still)).toBeLessThan(8);
  const moved = await change(page, watch, { ...one, sway: 0, parts: [face('middle', 210)] });
  for (const { faces } of await since(page, watch, moved)) {
    expect(faces).toHaveLength(1);
    const { x = Number.NaN } = faces[0]?.box ?? {};
    expect(Math.abs(x - (still[0] ?? 0) - 90), JSON.stringify(faces[0]?.box)).toBeLessThan(15);
  }
  expect(idsOf(await updates(page, watch))).toEqual([0]);
});

test('a second face that comes in is seen within half a second, and one that leaves is gone', async ({
  page,
}) => {
  const small = (name: Parameters<typeof sample>[0], x: number) => ({ url: sample(name), x, side: 300 });
  const watch = await begin(page, { ...one, parts: [small('middle', 10)] });
  await more(page, watch, 4);
  const joined = await change(page, watch, { ...one, parts: [small('middle', 10), small('old', 330)] });
  for (const { faces } of await since(page, watch, joined)) expect(faces).toHaveLength(2);
  const left = await change(page, watch, { ...one, parts: [small('old', 330)] });
  for (const { faces } of await since(page, watch, left)) {
    expect(faces.map(({ id }) => id)).toEqual([1]);
  }
  const empty = await change(page, watch, { ...one, parts: [] });
  for (const { faces } of await since(page, watch, empty)) expect(faces).toEqual([]);
});

test('dimmer light does not make another face of it', async ({ page }) => {
  const watch = await begin(page, one);
  await over(page, watch, 1500);
  await page.evaluate(([number, look]) => harness.watch.change(number, look), [
    watch,
    { ...one, light: 0.6 },
  ] as const);
  expect(idsOf(await over(page, watch, 1500))).toEqual([0]);
});

test('two watches at once do not mix their tracks, and each goes on when the other ends', async ({
  page,
}) => {
  const first = await begin(page, { ...one, parts: [face('old', 0)] });
  const second = await begin(page, {
    ...one,
    parts: [
      { url: sample('young'), x: 0, side: 300 },
      { url: sample('child'), x: 330, side: 300 },
    ],
  });
  await over(page, second, 3000);
  const inFirst = await over(page, first, 1500);
  const inSecond = await over(page, second, 1500);
  expect(idsOf(inFirst)).toEqual([0]);
  expect(idsOf(inSecond).toSorted()).toEqual([0, 1]);
  expect(inFirst.at(-1)?.faces[0]?.expectation).toBeGreaterThan(50);
  for (const { expectation } of inSecond.at(-1)?.faces ?? []) expect(expectation).toBeLessThan(40);
  expect(await page.evaluate((number) => harness.watch.abort(number), first)).toBeNull();
  await more(page, second, 3);
});

test('looks begin no nearer to each other than the interval', async ({ page }) => {
  const watch = await begin(page, one, 400);
  const seen = await more(page, watch, 5);
  const gaps = seen.slice(1).map(({ time }, index) => time - (seen[index]?.time ?? 0));
  // The watch reads the frame's time shortly after the estimate has started.
  for (const gap of gaps) expect(gap).toBeGreaterThan(380);
});

test('an aborted signal ends it quietly, and a page’s own stop too', async ({ page }) => {
  const aborted = await begin(page, one);
  await more(page, aborted, 1);
  expect(await page.evaluate((number) => harness.watch.abort(number), aborted)).toBeNull();
  const { length } = await updates(page, aborted);
  const stopped = await begin(page, one);
  await more(page, stopped, 2);
  await page.evaluate((number) => harness.watch.stopTracks(number), stopped);
  expect(await page.evaluate((number) => harness.watch.outcome(number), stopped)).toBeNull();
  expect(await updates(page, aborted)).toHaveLength(length);
});

test('an unplugged camera is a typed error', async ({ page }) => {
  const watch = await begin(page, one);
  await more(page, watch, 1);
  await page.evaluate((number) => harness.watch.unplug(number), watch);
  const outcome = await page.evaluate((number) => harness.watch.outcome(number), watch);
  expect(outcome).toMatchObject({ code: 'camera-lost', remedy: expect.stringContaining('again') });
});

test('it works where the browser does not tell of frames', async ({ freshPage: page }) => {
  await page.evaluate(() => {
    Reflect.deleteProperty(HTMLVideoElement.prototype, 'requestVideoFrameCallback');
  });
  const watch = await begin(page, one);
  expect(idsOf(await more(page, watch, 5))).toEqual([0]);
});

test('a paused video’s one frame is looked at', async ({ page }) => {
  const watch = await begin(page, one);
  await page.evaluate((number) => harness.watch.abort(number), watch);
  expect(await page.evaluate((look) => harness.watch.lookOnceAtPaused(look), one)).toBe(1);
});

test('it waits while the page is hidden, and goes on when it is seen again', async ({ freshPage: page }) => {
  const watch = await begin(page, one);
  await more(page, watch, 2);
  const hide = (isHidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    }, isHidden);
  await hide(true);
  // A started estimate finishes. No further update comes in the time of two estimates.
  await expect
    .poll(async () => {
      const { length } = await updates(page, watch);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)));
      return (await updates(page, watch)).length - length;
    })
    .toBe(0);
  await hide(false);
  await more(page, watch, 2);
});
