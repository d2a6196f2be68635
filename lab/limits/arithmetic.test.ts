import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../../scripts/run-command.mjs';
import { accumulatesOfTflite, layersOfGraph } from './arithmetic.mjs';

const read = (file: string) => readFileSync(path.join(projectFolder, file));

test('the network’s arithmetic is that of TinyAgeNet, layer by layer', () => {
  const layers = layersOfGraph(JSON.parse(String(read('models/facecurve/model.json'))), 96);
  const of = (name: string) => layers.find((layer) => layer.name === name)?.accumulates;
  expect(layers).toHaveLength(15);
  expect(of('group1/convolution1')).toBe(96 * 96 * 9 * 3 * 16);
  expect(of('group4/convolution1')).toBe(12 * 12 * 9 * 64 * 128);
  expect(of('features')).toBe(6 * 6 * 9 * 128 * 128);
  expect(of('age/product')).toBe(128 * 101);
});

test('the detector’s arithmetic is read from its file', () => {
  // The file as published: a fresh clone has no public/assets, and the metadata added there changes no layer.
  const bytes = read('node_modules/@mediapipe/face_detection/face_detection_short_range.tflite');
  // By its published card BlazeFace has about 30 million at 128 x 128.
  expect(accumulatesOfTflite(bytes) / 1e6).toBeGreaterThan(25);
  expect(accumulatesOfTflite(bytes) / 1e6).toBeLessThan(40);
});
