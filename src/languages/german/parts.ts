import { numbersIn } from '../numbers.ts';
import { sentenceParts } from '../sentence-parts.ts';

export const numbers = numbersIn('de');

export const parts = sentenceParts(numbers, {
  about: (value) => `etwa ${value}`,
  between: (low, high) => `zwischen ${low} und ${high}`,
  under: (share) => `unter ${share}`,
  over: (share) => `über ${share}`,
});
