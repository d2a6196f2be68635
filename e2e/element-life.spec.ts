import { expect, test } from '@playwright/test';
import { addElement, ageNumber, eventsOf, openElementPage, resultOf, sampleAddress } from './element.ts';

test.beforeEach(({ page }) => openElementPage(page));

test('of ten pictures in a row the last one wins, and one worker is left', async ({ page }) => {
  await addElement(page);
  await page.evaluate(async () => {
    const element = document.querySelector('face-curve');
    if (element === null) throw new Error('no element');
    for (let turn = 0; turn < 10; turn++) {
      element.src = `../../samples/${turn === 9 ? 'child' : ['old', 'young', 'middle'][turn % 3]}.jpg`;
      // Some changes come within one frame, others after the estimate before has started.
      if (turn % 3 === 2) await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
  const { faces } = await resultOf(page);
  expect(faces[0]?.age).toBeLessThan(16);
  await expect(ageNumber(page)).toHaveText(String(Math.round(Number(faces[0]?.age))));
  expect(await eventsOf(page, 'facecurve-result')).toHaveLength(1);
  expect(await eventsOf(page, 'facecurve-ready')).toHaveLength(1);
  expect(page.workers()).toHaveLength(1);
});

test('removed while it loads, it frees the worker and says nothing more', async ({ page }) => {
  await addElement(page, { src: sampleAddress('old') });
  await expect.poll(async () => (await eventsOf(page)).length).toBeGreaterThan(0);
  await page.evaluate(() => document.querySelector('face-curve')?.remove());
  await expect.poll(() => page.workers().length).toBe(0);
  expect(await eventsOf(page, 'facecurve-result')).toEqual([]);
  expect(await eventsOf(page, 'facecurve-error')).toEqual([]);
});

test('removed it frees the worker, and put back it looks again', async ({ page }) => {
  await addElement(page, { src: sampleAddress('old') });
  await resultOf(page);
  expect(page.workers()).toHaveLength(1);
  await page.evaluate(() => {
    const element = document.querySelector('face-curve');
    if (element === null) throw new Error('no element');
    Object.assign(globalThis, { kept: element });
    element.remove();
  });
  await expect.poll(() => page.workers().length).toBe(0);
  await page.evaluate(() => {
    const { kept } = globalThis as unknown as { kept: HTMLElementTagNameMap['face-curve'] };
    kept.src = '../../samples/child.jpg';
    document.querySelector('main')?.append(kept);
  });
  const { faces } = await resultOf(page, 2);
  expect(faces[0]?.age).toBeLessThan(16);
});

test('moved within the page it goes on, with the same worker', async ({ page }) => {
  await addElement(page, { src: sampleAddress('old') });
  await resultOf(page);
  await page.evaluate(() => {
    const place = document.createElement('section');
    document.querySelector('main')?.append(place);
    const element = document.querySelector('face-curve');
    if (element !== null) place.append(element);
  });
  await expect(ageNumber(page)).toBeVisible();
  await page.evaluate(
    (src) => document.querySelector('face-curve')?.setAttribute('src', src),
    sampleAddress('child'),
  );
  await resultOf(page, 2);
  expect(await eventsOf(page, 'facecurve-ready')).toHaveLength(1);
  expect(page.workers()).toHaveLength(1);
});

test('several elements share one worker, until the last one is gone', async ({ page }) => {
  for (const [index, name] of (['old', 'child', 'middle'] as const).entries()) {
    await addElement(page, {
      id: `face${index}`,
      src: sampleAddress(name),
      curves: 'age attractiveness',
    });
  }
  await resultOf(page, 3);
  expect(page.workers()).toHaveLength(1);
  await page.evaluate(() => document.querySelector('#face0')?.remove());
  await page.evaluate(
    (src) => document.querySelector('#face1')?.setAttribute('src', src),
    sampleAddress('old'),
  );
  await resultOf(page, 4);
  expect(page.workers()).toHaveLength(1);
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('face-curve')) element.remove();
  });
  await expect.poll(() => page.workers().length).toBe(0);
});
