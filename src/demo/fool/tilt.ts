import { greyPicture, type Picture } from './picture.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Turns a picture clockwise around a spot, bilinear; grey where it shows what lies beyond the picture. */
export function tilted(picture: Picture, degrees: number, around: Spot): Picture {
  if (degrees === 0) return picture;
  const { width, height, data } = picture;
  const result = greyPicture(width, height);
  const angle = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [right, down] = [x + 0.5 - around.x, y + 0.5 - around.y];
      const left = cosine * right + sine * down + around.x - 0.5;
      const top = cosine * down - sine * right + around.y - 0.5;
      if (left < 0 || top < 0 || left > width - 1 || top > height - 1) continue;
      const [column, row] = [Math.floor(left), Math.floor(top)];
      const [along, below] = [left - column, top - row];
      const first = 4 * (row * width + column);
      const next = column + 1 < width ? 4 : 0;
      const under = row + 1 < height ? 4 * width : 0;
      for (let channel = 0; channel < 3; channel++) {
        const at = first + channel;
        const upper = (data[at] ?? 0) * (1 - along) + (data[at + next] ?? 0) * along;
        const lower = (data[at + under] ?? 0) * (1 - along) + (data[at + under + next] ?? 0) * along;
        result.data[4 * (y * width + x) + channel] = upper * (1 - below) + lower * below;
      }
    }
  }
  return result;
}
