/** Opaque pixels in RGBA bytes, row by row: an `ImageData`, or what stands in for one. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** An opaque picture of one grey. */
export function greyPicture(width: number, height: number, grey = 128): Picture {
  const data = new Uint8ClampedArray(4 * width * height).fill(grey);
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  return { width, height, data };
}

/** A picture whose red, green and blue are a function of the old ones. @param value of a channel at `at`, before and after */
export function mapChannels(picture: Picture, value: (before: number, at: number) => number): Picture {
  const data = new Uint8ClampedArray(picture.data);
  for (let at = 0; at < data.length; at++) if (at % 4 !== 3) data[at] = value(data[at] ?? 0, at);
  return { ...picture, data };
}
