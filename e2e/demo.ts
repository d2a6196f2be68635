import { expect, type Page } from '@playwright/test';
import type { PageState } from '../src/demo/page-state.ts';
import type { PictureFile } from './pictures/odd-files.ts';

/** The state of the demo, an attribute of its root element. */
export type DemoState = PageState;

export async function expectState(page: Page, state: DemoState): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-state', state);
}

/** Opens the demo without its first sample and waits until it has loaded everything. */
export async function openDemo(page: Page): Promise<void> {
  await page.goto('./?sample=none');
  await expectState(page, 'ready');
}

/** The same with the detector that starts in half the time, for tests of what the page does with a face that was found. */
export async function openDemoSooner(page: Page): Promise<void> {
  await page.goto('./?sample=none&detector=graph');
  await expectState(page, 'ready');
}

/** Runs an action that starts an estimate, and returns the state in which the estimate ends. The page may still be loading. */
export async function outcomeOf(page: Page, action: () => Promise<unknown>): Promise<DemoState> {
  // The new state may be the same as before, so the observer waits until the attribute is set again.
  const outcome = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const root = document.documentElement;
        const observer = new MutationObserver(() => {
          const { state = '' } = root.dataset;
          // Where the page was still loading, it can become ready before the action begins.
          if (['working', 'loading', 'ready'].includes(state)) return;
          observer.disconnect();
          resolve(state);
        });
        observer.observe(root, { attributeFilter: ['data-state'] });
      }),
  );
  await action();
  return (await outcome) as DemoState;
}

export function pickFile(page: Page, file: PictureFile): Promise<DemoState> {
  return outcomeOf(page, () => page.locator('input[type=file]').first().setInputFiles(file));
}

/** Drops a file on the page, with the events of a real drop. */
export function dropFile(page: Page, file: PictureFile): Promise<DemoState> {
  return outcomeOf(page, async () => {
    const transfer = await page.evaluateHandle(
      ({ name, mimeType, base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], name, { type: mimeType }));
        return data;
      },
      { name: file.name, mimeType: file.mimeType, base64: file.buffer.toString('base64') },
    );
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await page.dispatchEvent('body', type, { dataTransfer: transfer });
    }
  });
}

/** Puts a PNG on the clipboard and pastes it with the keyboard. */
export async function pastePicture(page: Page, png: Buffer): Promise<DemoState> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    await navigator.clipboard.write([
      new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) }),
    ]);
  }, png.toString('base64'));
  return outcomeOf(page, () => page.keyboard.press('ControlOrMeta+V'));
}

export function errorCode(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('data-error-code');
}

/** Expects the age curve of the chosen face with its number and its sentence. */
export async function expectAgeCurve(page: Page): Promise<void> {
  const sheet = page.locator('#age-sheet');
  await expect(sheet).toHaveAttribute('data-mode', 'curve');
  await expect(sheet.getByText(/looks about$/i)).toBeVisible();
  await expect(page.locator('#age-number')).toHaveText(/^(<1|\d{1,3})$/);
  await expect(page.locator('#age-say')).toHaveText(/8 in 10 .+ \d+/);
  expect(await sheet.locator('svg .bars rect').count()).toBe(101);
}

/** Expects a message with its remedy in place of the curve. */
export async function expectMessage(page: Page, title: RegExp): Promise<void> {
  await expect(page.locator('#age-sheet')).toHaveAttribute('data-mode', 'message');
  await expect(page.locator('.message-title')).toHaveText(title);
  await expect(page.locator('.message-remedy')).toBeVisible();
  await expect(page.locator('#age-say')).toBeHidden();
}
