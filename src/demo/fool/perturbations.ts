import type { Perturbation } from '../../languages/fool-words.ts';
import type { Keypoints } from '../../types.ts';
import { covered } from './bar.ts';
import { blurred, sharpened } from './blur.ts';
import { inLight, withoutColour } from './light.ts';
import { noisy } from './noise.ts';
import type { Picture } from './picture.ts';
import { shrunk } from './resample.ts';
import { tilted } from './tilt.ts';

export type Values = Readonly<Record<Perturbation, number>>;

interface Range {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** What the sliders stand for. Each rests at 0, which changes nothing. */
export const RANGES: Readonly<Record<Perturbation, Range>> = {
  /** Stops. */
  light: { least: -6, most: 3, step: 0.1 },
  /** Percent of the light that comes from the right; below 0 from the left. */
  side: { least: -100, most: 100, step: 5 },
  /** Standard deviation in percent of the distance between the eyes. */
  blur: { least: 0, most: 12, step: 0.5 },
  /** Percent of an unsharp mask. */
  sharpness: { least: 0, most: 400, step: 10 },
  /** Percent of the way, by factors, from the eyes' distance to `LEAST_EYE_DISTANCE`. */
  size: { least: 0, most: 100, step: 2 },
  /** Degrees, clockwise. */
  tilt: { least: -180, most: 180, step: 5 },
  /** Standard deviation in grey levels. */
  noise: { least: 0, most: 80, step: 2 },
  /** Percent of the way to the worst quality. */
  jpeg: { least: 0, most: 100, step: 2 },
  /** Percent of the bar's full height. */
  eyes: { least: 0, most: 100, step: 5 },
  mouth: { least: 0, most: 100, step: 5 },
  /** Percent of the colour that is taken away. */
  grey: { least: 0, most: 100, step: 5 },
};

export const PERTURBATIONS = Object.keys(RANGES) as readonly Perturbation[];

export const AT_REST: Values = Object.fromEntries(PERTURBATIONS.map((name) => [name, 0])) as Values;

/** Pixels between the eyes at the small end: less than the 12 at which the estimate gives up. */
const LEAST_EYE_DISTANCE = 8;
/** Of the unsharp mask, in pixels, as in docs/quality.md. */
const SHARPENING_SIGMA = 1.5;
/** In distances between the eyes. */
const EYE_BAR = { length: 2.2, height: 0.9 };
const MOUTH_BAR = { length: 1.4, height: 1 };

/** Changes a picture of a face in the order in which it happens: to the head, its light, the lens, the sensor, the file. */
export function perturbed(picture: Picture, keypoints: Keypoints, values: Values): Picture {
  const { leftEye, rightEye, mouth } = keypoints;
  const distance = eyeDistanceOf(keypoints);
  const along = { x: (rightEye.x - leftEye.x) / distance, y: (rightEye.y - leftEye.y) / distance };
  const eyes = { x: (leftEye.x + rightEye.x) / 2, y: (leftEye.y + rightEye.y) / 2 };
  const face = { x: (eyes.x + mouth.x) / 2, y: (eyes.y + mouth.y) / 2 };
  const bar = ({ length, height }: typeof EYE_BAR, share: number) => ({
    along,
    length: length * distance,
    height: (height * distance * share) / 100,
  });
  let result = covered(picture, { middle: eyes, ...bar(EYE_BAR, values.eyes) });
  result = covered(result, { middle: mouth, ...bar(MOUTH_BAR, values.mouth) });
  result = tilted(result, values.tilt, face);
  result = inLight(result, { stops: values.light, side: values.side / 100 });
  result = blurred(result, (values.blur * distance) / 100);
  result = shrunk(result, scaleOf(distance, values.size));
  result = noisy(result, values.noise);
  result = withoutColour(result, values.grey / 100);
  return sharpened(result, values.sharpness / 100, SHARPENING_SIGMA);
}

/** Pixels between the eyes. */
export function eyeDistanceOf({ leftEye, rightEye }: Keypoints): number {
  return Math.hypot(rightEye.x - leftEye.x, rightEye.y - leftEye.y);
}

/** The scale of the picture at a place of the slider for its size. @param distance pixels between the eyes */
export function scaleOf(distance: number, size: number): number {
  return Math.min(1, LEAST_EYE_DISTANCE / distance) ** (size / 100);
}

/** Places on a slider from end to end, 0 among them where the ends are as far from it. */
export function placesOn({ least, most, step }: Range, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const place = least + ((most - least) * index) / (count - 1);
    return Math.round(place / step) * step;
  });
}
