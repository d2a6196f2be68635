import { wordsFor } from './choose-language.ts';
import { languageOf } from './language-of.ts';
import type { Words } from './words.ts';

/** The sentences of an element's language, also where that changes while they are loaded. */
export async function wordsAround(element: Element): Promise<Words> {
  const language = languageOf(element);
  const words = await wordsFor(language);
  return languageOf(element) === language ? words : wordsAround(element);
}
