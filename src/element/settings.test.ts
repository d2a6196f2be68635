import { expect, it } from 'vitest';
import { attributesIn, isLazy, viewIn } from './settings.ts';

it('reads the words of the attribute, each once, and age where there is none', () => {
  expect(attributesIn('age attractiveness')).toEqual(['age', 'attractiveness']);
  expect(attributesIn('  attractiveness \n attractiveness ')).toEqual(['attractiveness']);
  expect(attributesIn('')).toEqual(['age']);
  // The estimator refuses unknown names.
  expect(attributesIn('age worth')).toEqual(['age', 'worth']);
});

it('is lazy in any case of the word, and eager by default', () => {
  expect(['lazy', 'LAZY'].map(isLazy)).toEqual([true, true]);
  expect(['eager', 'later', '', null, undefined].map(isLazy)).toEqual([false, false, false, false, false]);
});

it('shows the histogram for an unknown view', () => {
  expect(['cumulative', 'histogram', '<b>'].map(viewIn)).toEqual(['cumulative', 'histogram', 'histogram']);
});
