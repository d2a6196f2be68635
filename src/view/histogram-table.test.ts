import { expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import { histogramRows } from './histogram-table.ts';

it('groups ages by ten years and keeps votes single', () => {
  const ages = Array.from({ length: 101 }, (_, age) => age);
  const rows = histogramRows(
    new LabelDistribution(
      ages,
      ages.map((age) => (age === 39 || age === 40 ? 1 : 0)),
    ),
  );
  expect(rows).toHaveLength(11);
  expect(rows[3]).toEqual({ from: 30, to: 39, probability: 0.5 });
  expect(rows[4]).toEqual({ from: 40, to: 49, probability: 0.5 });
  expect(rows[10]).toEqual({ from: 100, to: 100, probability: 0 });
  expect(histogramRows(new LabelDistribution([1, 2, 3], [0, 1, 0]))[1]).toEqual({
    from: 2,
    to: 2,
    probability: 1,
  });
});
