import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import { intervalShares } from './interval-shares.ts';

const votes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('intervalShares', () => {
  it('gives all labels of a flat distribution to the interval that holds them', () => {
    const flat = new LabelDistribution(
      votes,
      votes.map(() => 1),
    );
    // The central half lies between 3 and 8, 80 % between 1.5 and 9.5.
    expect(intervalShares(flat)).toEqual([95, 80, 50, 50, 50, 50, 50, 50, 80, 95]);
  });

  it('gives the one label that has all the mass to the narrowest interval', () => {
    const certain = new LabelDistribution(
      votes,
      votes.map((vote) => (vote === 4 ? 1 : 0)),
    );
    expect(intervalShares(certain)).toEqual([null, null, null, 50, null, null, null, null, null, null]);
  });
});
