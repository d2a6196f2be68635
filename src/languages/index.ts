export { apartSentences } from './apart.ts';
export { englishWords, wordsFor } from './choose-language.ts';
export { languageOf } from './language-of.ts';
export { type OwnWords, withOwnWords } from './own-words.ts';
export type { PageSentence, PageWords } from './page-words.ts';
export { type Phrase, phraseText } from './phrase.ts';
export type { TimelinePoint, ToolWords } from './tool-words.ts';
export type { FacePlace, Message, Words } from './words.ts';
export { wordsAround } from './words-around.ts';
