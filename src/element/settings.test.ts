import { expect, it } from 'vitest';
import { attributesIn, viewIn } from './settings.ts';

it('reads the words of the attribute, each once, and age where there is none', () => {
  expect(attributesIn('age attractiveness')).toEqual(['age', 'attractiveness']);
  expect(attributesIn('  attractiveness \n attractiveness ')).toEqual(['attractiveness']);
  expect(attributesIn('')).toEqual(['age']);
  // What is none is left for the estimator to refuse.
  expect(attributesIn('age worth')).toEqual(['age', 'worth']);
});

it('shows the histogram for a view that there is none of', () => {
  expect(['cumulative', 'histogram', '<b>'].map(viewIn)).toEqual(['cumulative', 'histogram', 'histogram']);
});
