import type { FoolWords } from '../fool-words.ts';
import type { Speech } from '../speech.ts';

const UP_TO_TWELVE = [
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
];

/** A function, so that the words load with the sheet that calls it. */
export function englishFool({ numbers, parts }: Speech): FoolWords {
  const { number, percent, plural } = numbers;
  const { between, interval } = parts;
  const years = (count: number) =>
    `${UP_TO_TWELVE[count - 1] ?? number(count)} ${count === 1 ? 'year' : 'years'}`;
  const share = (value: number) => percent(value / 100);
  return {
    lesson: 'The person stays the same: whatever moves the number here is the picture, not the age.',
    which: 'What to change',
    names: {
      light: 'Light',
      side: 'Side light',
      blur: 'Blur',
      sharpness: 'Sharpness',
      size: 'Size',
      tilt: 'Tilt',
      noise: 'Noise',
      jpeg: 'JPEG',
      eyes: 'Eyes hidden',
      mouth: 'Mouth hidden',
      grey: 'No colour',
    },
    values: {
      light: (stops) => {
        if (Math.abs(stops) < 0.05) return 'as it is';
        const count = Math.round(10 * Math.abs(stops)) / 10;
        const unit = plural(count, { one: 'stop', other: 'stops' });
        return `${number(count, Number.isInteger(count) ? 0 : 1)} ${unit} ${stops > 0 ? 'brighter' : 'darker'}`;
      },
      side: (value) =>
        value === 0 ? 'from both' : `${share(Math.abs(value))} from the ${value < 0 ? 'left' : 'right'}`,
      blur: (value) => (value === 0 ? 'none' : `${number(value, 1)}% of the eyes’ distance`),
      sharpness: (value) => (value === 0 ? 'as it is' : `${share(value)} stronger`),
      size: (pixels) => `${number(pixels)} pixels between the eyes`,
      tilt: (degrees) => `${number(degrees)}°`,
      noise: (levels) => (levels === 0 ? 'none' : `${number(levels)} grey levels`),
      jpeg: (value) => (value === 0 ? 'none' : `${share(value)} loss`),
      eyes: (value) => (value === 0 ? 'none' : `${share(value)} of a bar`),
      mouth: (value) => (value === 0 ? 'none' : `${share(value)} of a bar`),
      grey: (value) => (value === 0 ? 'in colour' : `${share(value)} of the colour gone`),
    },
    run: 'Let it run',
    stop: 'Stop',
    back: 'Back to the picture',
    picture: 'The changed picture',
    change: {
      asAtFirst: 'As at first: 8 in 10 ',
      older: (count) => `${years(count)} older`,
      younger: (count) => `${years(count)} younger`,
      sureness: { less: ', and less sure', same: '', more: ', and surer' },
      sameAge: { less: 'The same age, but less sure', more: 'The same age, and surer' },
      eightInTen: ['8 in 10 now ', '.'],
      interval: (age) => interval(age, 0.8),
    },
    gaveUp: (why) => ['The estimate gives up: ', { mark: why }, '.'],
    first: ({ expectation }) => `${number(expectation, 1)} at first`,
    swept: (age, lost) => {
      const moved = age === null ? '' : `Along the slider the number was ${between([age.low, age.high])}. `;
      return `${moved}${lost === 0 ? '' : 'Where the line is missing, the estimate gave up.'}`.trim();
    },
    hints: {
      closer: 'Come closer.',
      light: 'Turn to the light.',
      towards: 'Look into the camera.',
      still: 'Hold still.',
    },
  };
}
