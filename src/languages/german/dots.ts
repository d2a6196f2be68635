import type { DotsWords } from '../dots-words.ts';
import type { Words } from '../words.ts';

export function germanDots({ number }: Words): DotsWords {
  const share = (younger: number, all: number) => `${number(younger)} von ${number(all)}`;
  return {
    aboutYounger: (years, younger, all) => {
      const than = `jünger als ${number(years)}.`;
      if (younger === 0) return [{ mark: 'Keines' }, ` von ${number(all)} solchen Gesichtern ist ${than}`];
      if (younger === all) return [{ mark: `Alle ${number(all)}` }, ` solchen Gesichter sind ${than}`];
      return [{ mark: share(younger, all) }, ` solchen Gesichtern ${younger === 1 ? 'ist' : 'sind'} ${than}`];
    },
    youngerThan: (years, younger, all) => `unter ${number(years)}: ${share(younger, all)}`,
    youngerSlider: 'Jünger als',
    dot: 'Jeder Punkt: 1 Gesicht von 50',
    dotsAloud: (age) => {
      const [low, middle, high] = [0.01, 0.5, 0.99].map((part) => number(Math.round(age.quantile(part))));
      return (
        `50 Punkte, jeder ein Gesicht von fünfzig mit dieser Kurve. ` +
        `Das jüngste ist etwa ${low}, das älteste etwa ${high}, und die Hälfte ist jünger als ${middle}.`
      );
    },
    dotColumns: ['Alter in Jahren', 'Gesichter von 50'],
  };
}
