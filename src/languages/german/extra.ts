import type { ExtraWords } from '../extra-words.ts';
import type { Numbers } from '../numbers.ts';

export function germanExtra({ number, plural }: Numbers): ExtraWords {
  const seconds = (count: number) =>
    `${number(count)} ${plural(count, { one: 'Sekunde', other: 'Sekunden' })}`;
  return {
    looked: {
      heading: (count) => `${number(count)} Bilder dieses Besuchs`,
      picture: (place, said) => `Bild ${number(place.number)} von ${number(place.count)}: ${said}`,
      looksAbout: (years) => `sieht aus wie etwa ${years}`,
      waiting: 'noch nicht angesehen',
      noCurve: 'keine Kurve',
      video: 'Video',
      remove: 'Dieses Bild entfernen',
      most: (count) => `Die Seite behält höchstens ${number(count)} Bilder. Keines wird gespeichert.`,
    },
    share: { madeHere: 'Auf meinem Gerät berechnet' },
    scrub: {
      slider: 'Zeitpunkt',
      at: (count) => `bei ${seconds(count)}`,
      play: 'Abspielen',
      pause: 'Anhalten',
    },
    shortcuts: {
      heading: 'Tasten',
      space: 'Leertaste',
      use: 'Diese Tasten verwenden',
      close: 'Schließen',
      does: {
        camera: 'Kamera verwenden oder ausschalten',
        photo: 'Foto auswählen',
        shutter: 'Standbild der Kamera aufnehmen; Video abspielen oder anhalten',
        previous: 'Das Bild davor',
        next: 'Das nächste Bild',
        view: 'Andere Ansicht der Kurve',
        where: 'Wohin es schaut',
        votes: 'Stimmen zeigen oder verbergen',
        keys: 'Diese Tasten zeigen',
      },
    },
  };
}
