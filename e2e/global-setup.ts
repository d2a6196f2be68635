import { chromium } from '@playwright/test';
import { writeFakeCamera } from './fake-camera.ts';
import { launchOptions } from './launch-options.ts';

/** Runs before all tests: writes the file that replaces a camera. */
export default async function globalSetup(): Promise<void> {
  const browser = await chromium.launch(await launchOptions());
  try {
    await writeFakeCamera(await browser.newPage());
  } finally {
    await browser.close();
  }
}
