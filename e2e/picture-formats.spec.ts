import { expect, test } from '@playwright/test';
import { addElement, eventsOf, openElementPage } from './element.ts';
import { heicStart, jpeg2000Start, tiffStart } from './pictures/rare-formats.ts';
import { test as testLibrary } from './shared-harness.ts';

/** Formats that Chromium does not open, and what it should say about each. */
const formats = [
  ['HEIC', heicStart(), /^Open the page in Safari, or save the picture as JPEG\.$/],
  ['TIFF', tiffStart(), /^Open the page in Safari, or save the picture as JPEG\.$/],
  ['JPEG 2000', jpeg2000Start(), /^Save the picture as JPEG\.$/],
] as const;

for (const [name, file, remedy] of formats) {
  const error = { code: 'image-unsupported', remedy: expect.stringMatching(remedy) };

  testLibrary(
    `${name}: the library says that the browser does not open it, and what does`,
    async ({ page }) => {
      const [outcome] = await page.evaluate(
        (files) => harness.pictures.estimateFiles(files),
        [file.toString('base64')],
      );
      expect(outcome).toMatchObject({ ...error, message: `This browser cannot open ${name}.` });
    },
  );

  test(`${name}: the element says so too`, async ({ page }) => {
    await openElementPage(page);
    const element = await addElement(page);
    await page.evaluate((bytes) => {
      const letters = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      Object.assign(document.querySelector('face-curve') ?? {}, { picture: new File([letters], 'photo') });
    }, file.toString('base64'));
    await expect(element.locator('.message-title')).toHaveText('Cannot open the file');
    await expect(element.locator('.message-remedy')).toHaveText(/HEIC/);
    await expect(element.getByRole('button', { name: 'Try again' })).toHaveCount(0);
    expect(await eventsOf(page, 'facecurve-error')).toMatchObject([{ detail: error }]);
  });
}
