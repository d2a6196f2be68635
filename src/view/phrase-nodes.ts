import type { Phrase } from '../languages/index.ts';
import { htmlElement } from './create-element.ts';

/** Turns the parts of a phrase into nodes, marked parts into `<b>`. */
export function phraseNodes(phrase: Phrase): (Node | string)[] {
  return phrase.map((part) => (typeof part === 'string' ? part : htmlElement('b', {}, part.mark)));
}
