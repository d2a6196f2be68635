import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import { changePhrase, surenessOf } from './change.ts';
import { foolWordsFor } from './fool-words.ts';
import { phraseText } from './phrase.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);

function bell(middle: number, spread: number): LabelDistribution {
  return new LabelDistribution(
    ages,
    ages.map((age) => Math.exp(-0.5 * ((age - middle) / spread) ** 2)),
  );
}

const english = foolWordsFor('en');
const german = foolWordsFor('de');
const first = bell(34, 7);
/** Non-breaking spaces hold a sentence together on the screen only. */
const said = (now: LabelDistribution, words = english) =>
  phraseText(changePhrase(first, now, words.change)).replaceAll('\u00a0', ' ');

describe('what has changed since the first curve', () => {
  it.each([
    [bell(36, 11), 'Two years older, and less sure: 8 in 10 now between 22 and 50.'],
    [bell(33, 7), 'One year younger: 8 in 10 now between 24 and 42.'],
    [bell(21, 4), '13 years younger, and surer: 8 in 10 now between 16 and 26.'],
    [bell(34, 11), 'The same age, but less sure: 8 in 10 now between 20 and 48.'],
    [bell(34, 3), 'The same age, and surer: 8 in 10 now between 30 and 38.'],
    [bell(34.2, 7.2), 'As at first: 8 in 10 between 25 and 43.'],
  ])('is said in a sentence', (now, sentence) => {
    expect(said(now)).toBe(sentence);
  });

  it('is said in German', () => {
    expect(said(bell(36, 11), german)).toBe(
      'Zwei Jahre älter und weniger sicher: 8 von 10 jetzt zwischen 22 und 50.',
    );
    expect(said(bell(33, 7), german)).toMatch(/^Ein Jahr jünger: 8 von 10 jetzt zwischen/);
    expect(said(first, german)).toMatch(/^Wie am Anfang: 8 von 10 zwischen \d+ und \d+\.$/);
  });

  it('agrees with the whole numbers that are shown', () => {
    expect(phraseText(changePhrase(bell(34.4, 7), bell(34.6, 7), english.change))).toMatch(/^One year older/);
  });

  it('marks the ages', () => {
    expect(changePhrase(first, bell(36, 11), english.change)[1]).toEqual({ mark: 'between 22 and 50' });
  });
});

describe('surenessOf', () => {
  it('needs a clear difference of the widths', () => {
    expect(surenessOf(bell(40, 7), bell(50, 7.5))).toBe('same');
    expect(surenessOf(bell(40, 7), bell(40, 9))).toBe('less');
    expect(surenessOf(bell(40, 9), bell(40, 7))).toBe('more');
  });
});

describe('a run through a slider', () => {
  it('says where the number was, and that the estimate gave up', () => {
    expect(english.swept({ low: 31, high: 40 }, 0)).toBe(
      'Along the slider the number was between 31 and 40.',
    );
    expect(english.swept({ low: 31, high: 31 }, 2)).toBe(
      'Along the slider the number was about 31. Where the line is missing, the estimate gave up.',
    );
    expect(english.swept(null, 25)).toBe('Where the line is missing, the estimate gave up.');
    expect(german.swept({ low: 31, high: 40 }, 0)).toBe(
      'Entlang des Reglers lag die Zahl zwischen 31 und 40.',
    );
  });

  it('gives each place of a slider in its unit', () => {
    expect(english.values.light(-1.5)).toBe('1.5 stops darker');
    expect(english.values.light(0.9999)).toBe('1 stop brighter');
    expect(german.values.light(-1)).toBe('1 Blende dunkler');
    expect(german.values.light(2)).toBe('2 Blenden heller');
    expect(english.values.light(0.0000001)).toBe('as it is');
    expect(english.values.side(-80)).toBe('80% from the left');
    expect(german.values.tilt(-30)).toMatch(/30°$/);
    expect(german.values.size(12)).toBe('12 Pixel zwischen den Augen');
  });
});
