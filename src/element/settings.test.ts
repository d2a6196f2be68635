import { expect, it } from 'vitest';
import { attributesIn, viewIn } from './settings.ts';

it('reads the words of the attribute, each once, and age where there is none', () => {
  expect(attributesIn('age attractiveness')).toEqual(['age', 'attractiveness']);
  expect(attributesIn('  attractiveness \n attractiveness ')).toEqual(['attractiveness']);
  expect(attributesIn('')).toEqual(['age']);
  // The estimator refuses unknown names.
  expect(attributesIn('age worth')).toEqual(['age', 'worth']);
});

it('shows the histogram for an unknown view', () => {
  expect(['cumulative', 'histogram', '<b>'].map(viewIn)).toEqual(['cumulative', 'histogram', 'histogram']);
});
