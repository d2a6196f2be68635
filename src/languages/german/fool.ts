import type { FoolWords } from '../fool-words.ts';
import type { Speech } from '../speech.ts';

const UP_TO_TWELVE = [
  'Ein',
  'Zwei',
  'Drei',
  'Vier',
  'Fünf',
  'Sechs',
  'Sieben',
  'Acht',
  'Neun',
  'Zehn',
  'Elf',
  'Zwölf',
];

/** A function, so that the words load with the sheet that calls it. */
export function germanFool({ numbers, parts }: Speech): FoolWords {
  const { number, percent, plural } = numbers;
  const { between, interval } = parts;
  const years = (count: number) =>
    `${UP_TO_TWELVE[count - 1] ?? number(count)} ${count === 1 ? 'Jahr' : 'Jahre'}`;
  const share = (value: number) => percent(value / 100);
  return {
    lesson: 'Der Mensch bleibt derselbe: Was die Zahl hier bewegt, ist das Bild, nicht das Alter.',
    which: 'Was verändert wird',
    names: {
      light: 'Licht',
      side: 'Seitenlicht',
      blur: 'Unschärfe',
      sharpness: 'Schärfe',
      size: 'Größe',
      tilt: 'Neigung',
      noise: 'Rauschen',
      jpeg: 'JPEG',
      eyes: 'Augen verdeckt',
      mouth: 'Mund verdeckt',
      grey: 'Ohne Farbe',
    },
    values: {
      light: (stops) => {
        if (Math.abs(stops) < 0.05) return 'wie es ist';
        const count = Math.round(10 * Math.abs(stops)) / 10;
        const unit = plural(count, { one: 'Blende', other: 'Blenden' });
        return `${number(count, Number.isInteger(count) ? 0 : 1)} ${unit} ${stops > 0 ? 'heller' : 'dunkler'}`;
      },
      side: (value) =>
        value === 0 ? 'von beiden' : `${share(Math.abs(value))} von ${value < 0 ? 'links' : 'rechts'}`,
      blur: (value) => (value === 0 ? 'keine' : `${number(value, 1)} % des Augenabstands`),
      sharpness: (value) => (value === 0 ? 'wie sie ist' : `${share(value)} stärker`),
      size: (pixels) => `${number(pixels)} Pixel zwischen den Augen`,
      tilt: (degrees) => `${number(degrees)}°`,
      noise: (levels) => (levels === 0 ? 'keines' : `${number(levels)} Graustufen`),
      jpeg: (value) => (value === 0 ? 'keines' : `${share(value)} Verlust`),
      eyes: (value) => (value === 0 ? 'keiner' : `${share(value)} eines Balkens`),
      mouth: (value) => (value === 0 ? 'keiner' : `${share(value)} eines Balkens`),
      grey: (value) => (value === 0 ? 'in Farbe' : `${share(value)} der Farbe fehlen`),
    },
    run: 'Laufen lassen',
    stop: 'Anhalten',
    back: 'Zurück zum Bild',
    picture: 'Das veränderte Bild',
    change: {
      asAtFirst: 'Wie am Anfang: 8 von 10 ',
      older: (count) => `${years(count)} älter`,
      younger: (count) => `${years(count)} jünger`,
      sureness: { less: ' und weniger sicher', same: '', more: ' und sicherer' },
      sameAge: { less: 'Gleich alt, aber weniger sicher', more: 'Gleich alt und sicherer' },
      eightInTen: ['8 von 10 jetzt ', '.'],
      interval: (age) => interval(age, 0.8),
    },
    gaveUp: (why) => ['Die Schätzung gibt auf: ', { mark: why }, '.'],
    first: ({ expectation }) => `anfangs ${number(expectation, 1)}`,
    swept: (age, lost) => {
      const moved = age === null ? '' : `Entlang des Reglers lag die Zahl ${between([age.low, age.high])}. `;
      return `${moved}${lost === 0 ? '' : 'Wo die Linie fehlt, gab die Schätzung auf.'}`.trim();
    },
    hints: {
      closer: 'Kommen Sie näher.',
      light: 'Drehen Sie sich zum Licht.',
      towards: 'Sehen Sie in die Kamera.',
      still: 'Halten Sie still.',
    },
  };
}
