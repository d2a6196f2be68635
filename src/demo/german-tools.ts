import type { Words } from '../view/index.ts';
import type { ToolWords } from './tool-words.ts';

export function germanTools({ number }: Words): ToolWords {
  return {
    camera: {
      controls: 'Kamera',
      isOn: 'Kamera an',
      which: 'Welche Kamera',
      numbered: (which) => `Kamera ${number(which)}`,
      switchFacing: 'Vordere oder hintere Kamera',
      mirrored: 'Wie im Spiegel',
    },
  };
}
