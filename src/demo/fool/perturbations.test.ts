import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Perturbation } from '../../languages/fool-words.ts';
import { AT_REST, PERTURBATIONS, perturbed, placesOn, RANGES, scaleOf } from './perturbations.ts';
import { greyPicture, type Picture } from './picture.ts';

/** Eyes 20 pixels apart. */
const keypoints = {
  leftEye: { x: 22, y: 26 },
  rightEye: { x: 42, y: 26 },
  noseTip: { x: 32, y: 36 },
  mouth: { x: 32, y: 46 },
  leftEar: { x: 14, y: 28 },
  rightEar: { x: 50, y: 28 },
};

/** A picture of soft waves, with another phase in each channel. */
function waves(width = 64, height = 64): Picture {
  const picture = greyPicture(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    for (let channel = 0; channel < 3; channel++) {
      picture.data[4 * pixel + channel] = 128 + 60 * Math.sin(x / 5 + channel) * Math.cos(y / 7);
    }
  }
  return picture;
}

function meanOf({ data }: Picture, from = 0, to = Number.POSITIVE_INFINITY, width = 64): number {
  let [sum, count] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const x = (at / 4) % width;
    if (x < from || x >= to) continue;
    sum += ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
    count++;
  }
  return sum / count;
}

const changed = (name: Perturbation, value: number, picture = waves()) =>
  perturbed(picture, keypoints, { ...AT_REST, [name]: value });

describe('perturbed', () => {
  it('gives the picture itself where every slider rests', () => {
    const picture = waves();
    expect(perturbed(picture, keypoints, AT_REST)).toBe(picture);
  });

  it('leaves the given picture as it is, and stays opaque', () => {
    for (const name of PERTURBATIONS) {
      const picture = waves();
      const { data } = changed(name, RANGES[name].most, picture);
      expect(picture.data, name).toEqual(waves().data);
      expect(
        data.every((value, at) => at % 4 !== 3 || value === 255),
        name,
      ).toBe(true);
      // The browser's encoder does this one.
      if (name !== 'jpeg') expect(data, name).not.toEqual(picture.data);
    }
  });

  it('gets brighter with every stop of light', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 2.5, noNaN: true }), (stops) => {
        expect(meanOf(changed('light', stops + 0.5))).toBeGreaterThan(meanOf(changed('light', stops)));
      }),
      { numRuns: 20 },
    );
  });

  it('doubles the light with a stop', () => {
    const { data } = changed('light', 1, greyPicture(2, 2, 100));
    expect(data[0]).toBe(Math.round(100 * 2 ** (1 / 2.2)));
  });

  it('darkens the side away from the lamp alone', () => {
    const [left, right] = [changed('side', -100), changed('side', 100)];
    expect(meanOf(left, 0, 12)).toBeCloseTo(meanOf(waves(), 0, 12), 0);
    expect(meanOf(left, 52)).toBeLessThan(0.3 * meanOf(waves(), 52));
    expect(meanOf(right, 0, 12)).toBeLessThan(0.3 * meanOf(waves(), 0, 12));
  });

  it('shrinks down to eyes 8 pixels apart, and never enlarges', () => {
    const { width, height } = changed('size', 100);
    expect([width, height]).toEqual([26, 26]);
    expect(meanOf(changed('size', 100), 0, 99, 26)).toBeCloseTo(meanOf(waves()), 0);
    expect(scaleOf(20, 50)).toBeCloseTo(Math.sqrt(8 / 20));
    expect(scaleOf(6, 100)).toBe(1);
  });

  it('turns clockwise around the face, and all the way round to the picture itself', () => {
    const picture = greyPicture(64, 64, 0);
    picture.data.fill(200, 4 * (36 * 64 + 52), 4 * (36 * 64 + 52) + 3);
    const { data } = changed('tilt', 90, picture);
    // 20 pixels to the right of the middle of eyes and mouth becomes 20 below it.
    expect(data[4 * (56 * 64 + 31)]).toBeGreaterThan(150);
    const half = changed('tilt', 180, changed('tilt', 180));
    for (const at of [4 * (30 * 64 + 30), 4 * (40 * 64 + 20)]) {
      expect(Math.abs((half.data[at] ?? 0) - (waves().data[at] ?? 0))).toBeLessThan(3);
    }
  });

  it('covers the eyes, or the mouth, and nothing else', () => {
    const at = (x: number, y: number) => 4 * (64 * y + x);
    const [eyes, mouth] = [changed('eyes', 50), changed('mouth', 50)];
    expect([eyes.data[at(22, 26)], eyes.data[at(42, 26)], mouth.data[at(32, 46)]]).toEqual([20, 20, 20]);
    expect(eyes.data[at(32, 46)]).toBe(waves().data[at(32, 46)]);
    expect(mouth.data[at(22, 26)]).toBe(waves().data[at(22, 26)]);
  });

  it('adds noise of the given deviation, the same each time', () => {
    const { data } = changed('noise', 20, greyPicture(64, 64));
    const values = data.filter((_, at) => at % 4 !== 3);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(mean).toBeCloseTo(128, -1);
    expect(Math.abs(Math.sqrt(squares / values.length) - 20)).toBeLessThan(1);
    expect(changed('noise', 20, greyPicture(64, 64)).data).toEqual(data);
  });

  it('takes the colour away', () => {
    const { data } = changed('grey', 100);
    for (let at = 0; at < data.length; at += 4) {
      expect([data[at + 1], data[at + 2]]).toEqual([data[at], data[at]]);
    }
  });
});

describe('placesOn', () => {
  it.each(PERTURBATIONS)('goes from end to end of the slider for %s, and holds its rest', (name) => {
    const places = placesOn(RANGES[name], 25);
    expect([places[0], places.at(-1)]).toEqual([RANGES[name].least, RANGES[name].most]);
    expect(places.toSorted((a, b) => a - b)).toEqual(places);
    if (RANGES[name].least === -RANGES[name].most) expect(places[12]).toBeCloseTo(0);
  });
});
