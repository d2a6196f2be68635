import { htmlElement } from './create-element.ts';
import type { Phrase } from './words.ts';

/** The parts of a phrase as nodes, marked ones as `<b>`. */
export function phraseNodes(phrase: Phrase): (Node | string)[] {
  return phrase.map((part) => (typeof part === 'string' ? part : htmlElement('b', {}, part.mark)));
}

export function phraseText(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === 'string' ? part : part.mark)).join('');
}
