import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import integrity from '../../../models/integrity.json' with { type: 'json' };
import { readTflite } from './read-tflite.mjs';
import { tfjsGraph } from './tfjs-graph.mjs';
import { checksum, detectorFiles } from './write-graph.mjs';

const shipped = (name: string) =>
  readFileSync(path.resolve(import.meta.dirname, '../../../models/blazeface', name));
const read = (name: string) => JSON.parse(shipped(name).toString());

test('the shipped graph equals what the script writes from the package, and its checksums are pinned', async () => {
  for (const [name, content] of Object.entries(await detectorFiles())) {
    expect(shipped(name).equals(content), name).toBe(true);
  }
  expect(checksum(shipped('card.json'))).toEqual(integrity['models/blazeface/card.json']);
});

test('tfjs computes what the interpreter of TFLite computed: 896 scores, and the boxes of faces', async () => {
  await tf.setBackend('cpu');
  const { scale, offset, maps } = read('card.json');
  const { weightsManifest, ...topology } = read('model.json');
  const weightSpecs = weightsManifest.flatMap((group: { weights: object[] }) => group.weights);
  const weightData = new Uint8Array(shipped('weights.bin')).buffer;
  const model = await tf.loadGraphModel(tf.io.fromMemory({ ...topology, weightSpecs, weightData }));
  const names = maps.flatMap((map: { scores: string; boxes: string }) => [map.scores, map.boxes]);
  for (const { pixels, scores, boxes } of read('golden.json').views) {
    const small = Float32Array.from(Buffer.from(pixels, 'base64'), (byte) => byte * scale + offset);
    const twice = tf.image.resizeNearestNeighbor(tf.tensor4d(small, [1, 64, 64, 3]), [128, 128]);
    const maps = model.execute(twice, names) as tf.Tensor[];
    const [near, nearBoxes, far, farBoxes] = maps.map((map) => [...map.dataSync()]);
    const logits = [...(near ?? []), ...(far ?? [])];
    expect(logits).toHaveLength(896);
    for (const [place, logit] of logits.entries()) {
      expect(1 / (1 + Math.exp(-logit)), `score ${place}`).toBeCloseTo(scores[place], 3);
    }
    const values = [...(nearBoxes ?? []), ...(farBoxes ?? [])];
    for (const [place, box] of Object.entries<number[]>(boxes)) {
      const computed = values.slice(16 * Number(place), 16 * Number(place) + 16);
      box.forEach((value, index) => {
        expect(computed[index], `value ${index} of place ${place}`).toBeCloseTo(value, 2);
      });
    }
  }
});

test('a graph with another operation, another padding or no float16 weights is refused', () => {
  const floats = { shape: [1], type: 'float32', data: new Uint8Array(4), name: 'a' } as const;
  const half = { ...floats, type: 'float16', data: new Uint8Array(2) } as const;
  const convolution = {
    kind: 'convolution',
    inputs: [0, 1, 1],
    output: 2,
    option: () => 0,
    longOption: () => 1,
  } as const;
  const refused = (tensors: Parameters<typeof tfjsGraph>[0]['tensors'], operation: object = convolution) =>
    expect(() => tfjsGraph({ tensors, operations: [{ ...convolution, ...operation }] }, 'views'));
  refused([floats, half, floats]).not.toThrow();
  refused([floats, floats, floats]).toThrow('float16');
  refused([floats, half, floats], { inputs: [7, 1, 1] }).toThrow('Nothing computes tensor 7');
  const rows = {
    ...floats,
    type: 'int32',
    data: new Uint8Array(Int32Array.of(0, 0, 1, 0, 0, 0, 0, 0).buffer),
  } as const;
  refused([floats, rows, floats], { kind: 'pad' }).toThrow('Only channels');
  expect(() => readTflite(Buffer.from('<!doctype html>'))).toThrow('not a TFLite');
});
