import { describe, expect, it } from 'vitest';

import { LabelDistribution } from '../distribution/index.ts';
import { englishWords, wordsFor } from './choose-language.ts';
import { dotsWordsFor } from './dots-words.ts';
import { withOwnWords } from './own-words.ts';
import { phraseText } from './phrase.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);
const age = new LabelDistribution(
  ages,
  ages.map((label) => Math.exp(-0.5 * ((label - 34) / 4) ** 2)),
);

const german = await wordsFor('de');

describe.each([
  [
    'en',
    [
      'None of 50 such faces is younger than 30.',
      '1 of 50 such faces is younger than 30.',
      '12 of 50 such faces are younger than 30.',
      'All 50 such faces are younger than 30.',
    ],
  ],
  [
    'de',
    [
      'Keines von 50 solchen Gesichtern ist jünger als 30.',
      '1 von 50 solchen Gesichtern ist jünger als 30.',
      '12 von 50 solchen Gesichtern sind jünger als 30.',
      'Alle 50 solchen Gesichter sind jünger als 30.',
    ],
  ],
])('%s', (language, sentences) => {
  const words = dotsWordsFor(language === 'de' ? german : englishWords);

  it('counts none, one, some and all', () => {
    expect([0, 1, 12, 50].map((count) => phraseText(words.aboutYounger(30, count, 50)))).toEqual(sentences);
  });

  it('marks the count, which stands next to the line too', () => {
    expect(words.aboutYounger(30, 12, 50)[0]).toEqual({ mark: expect.stringMatching(/^12 .+ 50$/) });
    expect(words.youngerThan(30, 12, 50)).toMatch(/30: 12 .+ 50$/);
  });

  it('tells the shape aloud', () => {
    expect(words.dotsAloud(age)).toMatch(/^50 .* 25,.* 43,.* 34\.$/);
  });
});

it('custom sentences take the place of single ones', () => {
  const own = withOwnWords(englishWords, { dots: { dot: 'A dot, a face.', youngerSlider: undefined } });
  const words = dotsWordsFor(own);
  expect(words.dot).toBe('A dot, a face.');
  expect(words.youngerSlider).toBe('Younger than');
});
