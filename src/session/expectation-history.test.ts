import { expect, it } from 'vitest';
import { LabelDistribution } from '../index.ts';
import type { FaceEstimate } from '../types.ts';
import { ExpectationHistory } from './expectation-history.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);

function face(id: number, middle: number): FaceEstimate {
  return {
    id,
    age: new LabelDistribution(
      ages,
      ages.map((age) => Math.exp(-0.5 * ((age - middle) / 5) ** 2)),
    ),
  } as FaceEstimate;
}

it('keeps the expectation with the 80 % interval around it, of each face its own', () => {
  const history = new ExpectationHistory();
  history.add([face(1, 30), face(2, 60)], 1000);
  history.add([face(1, 32)], 1200);
  const [first, second] = history.of(1);
  expect([first?.time, second?.time]).toEqual([1000, 1200]);
  expect(second?.expectation).toBeCloseTo(32, 3);
  expect(second?.low).toBeCloseTo(32 - 1.2816 * 5, 0);
  expect(second?.high).toBeCloseTo(32 + 1.2816 * 5, 0);
  expect(history.of(2)).toHaveLength(1);
  expect(history.of(null)).toEqual([]);
});

it('forgets what is older than half a minute, and faces with it', () => {
  const history = new ExpectationHistory();
  history.add([face(7, 20)], 0);
  for (let time = 0; time <= 60_000; time += 50) history.add([face(1, 30)], time);
  const line = history.of(1);
  expect(line[0]?.time).toBeGreaterThanOrEqual(30_000);
  expect(line.at(-1)?.time).toBe(60_000);
  expect(line.length).toBeGreaterThan(200);
  expect(line.length).toBeLessThan(400);
  expect(history.of(7)).toEqual([]);
});

it('breaks the line of a face that was away, not of one that was missed once', () => {
  const history = new ExpectationHistory();
  history.add([face(1, 30)], 0);
  history.add([], 300);
  history.add([face(1, 30)], 600);
  expect(history.of(1)).not.toContain(null);
  history.add([], 2000);
  history.add([], 3000);
  history.add([face(1, 31)], 3300);
  expect(history.of(1).map((point) => point?.time ?? null)).toEqual([0, 600, null, 3300]);
});
