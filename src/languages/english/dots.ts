import type { DotsWords } from '../dots-words.ts';
import type { Words } from '../words.ts';

export function englishDots({ number }: Words): DotsWords {
  const share = (younger: number, all: number) => `${number(younger)} of ${number(all)}`;
  return {
    aboutYounger: (years, younger, all) => {
      const than = `younger than ${number(years)}.`;
      if (younger === 0) return [{ mark: 'None' }, ` of ${number(all)} such faces is ${than}`];
      if (younger === all) return [{ mark: `All ${number(all)}` }, ` such faces are ${than}`];
      return [{ mark: share(younger, all) }, ` such faces ${younger === 1 ? 'is' : 'are'} ${than}`];
    },
    youngerThan: (years, younger, all) => `under ${number(years)}: ${share(younger, all)}`,
    youngerSlider: 'Younger than',
    dot: 'Each dot: 1 face in 50',
    dotsAloud: (age) => {
      const [low, middle, high] = [0.01, 0.5, 0.99].map((part) => number(Math.round(age.quantile(part))));
      return (
        `50 dots, each one face in fifty with this curve. ` +
        `The youngest is about ${low}, the oldest about ${high}, and half are younger than ${middle}.`
      );
    },
    dotColumns: ['Age in years', 'Faces of 50'],
  };
}
