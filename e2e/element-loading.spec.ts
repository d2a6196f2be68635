import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { addElement, eventsOf, resultOf, sampleAddress } from './element.ts';
import { test } from './shared-element-page.ts';
import { serveFolder } from './static-server.ts';

/** Below so many screens the element is out of reach. */
const SCREENS = 5;
const lazy = { src: sampleAddress('old'), loading: 'lazy' };

function addSpace(page: Page, screens = SCREENS): Promise<void> {
  return page.evaluate((count) => {
    const space = document.createElement('div');
    space.style.height = `${count * innerHeight}px`;
    document.querySelector('main')?.append(space);
  }, screens);
}

/** Waits until the browser has told observers where the element is. */
function untilObserved(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const observer = new IntersectionObserver(() => {
          observer.disconnect();
          setTimeout(resolve);
        });
        const element = document.querySelector('face-curve');
        if (element !== null) observer.observe(element);
      }),
  );
}

/** Scrolls until the element is half a screen below the window. */
function scrollNear(page: Page): Promise<void> {
  return page.evaluate((screens) => scrollTo(0, (screens - 1.5) * innerHeight), SCREENS);
}

test('a lazy element below the fold loads nothing until it is near, then it is answered', async ({
  freshPage: page,
}) => {
  const server = await serveFolder(path.resolve('dist/harness'));
  try {
    await page.goto(`${server.origin}/e2e/harness/element.html`);
    await page.waitForFunction(() => 'elementEvents' in globalThis);
    await addSpace(page);
    const before = server.asked.length;
    await addElement(page, lazy);
    await untilObserved(page);
    const asked = server.asked.slice(before).filter((address) => !address.endsWith('.woff2'));
    expect(asked).toEqual([]);
    expect(page.workers()).toEqual([]);
    await scrollNear(page);
    await resultOf(page);
    expect(server.asked.slice(before)).toContain('/samples/old.jpg');
    const top = await page.evaluate(() => document.querySelector('face-curve')?.getBoundingClientRect().top);
    expect(top).toBeGreaterThan(await page.evaluate(() => innerHeight));
  } finally {
    await server.close();
  }
});

test('a lazy element in a scrolled box starts when the box shows its surroundings', async ({
  freshPage: page,
}) => {
  await addSpace(page);
  await page.evaluate(() => {
    const box = document.createElement('div');
    box.style.cssText = 'height: 300px; overflow: auto';
    box.innerHTML = '<div style="height: 3000px"></div>';
    document.body.prepend(box);
  });
  await addElement(page, lazy);
  await page.evaluate(() => {
    const [box, element] = [document.querySelector('div'), document.querySelector('face-curve')];
    if (element !== null) box?.append(element);
  });
  await untilObserved(page);
  expect(await eventsOf(page)).toEqual([]);
  await page.evaluate(() => document.querySelector('div')?.scrollTo(0, 2500));
  await resultOf(page);
});

test.describe('a lazy element', () => {
  test.beforeEach(({ page }) => addSpace(page));

  test('starts when it is made eager', async ({ page }) => {
    await addElement(page, lazy);
    await untilObserved(page);
    expect(await eventsOf(page)).toEqual([]);
    await page.evaluate(() =>
      Object.assign(document.querySelector('face-curve') ?? {}, { loading: undefined }),
    );
    await resultOf(page);
  });

  test('that is removed waits no more, and waits again when it is put back', async ({ page }) => {
    await addElement(page, lazy);
    await untilObserved(page);
    await page.evaluate(async () => {
      const element = document.querySelector('face-curve');
      element?.remove();
      await Promise.resolve();
      Object.assign(globalThis, { kept: element });
    });
    await scrollNear(page);
    await page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      scrollTo(0, 0);
      const { kept } = globalThis as unknown as { kept: Element };
      document.querySelector('main')?.append(kept);
    });
    await untilObserved(page);
    expect(await eventsOf(page)).toEqual([]);
    await scrollNear(page);
    await resultOf(page);
  });

  test('that moves to another window is seen there', async ({ page }) => {
    await addElement(page, lazy);
    await untilObserved(page);
    const opening = page.waitForEvent('popup');
    await page.evaluate(() => {
      const floating = open('about:blank', '', 'popup,width=500,height=700');
      const element = document.querySelector('face-curve');
      if (floating === null || element === null) throw new Error('no window');
      // Events bubble in the document where the element is.
      element.addEventListener('facecurve-result', () => document.body.setAttribute('data-answered', ''));
      floating.document.body.append(element);
    });
    const popup = await opening;
    await expect(page.locator('body')).toHaveAttribute('data-answered');
    await popup.close();
  });

  test('in view shows each new picture', async ({ page }) => {
    await addElement(page, lazy);
    await scrollNear(page);
    await resultOf(page);
    await page.evaluate(
      (src) => document.querySelector('face-curve')?.setAttribute('src', src),
      sampleAddress('child'),
    );
    const { faces } = await resultOf(page, 2);
    expect(faces[0]?.age).toBeLessThan(16);
  });
});
