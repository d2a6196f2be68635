import { expect, it } from 'vitest';
import { LabelDistribution } from '../index.ts';
import type { FaceEstimate } from '../types.ts';
import { VideoHistory } from './video-history.ts';

const face = (age: number) =>
  ({ age: new LabelDistribution([age, age + 1], [0.5, 0.5]) }) as unknown as FaceEstimate;

it('is in the order of the video, whichever way it was seen, and knows each moment once', () => {
  const history = new VideoHistory();
  history.add(face(30), 2000);
  history.add(face(40), 500);
  history.add(face(50), 2040);
  expect(history.line.map((point) => [point?.time, point?.expectation])).toEqual([
    [500, 40.5],
    [2040, 50.5],
  ]);
  history.add(undefined, 500);
  expect(history.line).toHaveLength(1);
  history.clear();
  expect(history.line).toEqual([]);
});

it('is broken where the video was not seen', () => {
  const history = new VideoHistory();
  for (const time of [0, 1000, 9000]) history.add(face(30), time);
  expect(history.line.map((point) => point?.time ?? null)).toEqual([0, 1000, null, 9000]);
});
