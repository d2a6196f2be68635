import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import integrity from '../models/integrity.json' with { type: 'json' };
import { addMetadata } from './tflite-metadata.mjs';

const published = readFileSync(
  path.resolve(
    import.meta.dirname,
    '../node_modules/@mediapipe/face_detection/face_detection_short_range.tflite',
  ),
);

test('the published detector with metadata is the file that is pinned', () => {
  const model = addMetadata(published);
  const { bytes, sha256 } = integrity['models/detector/blaze_face_short_range.tflite'];
  expect(model.length).toBe(bytes);
  expect(createHash('sha256').update(model).digest('hex')).toBe(sha256);
});

test('the old file lies unchanged behind the new head', () => {
  const model = addMetadata(published);
  const head = model.length - published.length;
  expect(head % 16).toBe(0);
  expect(published.equals(model.subarray(head))).toBe(true);
});

test('a model that has metadata is refused', () => {
  expect(() => addMetadata(addMetadata(published))).toThrow('has metadata already');
});

test('what is no model is refused', () => {
  expect(() => addMetadata(Buffer.from('<!doctype html><title>not found</title>'))).toThrow('not a TFLite');
});
