import { greyPicture, type Picture } from './picture.ts';

/** Shrinks a picture: each new pixel is the mean of the area that it covers. Its sides are whole, at least one pixel, and never larger. */
export function shrunk(picture: Picture, scale: number): Picture {
  if (scale >= 1) return picture;
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return squeezed(squeezed(picture, width, picture.height), width, height);
}

/** Shrinks one side. */
function squeezed(picture: Picture, width: number, height: number): Picture {
  const isAcross = width !== picture.width;
  const [many, few] = isAcross ? [picture.width, width] : [picture.height, height];
  const [step, lineStep, lines] = isAcross ? [4, 4 * picture.width, height] : [4 * picture.width, 4, width];
  const result = greyPicture(width, height);
  const [toStep, toLineStep] = isAcross ? [4, 4 * width] : [4 * width, 4];
  const covered = many / few;
  for (let index = 0; index < few; index++) {
    const [from, to] = [index * covered, (index + 1) * covered];
    for (let line = 0; line < lines; line++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let at = Math.floor(from); at < to; at++) {
          const share = Math.min(at + 1, to) - Math.max(at, from);
          sum += share * (picture.data[line * lineStep + at * step + channel] ?? 0);
        }
        result.data[line * toLineStep + index * toStep + channel] = sum / covered;
      }
    }
  }
  return result;
}
