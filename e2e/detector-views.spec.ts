import { expect, test } from '@playwright/test';
import { openHarness } from './harness-page.ts';

// `ScaledPicture.view` and `DrawnViews` rely on this. Another release of MediaPipe may scale differently.
test('of a view of 256 px the detector sees every second pixel: a view of those alone gives the same answer', async ({
  page,
}) => {
  await openHarness(page);
  for (const name of ['young', 'middle', 'old']) {
    const { whole, half } = await page.evaluate(
      (address) => harness.detectorViews.halfAndWhole(address),
      `../../samples/${name}.jpg`,
    );
    expect(half, name).toHaveLength(1);
    expect(half[0]?.keypoints, name).toEqual(whole[0]?.keypoints);
    expect(half[0]?.categories, name).toEqual(whole[0]?.categories);
  }
});
