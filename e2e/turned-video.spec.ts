import { expect, test } from '@playwright/test';
import { openHarness, sample } from './harness-page.ts';

/** Degrees: a look at an upright sample is off by up to 6, whichever view it is. */
const MOST_TILT = 8;
/** Years: a wrong turn is off by 20. */
const MOST_YEARS = 5;

/** The angle between two directions, 0 to 180 degrees. */
function apart(first: number, second: number): number {
  return Math.abs(((((first - second) % 360) + 540) % 360) - 180);
}

test.beforeEach(async ({ page }) => {
  await openHarness(page);
  await page.evaluate(() => harness.library.create({ backend: 'wasm' }));
});

test('a face that stands on its head in a video keeps its id, its roll and its curve', async ({ page }) => {
  const look = (turn: number) => ({
    parts: [{ url: sample('old'), x: 120, side: 340, turn }],
    sway: 12,
    noise: 6,
  });
  const seen = await page.evaluate(
    async ([upright, turned]) => {
      const { watch } = harness;
      const enough = async (number: number, milliseconds: number) => {
        for (;;) {
          const updates = watch.updates(number);
          const span = (updates.at(-1)?.time ?? 0) - (updates[0]?.time ?? 0);
          // A slow machine has few updates in a second.
          if (span > milliseconds && updates.length > 5) return updates;
          await new Promise(requestAnimationFrame);
        }
      };
      const first = await watch.begin(upright);
      const before = await enough(first, 2000);
      await watch.abort(first);
      const second = await watch.begin(turned);
      return { before, after: await enough(second, 4000) };
    },
    [look(0), look(180)] as const,
  );
  const age = seen.before.at(-1)?.faces[0]?.expectation ?? Number.NaN;
  expect(seen.after.length).toBeGreaterThan(5);
  for (const { faces } of seen.after) {
    expect(faces).toHaveLength(1);
    expect(apart(faces[0]?.quality.roll ?? Number.NaN, 180)).toBeLessThan(MOST_TILT);
    expect(faces[0]?.id).toBe(seen.after[0]?.faces[0]?.id);
  }
  expect(Math.abs((seen.after.at(-1)?.faces[0]?.expectation ?? 0) - age)).toBeLessThan(MOST_YEARS);
});
