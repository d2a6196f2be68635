import type { Words } from '../view/index.ts';
import { englishTools } from './english-tools.ts';
import { germanTools } from './german-tools.ts';

/** What the page's tools around a result say: camera, comparing, keeping. */
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
}

/** The table in the language of `words`, whose numbers it uses. */
export function toolWordsFor(words: Words): ToolWords {
  return words.language === 'de' ? germanTools(words) : englishTools(words);
}
