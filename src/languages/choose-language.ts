import { englishTools } from './english/tools.ts';
import { englishWords } from './english/words.ts';
import { germanPage } from './german/page.ts';
import { germanTools } from './german/tools.ts';
import { germanWords } from './german/words.ts';
import type { PageWords } from './page-words.ts';
import type { ToolWords } from './tool-words.ts';
import type { Words } from './words.ts';

/** To add a language, add a folder next to this file and an entry in each of the three tables below. */
type Language = 'en' | 'de';

export function wordsFor(language: string): Words {
  return choose(language, { en: englishWords, de: germanWords });
}

export function toolWordsFor(language: string): ToolWords {
  return choose(language, { en: englishTools, de: germanTools })();
}

/** Null for English, which index.html is written in. */
export function pageWordsFor(language: string): PageWords | null {
  return choose(language, { en: null, de: germanPage });
}

/** @param language BCP 47, also with a region; English stands in for languages without a table */
function choose<Table>(language: string, tables: Readonly<Record<Language, Table>>): Table {
  const [main = ''] = language.toLowerCase().split('-');
  return isLanguage(main) ? tables[main] : tables.en;
}

function isLanguage(main: string): main is Language {
  return main === 'en' || main === 'de';
}
