import { describe, expect, it } from 'vitest';
import { checkEvidence } from './check-evidence.ts';

const years = { first: 0, last: 100, step: 1, unit: 'years', temperature: 1 };
const yesOrNo = { first: 0, last: 1, step: 1, temperature: 1 };
const points = { first: 1, last: 10, step: 1, temperature: 1 };
const minors = { below: 18, threshold: 0.05 };
const card = { name: 'facecurve', heads: { age: years, minor: yesOrNo, votes: points }, minors };

describe('checkEvidence', () => {
  it('accepts heads in years and heads with the labels 0 and 1', () => {
    expect(() => checkEvidence(card)).not.toThrow();
    expect(() =>
      checkEvidence({ ...card, minors: { ...minors, evidence: { age: 0.5, minor: 1 } } }),
    ).not.toThrow();
  });

  it.each([
    ['a head that the card does not have', { ...card, minors: { ...minors, evidence: { smile: 1 } } }],
    ['the age by default, of a card that has none', { ...card, heads: { minor: yesOrNo } }],
    ['a head that says nothing about minors', { ...card, minors: { ...minors, evidence: { votes: 1 } } }],
  ])('names the file and the head: %s', (_, wrong) => {
    expect(() => checkEvidence(wrong)).toThrow(
      expect.objectContaining({ code: 'asset-wrong-type', file: 'models/facecurve/card.json' }),
    );
  });
});
