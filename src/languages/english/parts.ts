import type { PartWords } from '../speech.ts';

export const englishParts: PartWords = {
  about: (value) => `about ${value}`,
  between: (low, high) => `between ${low} and ${high}`,
  under: (share) => `under ${share}`,
  over: (share) => `over ${share}`,
};
