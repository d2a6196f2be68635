import type { Words } from '../view/index.ts';
import type { ToolWords } from './tool-words.ts';

export function englishTools({ number }: Words): ToolWords {
  return {
    camera: {
      controls: 'Camera',
      isOn: 'Camera on',
      which: 'Which camera',
      numbered: (which) => `Camera ${number(which)}`,
      switchFacing: 'Front or back camera',
      mirrored: 'As in a mirror',
    },
  };
}
