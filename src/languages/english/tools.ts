import type { ApartWords } from '../apart.ts';
import type { Speech } from '../speech.ts';
import type { ToolWords } from '../tool-words.ts';

export function englishTools({ numbers, parts }: Speech): ToolWords {
  const { number, plural } = numbers;
  const { between, ends, percent, wentBetween } = parts;
  const years = (count: number) => (count === 1 ? '1 year' : `${number(count)} years`);
  const begin = 'In 8 of 10 pairs with these curves, the second face is';
  const apart: ApartWords = {
    same: 'Both look about the same age.',
    older: (count) => `The second face looks about ${years(count)} older.`,
    younger: (count) => `The second face looks about ${years(count)} younger.`,
    mostOlder: (low, high) => `${begin} ${yearRange(low, high)} older.`,
    mostYounger: (low, high) => `${begin} ${yearRange(low, high)} younger.`,
    mostEither: (younger, older) => `${begin} between ${years(younger)} younger and ${years(older)} older.`,
  };
  function yearRange(low: number, high: number): string {
    return low === high ? years(low) : `${number(low)} to ${years(high)}`;
  }

  return {
    page: {
      notLoaded: 'Not loaded',
      choosePhoto: 'Choose a photo',
      noticeRemedy: '“Try to fool it” shows how.',
      requests: (count) =>
        `${number(count)} ${plural(count, { one: 'request', other: 'requests' })} since loading`,
    },
    age: {
      likeliest: ({ mode }) => `Most likely: ${number(mode)}`,
      range: (age) => {
        const [low, high] = ends(age, 0.8);
        return low === high ? `about ${number(low)}` : `${number(low)} to ${number(high)}`;
      },
    },
    votes: {
      off:
        'An estimate of how the 360 raters of one study would vote on this picture, from 1 to 10. ' +
        'It shows their taste, not anyone’s worth.',
    },
    timeline: {
      heading: (points) =>
        points.length === 0 ? 'The last 30 seconds' : `The last 30 seconds: ${wentBetween(points)}`,
      aloud: (points) => {
        const newest = points.at(-1);
        if (newest === undefined) return 'Timeline of the last 30 seconds. No face was seen yet.';
        const [low, high] = [newest.low, newest.high].map(Math.round);
        return (
          `Timeline of the last 30 seconds. Looks about ${number(Math.round(newest.expectation))} now; the number was ` +
          `${wentBetween(points)}. 8 in 10 faces with the current curve are ${between([low ?? 0, high ?? 0])}.`
        );
      },
      film: (points) => (points.length === 0 ? 'The video' : `The video: ${wentBetween(points)}`),
      secondsAgo: (seconds) => `${number(seconds)} seconds ago`,
      now: 'now',
    },
    camera: {
      controls: 'Camera',
      isOn: 'Camera on',
      which: 'Which camera',
      numbered: (which) => `Camera ${number(which)}`,
      switchFacing: 'Front or back camera',
      mirrored: 'As in a mirror',
      still: 'Take a picture',
    },
    compare: {
      heading: 'Compare and save',
      hold: 'Compare with another face',
      letGo: 'End comparing',
      first: 'First face',
      second: 'Second face',
      both: 'Both',
      next: 'Now choose the second face: another one in this picture, another picture, or the camera.',
      overlap: (share) => ['Their curves overlap by ', { mark: percent(share) }, '.'],
      apart,
      agesOnly: 'Only ages are compared, never votes.',
    },
    save: {
      share: 'Share',
      sharePair: 'Share both',
      tall: 'Save for a phone',
      pair: 'Save both as picture',
      picture: 'Save as picture',
      numbers: 'Save the numbers',
      withFace: 'with the face on it',
      nothingStored: 'Nothing is stored unless you save it.',
      model: (name, version) => `Model ${name} ${version}`,
      promise: 'Computed in the browser. Nothing was uploaded.',
      day: (time) => new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(time),
    },
  };
}
