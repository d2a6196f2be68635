import { englishTable } from './english/index.ts';
import type { LanguageTable } from './language-table.ts';
import { type Speech, speechIn } from './speech.ts';
import type { Words } from './words.ts';

export type LanguageCode = 'en' | 'de';

/** A language that can be spoken: its sentences, and what those of the demo are made with. */
interface Language {
  readonly speech: Speech;
  readonly words: Words;
}

const english = languageOf('en', englishTable);

/** English is always there. Each other language is loaded when it is asked for. */
const LOADERS: Readonly<Record<LanguageCode, () => Promise<Language>>> = {
  en: async () => english,
  de: async () => languageOf('de', (await import('./german/index.ts')).germanTable),
};

function languageOf(code: LanguageCode, { parts, words }: LanguageTable): Language {
  const speech = speechIn(code, parts);
  return { speech, words: words(speech) };
}

export const englishWords: Words = english.words;

/** @param tag BCP 47, also with a region; English stands in for a language without a table, and for one that cannot be loaded */
export async function wordsFor(tag: string): Promise<Words> {
  return (await chosenLanguage(tag)).words;
}

export async function chosenLanguage(tag: string): Promise<Language> {
  return LOADERS[codeOf(tag)]().catch(() => english);
}

export function codeOf(tag: string): LanguageCode {
  const [main = ''] = tag.toLowerCase().split('-');
  return Object.hasOwn(LOADERS, main) ? (main as LanguageCode) : 'en';
}
