import type { Words } from '../languages/index.ts';
import type { Stage } from '../view/index.ts';
import { tagOf } from './readings.ts';
import type { SessionScreen } from './session-screen.ts';

/** Shows marks and words on the picture, once its faces are known. @param isExplained whether it shows where the network looks */
export function showMarks(stage: Stage, screen: SessionScreen, words: Words, isExplained = false): void {
  const { shown, faces, isInView, size } = screen;
  if (shown.mode !== 'faces' && shown.mode !== 'no-face') return;
  stage.showFaces(isInView ? faces.all : [], faces.selected, size);
  stage.showTag(tagOf(screen, words, isExplained));
}
