import type { PartWords } from '../speech.ts';

export const germanParts: PartWords = {
  about: (value) => `etwa ${value}`,
  between: (low, high) => `zwischen ${low} und ${high}`,
  under: (share) => `unter ${share}`,
  over: (share) => `über ${share}`,
};
