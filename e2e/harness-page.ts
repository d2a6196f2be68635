import type { Page } from '@playwright/test';

/** Opens the page through which tests call the library and its parts. */
export async function openHarness(page: Page): Promise<void> {
  await page.goto('../harness/e2e/harness/');
  await page.waitForFunction(() => 'harness' in globalThis);
}

/** Opens the page through which the lab measures. */
export async function openLab(page: Page): Promise<void> {
  await page.goto('../lab/lab/page/');
  await page.waitForFunction(() => 'lab' in globalThis);
}

/** The address of a sample picture for the harness page. */
export function sample(name: 'child' | 'young' | 'middle' | 'old'): string {
  return `../../samples/${name}.jpg`;
}

/** The addresses of MediaPipe's files, its code and the model in its format, that the page or a worker requests from now on. */
export function mediapipeRequests(page: Page): string[] {
  const requests: string[] = [];
  page.context().on('request', (request) => {
    if (/mediapipe|\.tflite/.test(request.url())) requests.push(request.url());
  });
  return requests;
}
