import { mapChannels, type Picture } from './picture.ts';

export interface Light {
  /** Stops of exposure: one more doubles the light. */
  readonly stops: number;
  /** -1: all light comes from the left of the picture, 1: from the right, 0: evenly. */
  readonly side: number;
}

/** Exponent of the usual screen, between a channel's byte and its light. */
const GAMMA = 2.2;
/** The light that is left on the far side: a room is never black. */
const LEAST_LIGHT = 0.02;

/** Changes the light on a picture as a lamp would, not as a brightness filter: in light, not in bytes. */
export function inLight(picture: Picture, { stops, side }: Light): Picture {
  if (stops === 0 && side === 0) return picture;
  const { width } = picture;
  const gains = Float32Array.from({ length: width }, (_, column) => {
    const across = (column + 0.5) / width;
    const distance = side < 0 ? across : 1 - across;
    const left = Math.max(LEAST_LIGHT, 1 - Math.abs(side) * shadow(distance));
    return (2 ** stops * left) ** (1 / GAMMA);
  });
  return mapChannels(picture, (before, at) => before * (gains[(at >> 2) % width] ?? 1));
}

/** How much of the light is lost at a distance of 0 to 1 from the lamp; the steep part lies on the face. */
function shadow(distance: number): number {
  const along = Math.min(1, Math.max(0, (distance - 0.2) / 0.5));
  return along * along * (3 - 2 * along);
}

/** Takes a share of the colour away. */
export function withoutColour(picture: Picture, share: number): Picture {
  if (share === 0) return picture;
  const { data } = picture;
  return mapChannels(picture, (before, at) => {
    const first = at & ~3;
    const grey = 0.299 * (data[first] ?? 0) + 0.587 * (data[first + 1] ?? 0) + 0.114 * (data[first + 2] ?? 0);
    return before + share * (grey - before);
  });
}
