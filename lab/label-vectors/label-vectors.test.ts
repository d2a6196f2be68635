import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { curveVectors, madeLogits } from './curve-vectors.ts';
import { pictureVectors } from './picture-vectors.ts';
import { regionVectors, searchVectors } from './search-vectors.ts';

/** What `training/facecurve_label` has to reproduce; its tests read this file. */
const FILE = 'training/tests/label_vectors.json';

/** Node has no ImageData. */
class NodeImageData {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(width: number, height: number) {
    this.data = new Uint8ClampedArray(width * height * 4);
    this.width = width;
    this.height = height;
  }
}

beforeAll(() => {
  vi.stubGlobal('ImageData', NodeImageData);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

it(`${FILE} is what the page computes; after a change: FACECURVE_WRITE_VECTORS=1 npm run unit -- label-vectors`, async () => {
  const vectors = {
    pictures: pictureVectors(),
    regions: regionVectors(),
    searches: await searchVectors(),
    curves: curveVectors(),
    logits: madeLogits(),
  };
  const written = `${JSON.stringify(vectors)}\n`;
  if (process.env.FACECURVE_WRITE_VECTORS === '1') writeFileSync(FILE, written);
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(written));
});
