import { numbersIn } from '../numbers.ts';
import { sentenceParts } from '../sentence-parts.ts';

export const numbers = numbersIn('en');

export const parts = sentenceParts(numbers, {
  about: (value) => `about ${value}`,
  between: (low, high) => `between ${low} and ${high}`,
  under: (share) => `under ${share}`,
  over: (share) => `over ${share}`,
});
