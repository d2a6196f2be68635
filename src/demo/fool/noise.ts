import { mapChannels, type Picture } from './picture.ts';

/** Mean and standard deviation of the sum of a random number's four bytes, which is almost normal. */
const MEAN = 4 * 127.5;
const SPREAD = Math.sqrt((4 * (256 ** 2 - 1)) / 12);

/** Adds noise, the same each time. @param deviation standard deviation in grey levels */
export function noisy(picture: Picture, deviation: number): Picture {
  if (deviation === 0) return picture;
  let bits = 1;
  return mapChannels(picture, (before) => {
    // Marsaglia's xorshift of 32 bits.
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
    return before + ((sum - MEAN) / SPREAD) * deviation;
  });
}
