import type { PartWords, Speech } from './speech.ts';
import type { Words } from './words.ts';

/** What the folder of a language gives. Its files import types only, so that it is loaded without anything else. */
export interface LanguageTable {
  readonly parts: PartWords;
  readonly words: (speech: Speech) => Words;
}
