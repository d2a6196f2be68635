import type { Explanation, FaceEstimate, PictureSize } from '../types.ts';

/** Pixels of the overlay's longer side. The maps have only a few cells, so more pixels would add cost and no detail. */
const MOST_PIXELS = 512;
/** Opacity where a map is strongest, 0 to 1. */
const STRONGEST = 0.82;

/**
 * Draws the activation maps over a picture of the given size, in the canvas's own text colour: the stronger the colour, the
 * more that part of the picture changes the expectation, up or down.
 */
export function drawExplanation(
  canvas: HTMLCanvasElement,
  faces: readonly FaceEstimate[],
  picture: PictureSize,
): void {
  const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.imageSmoothingQuality = 'high';
  for (const { explanation } of faces) {
    const map = explanation === undefined ? null : mapOf(explanation);
    if (explanation === undefined || map === null) continue;
    const { a, b, translateX, translateY } = explanation.toFrame;
    context.setTransform(a * scale, b * scale, -b * scale, a * scale, translateX * scale, translateY * scale);
    context.drawImage(veilOf(map, explanation.size), -1, -1);
  }
  context.resetTransform();
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = getComputedStyle(canvas).color;
  context.fillRect(0, 0, canvas.width, canvas.height);
}

function mapOf({ age, attractiveness }: Explanation): Float32Array | null {
  if (age instanceof Float32Array) return age;
  return attractiveness instanceof Float32Array ? attractiveness : null;
}

/** Draws one pixel per cell with an empty border, so that the veil fades out at the crop's edge. */
function veilOf(map: Float32Array, size: number): OffscreenCanvas {
  const side = size + 2;
  const pixels = new ImageData(side, side);
  const most = map.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  map.forEach((value, index) => {
    const pixel = (Math.floor(index / size) + 1) * side + (index % size) + 1;
    pixels.data[4 * pixel + 3] = most > 0 ? (255 * STRONGEST * Math.abs(value)) / most : 0;
  });
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return canvas;
}
