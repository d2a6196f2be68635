import type { Box } from '../../src/types.ts';

/** Chooses the face that a picture of a set is about: near the middle and large. */
export function mainFace<Face extends { readonly box: Box }>(
  faces: readonly Face[],
  frame: { readonly width: number; readonly height: number },
): Face | undefined {
  const weight = ({ box }: Face): number => {
    const awayX = (box.x + box.width / 2) / frame.width - 0.5;
    const awayY = (box.y + box.height / 2) / frame.height - 0.5;
    return (box.width * box.height) / (frame.width * frame.height) / (0.05 + awayX * awayX + awayY * awayY);
  };
  return [...faces].sort((a, b) => weight(b) - weight(a))[0];
}
