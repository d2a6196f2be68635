import type { LabelDistribution } from '../index.ts';
import type { Words } from '../view/index.ts';
import type { ToolWords } from './tool-words.ts';

export function englishTools({ number, percent }: Words): ToolWords {
  const years = (count: number) => (count === 1 ? '1 year' : `${number(count)} years`);
  return {
    camera: {
      controls: 'Camera',
      isOn: 'Camera on',
      which: 'Which camera',
      numbered: (which) => `Camera ${number(which)}`,
      switchFacing: 'Front or back camera',
      mirrored: 'As in a mirror',
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
      apart: (apart) => `${onAverage(apart)} ${inMost(apart)}`,
      agesOnly: 'Ages alone are compared, votes never.',
    },
    save: {
      picture: 'Save as picture',
      numbers: 'Save the numbers',
      withFace: 'with the face on it',
      nothingStored: 'Nothing is stored unless you save it.',
      model: (name, version) => `Model ${name} ${version}`,
      promise: 'Worked out in the browser. Nothing was uploaded.',
      day: (time) => new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(time),
    },
  };

  function onAverage({ expectation }: LabelDistribution): string {
    const count = Math.round(Math.abs(expectation));
    if (count === 0) return 'Both look about the same age.';
    return `The second looks about ${years(count)} ${expectation > 0 ? 'older' : 'younger'}.`;
  }

  function inMost(apart: LabelDistribution): string {
    const [low = 0, high = 0] = apart.interval(0.8).map(Math.round);
    const begin = 'Of pairs with these curves, in 8 of 10 the second is';
    if (low >= 0) return `${begin} ${low === high ? years(low) : `${number(low)} to ${years(high)}`} older.`;
    if (high <= 0) {
      return `${begin} ${low === high ? years(-low) : `${number(-high)} to ${years(-low)}`} younger.`;
    }
    return `${begin} between ${years(-low)} younger and ${years(high)} older.`;
  }
}
