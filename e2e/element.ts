import { expect, type Locator, type Page } from '@playwright/test';
import { FACE_OF_SAMPLE } from '../lab/page/face-of-sample.ts';
import type { LoggedEvent } from './harness/element.ts';

/** Opens the empty page for elements, which has a strict content security policy. */
export async function openElementPage(page: Page): Promise<void> {
  await page.goto('../harness/e2e/harness/element.html');
  await page.waitForFunction(() => 'elementEvents' in globalThis);
}

export type ElementAttributes = Readonly<Record<string, string>>;

/** Adds an element to the page, with the tests' assets and backend unless the attributes name others. */
export async function addElement(
  page: Page,
  attributes: ElementAttributes = {},
  place: 'main' | 'body' = 'main',
): Promise<Locator> {
  await page.evaluate(
    ([given, parent]) => {
      const element = document.createElement('face-curve');
      const all = { assets: '../../assets/', backend: 'wasm', id: 'face', ...given };
      for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
      document.querySelector(parent)?.append(element);
    },
    [{ ...attributes }, place] as const,
  );
  return page.locator(`#${attributes.id ?? 'face'}`);
}

/** Expects a curve in the element of any page. */
export async function expectCurve(page: Page): Promise<void> {
  await expect(
    page
      .locator('face-curve')
      .getByText(/looks about/i)
      .first(),
  ).toBeVisible();
}

/** The events of the page's elements so far. */
export function eventsOf(page: Page, type?: LoggedEvent['type']): Promise<LoggedEvent[]> {
  return page.evaluate(
    (wanted) => elementEvents.filter((event) => wanted === undefined || event.type === wanted),
    type,
  );
}

export interface PlainResult {
  readonly faces: readonly {
    readonly frame: { readonly width: number; readonly height: number };
    readonly usable: boolean;
    readonly age: number | string;
    readonly attractiveness: number | string;
    readonly explained: number | false;
  }[];
  readonly source: string;
  readonly width: number;
}

/** Waits for the first result, or a later one. */
export async function resultOf(page: Page, count = 1): Promise<PlainResult> {
  await expect
    .poll(async () => (await eventsOf(page, 'facecurve-result')).length)
    .toBeGreaterThanOrEqual(count);
  return (await eventsOf(page, 'facecurve-result')).at(-1)?.detail as PlainResult;
}

/** Draws the faces of samples on grey, each at `[name, x, y, side]`, and gives the picture's address; `shade` darkens it, 0 to 1. */
export function pictureOf(
  page: Page,
  faces: readonly (readonly [name: string, x: number, y: number, side: number])[],
  shade = 0,
  size = { width: 1200, height: 800 },
): Promise<string> {
  return page.evaluate(
    async ([given, darkness, whole, part]) => {
      const canvas = Object.assign(document.createElement('canvas'), whole);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no 2D canvas');
      context.fillStyle = '#777';
      context.fillRect(0, 0, canvas.width, canvas.height);
      for (const [name, x, y, side] of given) {
        const image = new Image();
        image.src = `../../samples/${name}.jpg`;
        await image.decode();
        context.drawImage(image, ...part, x, y, side, side);
      }
      context.fillStyle = `rgb(0 0 0 / ${darkness})`;
      context.fillRect(0, 0, canvas.width, canvas.height);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
      return URL.createObjectURL(blob ?? new Blob());
    },
    [faces, shade, size, FACE_OF_SAMPLE] as const,
  );
}

export const sampleAddress = (name: 'child' | 'young' | 'middle' | 'old') => `../../samples/${name}.jpg`;

/** The large number beside the curve of ages. */
export const ageNumber = (page: Page) => page.locator('#face .age .number');
