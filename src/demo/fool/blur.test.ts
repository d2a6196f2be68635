import { describe, expect, it } from 'vitest';
import { blurred, sharpened } from './blur.ts';
import { greyPicture, type Picture } from './picture.ts';

/** A light dot in the middle of darkness. */
function dot(side: number): Picture {
  const picture = greyPicture(side, side, 0);
  const middle = (side - 1) / 2;
  picture.data.fill(255, 4 * (middle * side + middle), 4 * (middle * side + middle) + 3);
  return picture;
}

/** A step from dark to light, the same in each row. */
function edge(width: number, height = 3): Picture {
  const picture = greyPicture(width, height, 40);
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (pixel % width >= width / 2) picture.data.fill(200, 4 * pixel, 4 * pixel + 3);
  }
  return picture;
}

describe('blurred', () => {
  it.each([0.8, 2, 5, 9])('spreads an edge with a standard deviation of %f pixels', (sigma) => {
    const width = 101;
    const { data } = blurred(edge(width), sigma);
    let [weight, sum, squares] = [0, 0, 0];
    for (let x = 1; x < width; x++) {
      const rise = (data[4 * (width + x)] ?? 0) - (data[4 * (width + x - 1)] ?? 0);
      weight += rise;
      sum += rise * x;
      squares += rise * x * x;
    }
    expect(weight).toBe(160);
    expect(Math.sqrt(squares / weight - (sum / weight) ** 2)).toBeCloseTo(sigma, 0);
  });

  it('changes neither an even picture nor the opacity', () => {
    const even = greyPicture(9, 5, 77);
    expect(blurred(even, 3).data).toEqual(even.data);
    const { data } = blurred(dot(9), 1);
    expect([3, 7, 323].map((at) => data[at])).toEqual([255, 255, 255]);
  });

  it('is the picture itself at rest', () => {
    const picture = edge(8);
    expect(blurred(picture, 0)).toBe(picture);
    expect(sharpened(picture, 0, 1.5)).toBe(picture);
  });
});

describe('sharpened', () => {
  it('makes an edge higher on both sides', () => {
    const { data } = sharpened(edge(20), 1, 1.5);
    const row = Array.from({ length: 20 }, (_, x) => data[4 * (20 + x)] ?? 0);
    expect(Math.min(...row)).toBeLessThan(40);
    expect(Math.max(...row)).toBeGreaterThan(200);
    expect(row[0]).toBe(40);
  });
});
