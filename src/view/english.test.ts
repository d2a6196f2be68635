import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import { english } from './english.ts';
import { phraseText } from './phrase.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);

function curve(middle: number, spread: number, labels: readonly number[] = ages): LabelDistribution {
  return new LabelDistribution(
    labels,
    labels.map((label) => Math.exp(-0.5 * ((label - middle) / spread) ** 2)),
  );
}

describe('english', () => {
  it('says an age and its interval in whole years', () => {
    const age = curve(34.2, 4.5);
    expect(english.years(age)).toBe('34');
    expect(phraseText(english.aboutAge(age))).toBe('8 in 10 faces with this curve are between 28 and 40.');
    expect(english.ageRange(age)).toBe('28 to 40');
    expect(english.expected(age.expectation)).toBe('expected 34.2');
  });

  it('never names an age beyond the scale, nor an interval of one year as two', () => {
    const newborn = curve(0, 0.2);
    expect(english.years(newborn)).toBe('<1');
    expect(phraseText(english.aboutAge(newborn))).toBe('8 in 10 faces with this curve are about 0.');
    expect(english.ageAloud(curve(99, 3))).not.toMatch(/10[1-9]/);
    expect(english.ageRange(curve(50, 0.1))).toBe('about 50');
  });

  it('speaks of votes, never of worth', () => {
    const votes = curve(5.9, 1.8, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(phraseText(english.aboutVotes(votes))).toBe('8 in 10 of their votes would be between 4 and 8.');
    expect(english.outOf(votes)).toBe('of 10');
    const said = [english.howRatersVoted, english.votesAloud(votes), english.votesSource].join(' ');
    expect(said).not.toMatch(/beaut|attractive|ugly|score/i);
  });

  it('says for every failure what it is and the way on', () => {
    for (const { title, text, remedy } of Object.values(english.errors)) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(text).toMatch(/\.$/);
      expect(remedy).toMatch(/\.$/);
    }
  });

  it('says which of several faces it speaks of', () => {
    expect(english.looksAbout({ number: 1, count: 1 })).toBe('Looks about');
    expect(english.looksAbout({ number: 3, count: 7 })).toBe('Face 3 of 7 looks about');
  });

  it('counts requests and bytes', () => {
    expect(english.requests(0)).toBe('0 requests since loading');
    expect(english.requests(1)).toBe('1 request since loading');
    expect(english.loaded(5_460_000, 14_900_000)).toMatch(/^5\.5 of 14\.9 MB/);
  });

  it('rounds shares honestly', () => {
    expect(english.percent(0.5)).toBe('50%');
    expect(english.percent(0.001)).toBe('under 1%');
    expect(english.percent(0)).toBe('0%');
  });
});
