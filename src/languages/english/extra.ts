import type { ExtraWords } from '../extra-words.ts';
import type { Numbers } from '../numbers.ts';

export function englishExtra({ number, plural }: Numbers): ExtraWords {
  const seconds = (count: number) => `${number(count)} ${plural(count, { one: 'second', other: 'seconds' })}`;
  return {
    looked: {
      heading: (count) => `${number(count)} pictures of this visit`,
      picture: (place, said) => `Picture ${number(place.number)} of ${number(place.count)}: ${said}`,
      looksAbout: (years) => `looks about ${years}`,
      waiting: 'not looked at yet',
      noCurve: 'no curve',
      video: 'video',
      remove: 'Remove this picture',
      most: (count) => `The page holds ${number(count)} pictures at most. None is stored.`,
    },
    share: { madeHere: 'Worked out on my device' },
    scrub: {
      slider: 'Moment',
      at: (count) => `at ${seconds(count)}`,
      play: 'Play',
      pause: 'Pause',
    },
    shortcuts: {
      heading: 'Keys',
      space: 'Space',
      use: 'Use these keys',
      close: 'Close',
      does: {
        camera: 'Use or stop the camera',
        photo: 'Choose a photo',
        shutter: 'Take a still of the camera; play or pause a video',
        previous: 'The picture before',
        next: 'The next picture',
        view: 'Another view of the curve',
        where: 'Where it looks',
        votes: 'Show or hide the votes',
        keys: 'Show these keys',
      },
    },
  };
}
