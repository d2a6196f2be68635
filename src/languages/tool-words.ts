import type { LabelDistribution } from '../index.ts';
import type { Phrase, Words } from '../view/index.ts';
import { englishTools } from './english-tools.ts';
import { germanTools } from './german-tools.ts';

/** What the page's tools around a result say: camera, comparing, saving. */
export interface ToolWords {
  readonly camera: {
    readonly controls: string;
    readonly isOn: string;
    readonly which: string;
    /** Of a camera without a name. */
    readonly numbered: (number: number) => string;
    readonly switchFacing: string;
    readonly mirrored: string;
  };
  readonly compare: {
    readonly heading: string;
    readonly hold: string;
    readonly letGo: string;
    readonly first: string;
    readonly second: string;
    readonly both: string;
    /** What is to be done while there is no second face. */
    readonly next: string;
    /** @param share 0 to 1 */
    readonly overlap: (share: number) => Phrase;
    /** @param apart years by which the second is older, as a distribution */
    readonly apart: (apart: LabelDistribution) => string;
    readonly agesOnly: string;
  };
  readonly save: {
    readonly picture: string;
    readonly numbers: string;
    readonly withFace: string;
    readonly nothingStored: string;
    /** On the saved picture. */
    readonly model: (name: string, version: string) => string;
    readonly promise: string;
    readonly day: (time: Date) => string;
  };
}

/** The table in the language of `words`, whose numbers it uses. */
export function toolWordsFor(words: Words): ToolWords {
  return words.language === 'de' ? germanTools(words) : englishTools(words);
}
