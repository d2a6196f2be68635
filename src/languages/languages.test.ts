import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import { englishWords as english, wordsFor } from './choose-language.ts';
import { demoWordsFor } from './demo-words.ts';
import { germanPage } from './german/page.ts';
import { numbersIn } from './numbers.ts';
import { withOwnWords } from './own-words.ts';
import { phraseText } from './phrase.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);

function curve(middle: number, spread: number, labels: readonly number[] = ages): LabelDistribution {
  return new LabelDistribution(
    labels,
    labels.map((label) => Math.exp(-0.5 * ((label - middle) / spread) ** 2)),
  );
}

const german = await wordsFor('de');
const { toolWords: englishTools } = await demoWordsFor('en');
const { toolWords: germanTools } = await demoWordsFor('de');
const votes = curve(5.9, 1.8, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

describe('english', () => {
  it('says an age and its interval in whole years', () => {
    const age = curve(34.2, 4.5);
    expect(english.years(age)).toBe('34');
    expect(phraseText(english.aboutAge(age))).toBe('8 in 10 faces with this curve are between 28 and 40.');
    expect(englishTools.age.range(age)).toBe('28 to 40');
    expect(english.expected(age.expectation)).toBe('expected 34.2');
  });

  it('never names an age beyond the scale, nor an interval of one year as two', () => {
    const newborn = curve(0, 0.2);
    expect(english.years(newborn)).toBe('<1');
    expect(phraseText(english.aboutAge(newborn))).toBe('8 in 10 faces with this curve are about 0.');
    expect(english.ageAloud(curve(99, 3))).not.toMatch(/10[1-9]/);
    expect(englishTools.age.range(curve(50, 0.1))).toBe('about 50');
  });

  it('never calls a share certain', () => {
    expect(english.olderThan(30, 0.999)).toBe('older than 30: over 99%');
    expect(english.olderThan(30, 0.001)).toBe('older than 30: under 1%');
    expect(phraseText(english.aboutOlder(30, 0.956))).toBe('96% of faces with this curve are older than 30.');
  });

  it('speaks of votes, never of worth', () => {
    expect(phraseText(english.aboutVotes(votes))).toBe('8 in 10 of their votes would be between 4 and 8.');
    expect(english.outOf(votes)).toBe('of 10');
    const said = [english.howRatersVoted, english.votesAloud(votes), english.votesSource].join(' ');
    expect(said).not.toMatch(/beaut|attractive|ugly|score/i);
  });

  it('says which of several faces it speaks of, and every reason why one cannot be read', () => {
    expect(english.looksAbout({ number: 1, count: 1 })).toBe('Looks about');
    expect(english.looksAbout({ number: 3, count: 7 })).toBe('Face 3 of 7 looks about');
    expect(english.qualityTag(['too-dark', 'turned-away'])).toBe('too dark and turned away');
  });

  it('counts requests and bytes', () => {
    expect(englishTools.page.requests(0)).toBe('0 requests since loading');
    expect(englishTools.page.requests(1)).toBe('1 request since loading');
    expect(english.loaded(5_460_000, 14_900_000)).toMatch(/^5\.5 of 14\.9 MB/);
  });

  it('rounds shares honestly', () => {
    expect(english.percent(0.5)).toBe('50%');
    expect(english.percent(0.001)).toBe('under 1%');
    expect(english.percent(0)).toBe('0%');
  });
});

describe('german', () => {
  it('writes numbers, counts and lists as the language does', () => {
    const age = curve(34.2, 4.5);
    expect(phraseText(german.aboutAge(age))).toBe(
      '8 von 10 Gesichtern mit dieser Kurve sind zwischen 28 und 40.',
    );
    expect(german.expected(34.2)).toBe('erwartet 34,2');
    expect(german.percent(0.5)).toMatch(/^50\s%$/);
    expect(germanTools.page.requests(1)).toBe('1 Anfrage seit dem Laden');
    expect(germanTools.page.requests(1200)).toBe('1.200 Anfragen seit dem Laden');
    expect(german.qualityTag(['too-small', 'too-dark', 'turned-away'])).toBe(
      'zu klein, zu dunkel und abgewandt',
    );
  });

  it('speaks of votes, never of worth', () => {
    const said = [german.howRatersVoted, german.votesAloud(votes), german.votesSource].join(' ');
    expect(said).not.toMatch(/schön|attraktiv|hässlich|punkt/i);
  });
});

describe.each([english, german])('$language', (words) => {
  it('says for every failure what it is and the way on', () => {
    for (const [code, { title, text, remedy }] of Object.entries(words.errors)) {
      expect(title, code).toMatch(/^\p{Lu}.*[^.]$/u);
      expect(text, code).toMatch(/\.$/);
      // A lost graphics card is made good before anybody hears of it.
      if (code !== 'gpu-lost') expect(remedy, code).toMatch(/\.$/);
    }
  });

  it('has no sentence that is empty or that another language left behind', () => {
    const other = words === english ? german : english;
    for (const [name, value] of Object.entries(words)) {
      if (typeof value !== 'string') continue;
      expect(value.trim(), name).not.toBe('');
      expect(value, name).not.toBe(other[name as keyof typeof other]);
    }
  });
});

describe('wordsFor', () => {
  it.each([
    ['de-AT', 'de'],
    ['DE', 'de'],
    ['en-GB', 'en'],
    ['fr', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ])(
    '%s is spoken as %s: with or without a region, in English where there is no table',
    async (tag, code) => {
      expect((await wordsFor(tag)).language).toBe(code);
      const { toolWords, pageWords } = await demoWordsFor(tag);
      expect(toolWords.page.choosePhoto).toBe((code === 'de' ? germanTools : englishTools).page.choosePhoto);
      expect(pageWords).toBe(code === 'de' ? germanPage : null);
    },
  );
});

describe('the files of a language', () => {
  const folder = import.meta.dirname;
  const languages = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = languages.flatMap(({ name }) =>
    readdirSync(path.join(folder, name)).map((file) => `${name}/${file}`),
  );

  it.each(files)(
    '%s imports nothing but types from outside, so that it is loaded without anything else',
    (file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      const imports = [...text.matchAll(/^import (?!type )[^;]+ from '\.\.\/[^']+';/gm)];
      expect(imports.map(([line]) => line)).toEqual([]);
    },
  );
});

describe('withOwnWords', () => {
  it('replaces single sentences, and single ones of a group', () => {
    const own = withOwnWords(english, {
      useCamera: 'Open the mirror',
      views: { histogram: 'Bars' },
      ageColumns: ['Years', 'Share'],
    });
    expect(own.useCamera).toBe('Open the mirror');
    expect(own.views).toEqual({ ...english.views, histogram: 'Bars' });
    expect(own.ageColumns).toEqual(['Years', 'Share']);
    expect(own.stopCamera).toBe(english.stopCamera);
    expect(english.useCamera).toBe('Use the camera');
  });
});

describe('numbersIn', () => {
  it('takes the form that the language’s own rules ask for', () => {
    const forms = { one: 'one', few: 'few', many: 'many', other: 'other' };
    expect([1, 3, 5].map((count) => numbersIn('pl').plural(count, forms))).toEqual(['one', 'few', 'many']);
    expect(numbersIn('en').plural(3, forms)).toBe('other');
  });
});
