import { englishExtra } from './english/extra.ts';
import type { ExtraWords } from './extra-words.ts';
import { germanExtra } from './german/extra.ts';
import { numbersIn } from './numbers.ts';

/** In a file of its own, so that these sentences are loaded with the parts that say them. @param language of the page's other words */
export function extraWordsFor(language: string): ExtraWords {
  const numbers = numbersIn(language);
  return language === 'de' ? germanExtra(numbers) : englishExtra(numbers);
}
