import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromLogits, LabelDistribution } from '../distribution/index.ts';
import type { FaceEstimate } from '../types.ts';
import { readFace, withJson } from './saved-face.ts';

const documented = JSON.parse(
  /```json\n([\s\S]*?)```/.exec(readFileSync('docs/saved-result.md', 'utf8'))?.[1] ?? '',
);

test('a face of the documented file is read, and written as it was', () => {
  const face = readFace(documented);
  expect(face.age).toBeInstanceOf(LabelDistribution);
  expect(face.attractiveness).toEqual({ withheld: 'not-asked' });
  expect(face.frame).toEqual(documented.picture);
  const { model, frame, ...written } = JSON.parse(JSON.stringify(face));
  expect(model).toEqual(documented.model);
  expect(frame).toEqual(documented.picture);
  expect(Object.keys(written)).toEqual(Object.keys(documented.face));
  expect(Object.keys(written.age)).toEqual(Object.keys(documented.face.age));
  expect(written.age).toMatchObject({
    labels: [33, 34, 35],
    probabilities: [0.25, 0.5, 0.25],
    expectation: 34,
  });
});

test('an estimated face is written without its explanation, and read with the same curve', () => {
  const labels = Array.from({ length: 101 }, (_, age) => age);
  const age = fromLogits(
    labels.map((label) => -((label - 41) ** 2) / 200),
    { first: 0, step: 1, temperature: 1 },
  );
  const { age: _, ...rest } = readFace(documented);
  const face = withJson({ ...rest, age, explanation: {} } as FaceEstimate);
  const read = readFace(JSON.parse(JSON.stringify(face)));
  expect(read).not.toHaveProperty('explanation');
  if ('withheld' in read.age) throw new Error('no curve');
  expect(read.age.expectation).toBeCloseTo(age.expectation, 4);
  expect(read.age.interval(0.8)[0]).toBeCloseTo(age.interval(0.8)[0], 4);
  expect(JSON.stringify(readFace(JSON.parse(JSON.stringify(read))).box)).toBe(JSON.stringify(face.box));
  expect(() => structuredClone(face)).not.toThrow();
});

test('a face that was saved before faces had a frame is read', () => {
  const { face, model } = documented;
  expect(readFace({ ...face, model })).toMatchObject({ box: face.box, frame: { width: 0, height: 0 } });
});

test.each([null, 7, {}, { face: null }, { ...documented.face, age: { labels: [1], probabilities: [1] } }])(
  '%j is no saved face',
  (saved) => {
    expect(() => readFace(saved)).toThrow(expect.objectContaining({ code: 'argument-invalid' }));
  },
);
