import { expect, type Page, test } from '@playwright/test';
import { errorCode, expectAgeCurve, expectMessage, expectState, openDemoSooner, outcomeOf } from './demo.ts';
import { readSamples } from './fake-camera.ts';
import { type PictureFile, textFile } from './pictures/odd-files.ts';
import { checkScreens } from './screens.ts';

const row = (page: Page) => page.getByRole('region', { name: /pictures of this visit/ });
const pictures = (page: Page) => row(page).getByRole('button', { name: /^Picture / });
const chosen = (page: Page) => row(page).locator('[aria-current="true"]');
const figure = (page: Page) => page.locator('#requests');

async function sample(name: string): Promise<PictureFile> {
  const buffer = (await readSamples()).get(name) ?? Buffer.alloc(0);
  return { name, mimeType: 'image/jpeg', buffer };
}

const pick = (page: Page, files: readonly PictureFile[]) =>
  outcomeOf(page, () =>
    page
      .locator('input[type=file]')
      .first()
      .setInputFiles([...files]),
  );

async function pasteText(page: Page, text: string): Promise<string> {
  await page.evaluate((given) => navigator.clipboard.writeText(given), text);
  return outcomeOf(page, () => page.keyboard.press('ControlOrMeta+V'));
}

test('several pictures, the way back to each, and pictures by their address', async ({ page, context }) => {
  test.setTimeout(300_000);
  await openDemoSooner(page);
  const address = page.url();
  const [old, child] = [await sample('old.jpg'), await sample('child.jpg')];

  await test.step('they are looked at one after another, a broken one too', async () => {
    expect(await pick(page, [old, textFile, child])).toBe('result');
    await expect(pictures(page)).toHaveCount(3);
    await expect(pictures(page).nth(0)).toHaveAccessibleName(/^Picture 1 of 3: looks about \d+$/);
    await expect(pictures(page).nth(1)).toHaveAccessibleName(/^Picture 2 of 3: cannot open the file/i);
    await expect(pictures(page).nth(2)).toHaveAccessibleName(/^Picture 3 of 3: looks about \d+$/);
    await expect(chosen(page)).toHaveAccessibleName(/^Picture 1 /);
    await expectAgeCurve(page);
    await checkScreens(page, 'several');
    await expect(figure(page)).toHaveText('0 requests since loading');
  });

  await test.step('each can be gone to, by the row and by the browser', async () => {
    const number = page.locator('#age-number');
    const ofOld = await number.textContent();
    await outcomeOf(page, () => pictures(page).nth(2).press('Enter'));
    const ofChild = await number.textContent();
    expect(ofChild).not.toBe(ofOld);
    expect(await outcomeOf(page, () => pictures(page).nth(1).click())).toBe('error');
    await expectMessage(page, /cannot open the file/i);

    await outcomeOf(page, () => page.goBack());
    await expect(number).toHaveText(ofChild ?? '');
    await expect(chosen(page)).toHaveAccessibleName(/^Picture 3 /);
    await outcomeOf(page, () => page.goBack());
    await expect(number).toHaveText(ofOld ?? '');
    await outcomeOf(page, () => page.goForward());
    await expect(number).toHaveText(ofChild ?? '');
    expect(page.url()).toBe(address);
  });

  await test.step('a removed one is gone, and its neighbour is shown', async () => {
    await outcomeOf(page, () => pictures(page).nth(2).press('Delete'));
    await expect(pictures(page)).toHaveCount(2);
    await expect(chosen(page)).toBeFocused();
    await expectState(page, 'error');
    await outcomeOf(page, () => row(page).getByRole('button', { name: 'Remove this picture' }).click());
    await expectAgeCurve(page);
  });

  await test.step('twelve are kept', async () => {
    await pick(
      page,
      Array.from({ length: 13 }, () => child),
    );
    await expect(pictures(page)).toHaveCount(12);
    await expect(row(page)).toContainText('12 pictures at most');
  });

  await test.step('an address of this site is fetched and counted, one of another site is not', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await expect(figure(page)).toHaveText('0 requests since loading');
    const ofSite = new URL('samples/old.jpg', address).href;
    expect(await pasteText(page, ofSite)).toBe('result');
    await expect(figure(page)).toHaveText('1 request since loading');
    expect(await pasteText(page, `data:image/jpeg;base64,${old.buffer.toString('base64')}`)).toBe('result');
    expect(await pasteText(page, 'https://foreign.invalid/face.jpg')).toBe('error');
    expect(await errorCode(page)).toBe('image-tainted');
    await expectMessage(page, /locked picture/i);
    await expect(figure(page)).toHaveText('1 request since loading');
  });

  await test.step('a page that is loaded again opens fresh', async () => {
    await page.reload();
    await expectState(page, 'ready');
    await expect(row(page)).toBeHidden();
    await page.goBack();
    await expectState(page, 'ready');
  });
});
