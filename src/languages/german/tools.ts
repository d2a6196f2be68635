import type { ApartWords } from '../apart.ts';
import type { Speech } from '../speech.ts';
import type { ToolWords } from '../tool-words.ts';

export function germanTools({ numbers, parts }: Speech): ToolWords {
  const { number, plural } = numbers;
  const { between, ends, percent, wentBetween } = parts;
  const years = (count: number) => (count === 1 ? '1 Jahr' : `${number(count)} Jahre`);
  const begin = 'Bei 8 von 10 Paaren mit diesen Kurven ist das zweite Gesicht';
  const apart: ApartWords = {
    same: 'Beide sehen etwa gleich alt aus.',
    older: (count) => `Das zweite Gesicht sieht etwa ${years(count)} älter aus.`,
    younger: (count) => `Das zweite Gesicht sieht etwa ${years(count)} jünger aus.`,
    mostOlder: (low, high) => `${begin} ${yearRange(low, high)} älter.`,
    mostYounger: (low, high) => `${begin} ${yearRange(low, high)} jünger.`,
    mostEither: (younger, older) => `${begin} zwischen ${years(younger)} jünger und ${years(older)} älter.`,
  };
  function yearRange(low: number, high: number): string {
    return low === high ? years(low) : `${number(low)} bis ${years(high)}`;
  }

  return {
    page: {
      notLoaded: 'Nicht geladen',
      choosePhoto: 'Foto wählen',
      noticeRemedy: '„Lässt es sich täuschen?“ zeigt, wie.',
      requests: (count) =>
        `${number(count)} ${plural(count, { one: 'Anfrage', other: 'Anfragen' })} seit dem Laden`,
    },
    age: {
      likeliest: ({ mode }) => `Spitze bei ${number(mode)}`,
      range: (age) => {
        const [low, high] = ends(age, 0.8);
        return low === high ? `etwa ${number(low)}` : `${number(low)} bis ${number(high)}`;
      },
    },
    votes: {
      off:
        'Eine Schätzung, wie die 360 Bewerter einer Studie über dieses Bild abstimmen würden, von 1 bis 10. ' +
        'Sie zeigt deren Geschmack, nicht den Wert eines Menschen.',
    },
    timeline: {
      heading: (points) =>
        points.length === 0 ? 'Die letzten 30 Sekunden' : `Die letzten 30 Sekunden: ${wentBetween(points)}`,
      aloud: (points) => {
        const newest = points.at(-1);
        if (newest === undefined) return 'Verlauf der letzten 30 Sekunden. Noch wurde kein Gesicht gesehen.';
        const [low, high] = [newest.low, newest.high].map(Math.round);
        return (
          `Verlauf der letzten 30 Sekunden. Sieht jetzt aus wie etwa ${number(Math.round(newest.expectation))}; die Zahl war ` +
          `${wentBetween(points)}. 8 von 10 Gesichtern mit der jetzigen Kurve sind ${between([low ?? 0, high ?? 0])}.`
        );
      },
      film: (points) => (points.length === 0 ? 'Das Video' : `Das Video: ${wentBetween(points)}`),
      secondsAgo: (seconds) => `vor ${number(seconds)} Sekunden`,
      now: 'jetzt',
    },
    camera: {
      controls: 'Kamera',
      isOn: 'Kamera an',
      which: 'Welche Kamera',
      numbered: (which) => `Kamera ${number(which)}`,
      switchFacing: 'Vordere oder hintere Kamera',
      mirrored: 'Wie im Spiegel',
      still: 'Bild aufnehmen',
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
      apart,
      agesOnly: 'Verglichen wird nur das Alter, nie die Stimmen.',
    },
    save: {
      share: 'Teilen',
      sharePair: 'Beide teilen',
      tall: 'Hochkant sichern',
      pair: 'Beide als Bild sichern',
      picture: 'Als Bild sichern',
      numbers: 'Die Zahlen sichern',
      withFace: 'mit dem Gesicht darauf',
      nothingStored: 'Nichts wird gespeichert, außer Sie sichern es.',
      model: (name, version) => `Modell ${name} ${version}`,
      promise: 'Im Browser berechnet. Nichts wurde hochgeladen.',
      day: (time) => new Intl.DateTimeFormat('de', { dateStyle: 'long' }).format(time),
    },
  };
}
