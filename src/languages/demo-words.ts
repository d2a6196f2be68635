import { chosenLanguage, codeOf, type LanguageCode } from './choose-language.ts';
import type { DemoTable } from './demo-table.ts';
import { englishDemo } from './english/demo.ts';
import type { PageWords } from './page-words.ts';
import type { ToolWords } from './tool-words.ts';
import type { Words } from './words.ts';

const LOADERS: Readonly<Record<LanguageCode, () => Promise<DemoTable>>> = {
  en: async () => englishDemo,
  de: async () => (await import('./german/demo.ts')).germanDemo,
};

/** All sentences of the demo page. */
interface DemoWords {
  readonly words: Words;
  readonly toolWords: ToolWords;
  readonly pageWords: PageWords | null;
}

/** @param tag as for `wordsFor` */
export async function demoWordsFor(tag: string): Promise<DemoWords> {
  const [{ speech, words }, { page, tools }] = await Promise.all([
    chosenLanguage(tag),
    LOADERS[codeOf(tag)]().catch(() => englishDemo),
  ]);
  return { words, toolWords: tools(speech), pageWords: page };
}
