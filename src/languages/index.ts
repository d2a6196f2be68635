export { extraWordsFor } from './choose-extra-words.ts';
export { pageWordsFor, toolWordsFor, wordsFor } from './choose-language.ts';
export type { ExtraWords, ShortcutName } from './extra-words.ts';
export { languageOf } from './language-of.ts';
export { type OwnWords, withOwnWords } from './own-words.ts';
export type { PageSentence, PageWords } from './page-words.ts';
export { type Phrase, phraseText } from './phrase.ts';
export type { TimelinePoint, ToolWords } from './tool-words.ts';
export type { FacePlace, Message, Words } from './words.ts';
