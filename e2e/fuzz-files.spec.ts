import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { sample } from './harness-page.ts';
import { serveFolder } from './static-server.ts';

const seed = Number(process.env.FACECURVE_FUZZ_SEED ?? Date.now() % 2 ** 31);
const site = path.resolve('dist/harness');
const GRAPH = [
  'models/blazeface/model.json',
  'models/blazeface/weights.bin',
  'models/blazeface/golden.json',
] as const;
const FILES = [
  'models/facecurve/card.json',
  'models/facecurve/model.json',
  'models/facecurve/weights.bin',
  'models/facecurve/golden.json',
  'models/detector/blaze_face_short_range.tflite',
  'tfjs/tfjs-backend-wasm-simd.wasm',
  'mediapipe/vision_wasm_module_internal.wasm',
] as const;

/** Ways in which a server, a disk or a proxy damages a file. */
const damages: Readonly<Record<string, (file: Buffer, place: number, byte: number) => Buffer>> = {
  'one changed byte': (file, place, byte) => {
    const copy = Buffer.from(file);
    const at = place % copy.length;
    copy[at] = (copy[at] ?? 0) ^ (1 + (byte % 255));
    return copy;
  },
  'cut short': (file, place) => file.subarray(0, place % file.length),
  'bytes added': (file, place, byte) => Buffer.concat([file, Buffer.alloc(1 + (place % 5000), byte)]),
  'zeros from somewhere on': (file, place) => {
    const copy = Buffer.from(file);
    // The last byte may already be zero.
    return copy.fill(0, place % (copy.length - 100));
  },
};

/** The detectors that start with a file. The graph starts in half the time. */
function detectorsWith(name: string): readonly ('mediapipe' | 'graph')[] {
  if (name.includes('blazeface')) return ['graph'];
  return /detector|mediapipe/.test(name) ? ['mediapipe'] : ['graph', 'mediapipe'];
}

test('files of ours that are damaged anywhere are named, and the next start works', async ({ page }) => {
  test.setTimeout(600_000);
  console.log(`seed ${seed}`);
  const spoilt: Record<string, Buffer> = {};
  const server = await serveFolder(site, {}, spoilt);
  try {
    await page.goto(`${server.origin}/e2e/harness/index.html`);
    await page.waitForFunction(() => 'harness' in globalThis);
    const create = (detector: 'mediapipe' | 'graph') =>
      page.evaluate((name) => harness.library.create({ backend: 'wasm', detector: name }), detector);
    const places = fc.sample(fc.tuple(fc.nat(2 ** 30), fc.nat(255)), {
      seed,
      numRuns: (FILES.length + GRAPH.length) * Object.keys(damages).length,
    });
    for (const name of [...FILES, ...GRAPH]) {
      const detectors = detectorsWith(name);
      const file = readFileSync(path.join(site, 'assets', name));
      for (const [index, [damage, apply]] of Object.entries(damages).entries()) {
        const detector = detectors[index % detectors.length] ?? 'mediapipe';
        const [place, byte] = places.pop() ?? [0, 0];
        spoilt[`/assets/${name}`] = apply(file, place, byte);
        expect(await create(detector), `${name}: ${damage} (seed ${seed})`).toMatchObject({
          code: expect.stringMatching(/^asset-(truncated|hash-mismatch)$/),
          file: expect.stringContaining(name),
          remedy: expect.any(String),
        });
        delete spoilt[`/assets/${name}`];
      }
      expect(await create(detectors[0] ?? 'mediapipe'), `after ${name}`).toMatchObject({ backend: 'wasm' });
    }
    const faces = await page.evaluate((url) => harness.library.estimateUrl(url), sample('old'));
    expect(faces).toHaveLength(1);
  } finally {
    await server.close();
  }
});
