import { expect, type Page } from '@playwright/test';
import type { PlainFace } from './harness/library.ts';
import { sample } from './harness-page.ts';
import { test } from './shared-harness.ts';

const SIDE = 800;
const TURNS = [0, 45, 90, 135, 180, 225, 270, 315];
/** Degrees: a look at an upright sample is off by up to 6, whichever view it is. */
const MOST_TILT = 8;
/** Years: a wrong turn is off by 20. */
const MOST_YEARS = 5;
const NAMES = ['child', 'young', 'middle', 'old'] as const;

type Placed = Parameters<typeof harness.turned.estimateTurned>[1][number];

function estimate(page: Page, pictures: readonly Placed[]): Promise<PlainFace[]> {
  return page.evaluate(([side, placed]) => harness.turned.estimateTurned(side, placed), [
    SIDE,
    pictures,
  ] as const);
}

/** A sample in the middle, or as one of four. */
function placed(
  name: (typeof NAMES)[number],
  angle: number,
  corner?: readonly [x: number, y: number],
): Placed {
  const [x, y] = corner ?? [0.5, 0.5];
  return { url: sample(name), angle, x: x * SIDE, y: y * SIDE, size: corner ? SIDE / 4 : SIDE / 2 };
}

/** The angle between two directions, 0 to 180 degrees. */
function apart(first: number, second: number): number {
  return Math.abs(((((first - second) % 360) + 540) % 360) - 180);
}

for (const name of NAMES) {
  test(`a face that lies or stands on its head has its roll, and its curve: ${name}`, async ({ page }) => {
    const [upright] = await estimate(page, [placed(name, 0)]);
    for (const turn of TURNS) {
      const faces = await estimate(page, [placed(name, turn)]);
      expect(faces, `${turn}`).toHaveLength(1);
      const { quality, expectation } = faces[0] as PlainFace;
      expect(quality.reasons).toEqual([]);
      expect(apart(quality.roll, turn), `roll ${quality.roll} at ${turn}`).toBeLessThan(MOST_TILT);
      const years = Math.abs((expectation ?? 0) - (upright?.expectation ?? 100));
      expect(years, `${expectation} years at ${turn}`).toBeLessThan(MOST_YEARS);
    }
  });
}

test('small faces of one photo lie to either side', async ({ page }) => {
  const lying = [
    { name: 'child', turn: 0, corner: [0.25, 0.25] },
    { name: 'young', turn: 90, corner: [0.75, 0.25] },
    { name: 'old', turn: 270, corner: [0.75, 0.75] },
  ] as const;
  const faces = await estimate(
    page,
    lying.map(({ name, turn, corner }) => placed(name, turn, corner)),
  );
  expect(faces).toHaveLength(lying.length);
  for (const { turn, corner } of lying) {
    const [x, y] = corner.map((share) => share * SIDE) as [number, number];
    const away = ({ box }: PlainFace) => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
    const face = faces.find((each) => away(each) < SIDE / 10);
    expect(apart(face?.quality.roll ?? Number.NaN, turn), `${turn}`).toBeLessThan(MOST_TILT);
  }
});
