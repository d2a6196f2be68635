import type { LabelDistribution } from '../index.ts';
import type { Words } from '../view/index.ts';
import type { ToolWords } from './tool-words.ts';

export function germanTools({ number, percent }: Words): ToolWords {
  const years = (count: number) => (count === 1 ? '1 Jahr' : `${number(count)} Jahre`);
  return {
    camera: {
      controls: 'Kamera',
      isOn: 'Kamera an',
      which: 'Welche Kamera',
      numbered: (which) => `Kamera ${number(which)}`,
      switchFacing: 'Vordere oder hintere Kamera',
      mirrored: 'Wie im Spiegel',
    },
    compare: {
      heading: 'Vergleichen und sichern',
      hold: 'Mit anderem Gesicht vergleichen',
      letGo: 'Vergleich beenden',
      first: 'Erstes Gesicht',
      second: 'Zweites Gesicht',
      both: 'Beide',
      next: 'Wählen Sie nun das zweite Gesicht: ein anderes in diesem Bild, ein anderes Bild oder die Kamera.',
      overlap: (share) => ['Ihre Kurven überschneiden sich zu ', { mark: percent(share) }, '.'],
      apart: (apart) => `${onAverage(apart)} ${inMost(apart)}`,
      agesOnly: 'Verglichen wird nur das Alter, nie die Stimmen.',
    },
    save: {
      picture: 'Als Bild sichern',
      numbers: 'Die Zahlen sichern',
      withFace: 'mit dem Gesicht darauf',
      nothingStored: 'Nichts wird gespeichert, was Sie nicht sichern.',
      model: (name, version) => `Modell ${name} ${version}`,
      promise: 'Im Browser berechnet. Nichts wurde hochgeladen.',
      day: (time) => new Intl.DateTimeFormat('de', { dateStyle: 'long' }).format(time),
    },
  };

  function onAverage({ expectation }: LabelDistribution): string {
    const count = Math.round(Math.abs(expectation));
    if (count === 0) return 'Beide sehen etwa gleich alt aus.';
    return `Das zweite sieht etwa ${years(count)} ${expectation > 0 ? 'älter' : 'jünger'} aus.`;
  }

  function inMost(apart: LabelDistribution): string {
    const [low = 0, high = 0] = apart.interval(0.8).map(Math.round);
    const begin = 'Von Paaren mit diesen Kurven ist bei 8 von 10 das zweite';
    if (low >= 0) return `${begin} ${low === high ? years(low) : `${number(low)} bis ${years(high)}`} älter.`;
    if (high <= 0) {
      return `${begin} ${low === high ? years(-low) : `${number(-high)} bis ${years(-low)}`} jünger.`;
    }
    return `${begin} zwischen ${years(-low)} jünger und ${years(high)} älter.`;
  }
}
