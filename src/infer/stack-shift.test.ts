import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StackShift } from './stack-shift.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

/** Runs for `milliseconds` each, and how many arguments each run was called with. */
function shiftsOf(stack: StackShift, size: number, milliseconds: readonly number[]): number[] {
  return milliseconds.map((time) =>
    stack.run(size, function compute() {
      vi.advanceTimersByTime(time);
      // biome-ignore lint/complexity/noArguments: the number of arguments is what moves the stack.
      return arguments.length;
    }),
  );
}

test('the stack stays where runs are about as fast as the fastest', () => {
  expect(shiftsOf(new StackShift(), 8, [300, 100, 110, 140, 100])).toEqual([0, 0, 0, 0, 0]);
});

test('the stack moves after a run that was held up, and moves back when that did not help', () => {
  expect(shiftsOf(new StackShift(), 8, [100, 250, 100, 100])).toEqual([0, 0, 1, 1]);
  expect(shiftsOf(new StackShift(), 8, [100, 250, 250, 100])).toEqual([0, 0, 1, 0]);
});

test('runs are compared with runs of their size', () => {
  const stack = new StackShift();
  expect([
    ...shiftsOf(stack, 1, [10]),
    ...shiftsOf(stack, 16, [150, 150]),
    ...shiftsOf(stack, 1, [10]),
  ]).toEqual([0, 0, 0, 0]);
});

test('a machine that has become slower is not taken for a held-up one for long', () => {
  const shifts = shiftsOf(new StackShift(), 1, [100, ...Array<number>(60).fill(160)]);
  expect(new Set(shifts.slice(-10)).size).toBe(1);
});
