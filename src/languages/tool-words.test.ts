import { describe, expect, it } from 'vitest';
import { difference, LabelDistribution } from '../distribution/index.ts';
import { apartSentences } from './apart.ts';
import { demoWordsFor } from './demo-words.ts';
import { phraseText } from './phrase.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);

function bell(middle: number, spread: number): LabelDistribution {
  return new LabelDistribution(
    ages,
    ages.map((age) => Math.exp(-0.5 * ((age - middle) / spread) ** 2)),
  );
}

const english = (await demoWordsFor('en')).toolWords.compare;
const german = (await demoWordsFor('de')).toolWords.compare;

describe('comparing', () => {
  it('says an overlap as a share', () => {
    expect(phraseText(english.overlap(0.617))).toBe('Their curves overlap by 62%.');
    expect(phraseText(english.overlap(0.001))).toBe('Their curves overlap by under 1%.');
    expect(phraseText(german.overlap(0.617))).toMatch(/^Ihre Kurven überschneiden sich zu 62\s%\.$/);
  });

  it.each([
    [bell(60, 3), bell(40, 3), 'about 20 years older', 'the second face is 15 to 25 years older.'],
    [bell(40, 3), bell(60, 3), 'about 20 years younger', 'the second face is 15 to 25 years younger.'],
    [bell(44, 6), bell(40, 6), 'about 4 years older', 'is between 7 years younger and 15 years older.'],
    [
      bell(40, 6),
      bell(40, 6),
      'Both look about the same age',
      'between 11 years younger and 11 years older.',
    ],
    [
      bell(41, 0.1),
      bell(40, 0.1),
      'about 1 year older',
      'In 8 of 10 pairs with these curves, the second face is 1 year older.',
    ],
  ])('says how far two curves lie apart, and how sure that is', (second, first, onAverage, inMost) => {
    const said = apartSentences(difference(second, first), english.apart);
    expect(said).toContain(onAverage);
    expect(said).toContain(inMost);
  });

  it('names no winner', () => {
    for (const [second, first] of [
      [30, 50],
      [50, 30],
      [40, 40],
    ] as const) {
      const apart = difference(bell(second, 5), bell(first, 5));
      expect(apartSentences(apart, english.apart)).not.toMatch(
        /better|best|wins?|youthful|beat|more attractive/i,
      );
      expect(apartSentences(apart, german.apart)).not.toMatch(/besser|gewinn|schöner|schlägt/i);
    }
  });
});
