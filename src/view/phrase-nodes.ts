import type { Phrase } from '../languages/index.ts';
import { htmlElement } from './create-element.ts';

/** The parts of a phrase as nodes, marked ones as `<b>`. */
export function phraseNodes(phrase: Phrase): (Node | string)[] {
  return phrase.map((part) => (typeof part === 'string' ? part : htmlElement('b', {}, part.mark)));
}
