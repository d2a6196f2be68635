import { describe, expect, it } from 'vitest';
import {
  ageFigures,
  attractivenessFigures,
  earthMoversDistance,
  mapScale,
  median,
  pearson,
  votesInside,
} from './metrics.mjs';

const exact = (age: number, label: number, low: number, high: number) => ({
  age,
  ageIntervals: { '50': [age, age], '80': [low, high], '95': [low - 5, high + 5] } as const,
  label: { age: label },
});
const grouped = (age: number, low: number, high: number) => ({
  age,
  ageIntervals: { '80': [age, age] } as const,
  label: { age: null, age_low: low, age_high: high },
});

describe('ageFigures', () => {
  it('counts errors, shares, coverage and decades of exact ages', () => {
    const figures = ageFigures([
      exact(30, 32, 25, 35),
      exact(41, 47, 36, 46),
      exact(8, 5, 2, 9),
      exact(12, 12, 9, 15),
    ]);
    expect(figures).toMatchObject({
      mae: 2.75,
      median: 2.5,
      within5: 0.75,
      coverage80: 0.75,
      groupAccuracy: null,
    });
    expect(figures?.coverage).toEqual({ '50': 0.25, '80': 0.75, '95': 1 });
    expect(figures?.maeNaturalMix).toBeNull();
    expect(Object.keys(figures?.maePerDecade ?? {})).toEqual(['0-9', '10-19', '30-39', '40-49']);
    expect(figures?.maePerDecade['0-9']).toEqual({
      mae: 3,
      bias: 3,
      coverage: { '50': 0, '80': 1, '95': 1 },
      images: 1,
    });
    expect(figures?.maePerDecade['40-49']).toMatchObject({ mae: 6, bias: -6, coverage: { '80': 0 } });
  });

  it('weighs the decades as the whole of UTKFace has them, where every decade has a face', () => {
    const rows = [5, 15, 25, 35, 45, 55, 65, 75, 85].map((label) =>
      exact(label === 25 ? 35 : label, label, 0, 100),
    );
    expect(ageFigures(rows)?.maeNaturalMix).toBeCloseTo((10 * 7344) / 23707);
    const alsoOldest = [...rows, exact(106, 116, 0, 100)];
    expect(ageFigures(alsoOldest)?.maeNaturalMix).toBeCloseTo((10 * 7344 + 5 * 673) / 23707);
  });

  it('counts an expectation in its group when it rounds into it', () => {
    const rows = [grouped(19.6, 20, 29), grouped(29.4, 20, 29), grouped(29.5, 20, 29), grouped(19.4, 20, 29)];
    expect(ageFigures(rows)).toMatchObject({ groupAccuracy: 0.5, mae: null, coverage80: null });
  });

  it('is null where no age is known', () => {
    expect(ageFigures([{ age: 30, ageIntervals: { '80': [20, 40] }, label: {} }])).toBeNull();
  });
});

describe('attractivenessFigures', () => {
  it('gives no error in points where the scales differ, and the distance of votes where they are known', () => {
    const votesIntervals = { '80': [1, 3] } as const;
    const rows = [
      { estimate: 1, truth: 2, votes: [1, 0, 0], votesIntervals, trueVotes: [0, 0, 4] },
      { estimate: 3, truth: 6, votes: [1, 0, 0], votesIntervals, trueVotes: null },
    ];
    expect(attractivenessFigures(rows, false)).toEqual({
      pearson: expect.closeTo(1),
      mae: null,
      bias: null,
      voteCoverage: { '80': 0.5 },
      earthMovers: 2,
    });
    expect(attractivenessFigures(rows, true)).toMatchObject({ mae: 2, bias: -2 });
    expect(attractivenessFigures(rows.slice(0, 1), true).pearson).toBeNull();
  });
});

describe('the parts', () => {
  it('median takes the middle, or the mean of the two', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('pearson is 1, -1 and near 0 where it must be', () => {
    expect(pearson([1, 2, 3], [10, 20, 30])).toBeCloseTo(1);
    expect(pearson([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
    expect(pearson([1, 2, 1, 2], [1, 1, 2, 2])).toBeCloseTo(0);
  });

  it('earthMoversDistance is how far the mass is carried', () => {
    expect(earthMoversDistance([1, 0, 0], [0, 0, 1])).toBe(2);
    expect(earthMoversDistance([1, 1], [5, 5])).toBe(0);
  });

  it('votesInside spreads the votes of a point over its bin', () => {
    expect(votesInside([2, 2], [0.5, 2.5])).toBe(1);
    expect(votesInside([3, 1], [1, 2])).toBe(0.5);
    expect(votesInside([0, 4], [0, 1.5])).toBe(0);
  });

  it('mapScale runs straight between its points, stays at the ends and undoes itself', () => {
    const from = [1, 2, 5];
    const to = [10, 20, 26];
    expect(mapScale(3.5, from, to)).toBe(23);
    expect(mapScale(0, from, to)).toBe(10);
    expect(mapScale(9, from, to)).toBe(26);
    expect(mapScale(mapScale(1.7, from, to), to, from)).toBeCloseTo(1.7);
  });
});
