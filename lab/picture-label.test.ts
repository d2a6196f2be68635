import { describe, expect, it } from 'vitest';
import { impossibleLabel, labelOf, votesOf } from './picture-label.mjs';

const counts = (votes: readonly number[]) =>
  Object.fromEntries(votes.map((count, index) => [`n${index + 1}`, count]));

describe('labelOf', () => {
  it('reads numbers, words and empty fields', () => {
    const row = { file: 'a.jpg', split: 'test', age: '31', age_low: '', race: 'Asian' };
    expect(labelOf(row)).toEqual({ split: 'test', age: 31, age_low: null, race: 'Asian' });
  });
});

describe('votesOf', () => {
  it('gives ten counts, or null where one is missing', () => {
    const ten = [0, 1, 2, 3, 4, 5, 4, 3, 2, 1];
    expect(votesOf(counts(ten))).toEqual(ten);
    expect(votesOf({ ...counts(ten), n4: null })).toBeNull();
    expect(votesOf({ age: 31 })).toBeNull();
  });
});

describe('impossibleLabel', () => {
  it.each([
    ['an age of 900', { age: 900 }, 'age is 900'],
    ['a negative age', { age: -1 }, 'age is -1'],
    ['an age in words', { age: 'young' }, 'age is "young", not a number'],
    ['a group that ends before it starts', { age: null, age_low: 30, age_high: 20 }, 'age group is 30..20'],
    ['a group without an end', { age_low: 30, age_high: null }, 'age group is 30..'],
    ['votes that sum to zero', { attractiveness: 5, ...counts(Array(10).fill(0)) }, 'votes sum to 0'],
    ['a negative count', counts([3, -1, 0, 0, 0, 0, 0, 0, 0, 0]), 'votes below 0'],
  ])('names %s', (_, label, problem) => {
    expect(impossibleLabel(label)).toBe(problem);
  });

  it('passes what can be true', () => {
    expect(impossibleLabel({ age: 116 })).toBeNull();
    expect(impossibleLabel({ age: null, age_low: 70, age_high: 120 })).toBeNull();
    expect(impossibleLabel({ attractiveness: 3.2, n1: null, n2: null })).toBeNull();
    expect(impossibleLabel(counts([0, 0, 1, 0, 0, 0, 0, 0, 0, 0]))).toBeNull();
  });
});
