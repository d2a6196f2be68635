/** Codes of GIF's compression for pictures of 256 colours. */
const CLEAR = 256;
const END = 257;
const CODE_BITS = 9;
/** After 254 pixels the codes would become longer; a clear before that keeps them at 9 bits. */
const PIXELS_PER_CLEAR = 250;

/** An animated GIF of pictures of one size, given as RGBA bytes; colours are rounded to 3, 3 and 2 bits. */
export function animatedGif(width: number, height: number, pictures: readonly Uint8Array[]): Buffer {
  const size = [...short(width), ...short(height)];
  return Buffer.concat([
    Buffer.from('GIF89a'),
    Buffer.from([...size, 0xf7, 0, 0]),
    palette(),
    Buffer.from([0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, 0, 0, 0]),
    ...pictures.flatMap((picture) => [
      Buffer.from([0x21, 0xf9, 4, 0, ...short(10), 0, 0]),
      Buffer.from([0x2c, 0, 0, 0, 0, ...size, 0, 8]),
      subBlocks(uncompressed(picture)),
    ]),
    Buffer.from([0x3b]),
  ]);
}

function short(value: number): [number, number] {
  return [value & 0xff, value >> 8];
}

function palette(): Buffer {
  const colours = Array.from({ length: 256 }, (_, index) => [
    Math.round(((index >> 5) * 255) / 7),
    Math.round((((index >> 2) & 7) * 255) / 7),
    Math.round(((index & 3) * 255) / 3),
  ]);
  return Buffer.from(colours.flat());
}

function colourIndex(red: number, green: number, blue: number): number {
  return (
    (Math.round((red * 7) / 255) << 5) | (Math.round((green * 7) / 255) << 2) | Math.round((blue * 3) / 255)
  );
}

/** The pixels as codes of a compression that never compresses. */
function uncompressed(picture: Uint8Array): Buffer {
  const bytes: number[] = [];
  let current = 0;
  let length = 0;
  const write = (code: number): void => {
    current |= code << length;
    length += CODE_BITS;
    for (; length >= 8; length -= 8, current >>= 8) bytes.push(current & 0xff);
  };
  for (let pixel = 0; pixel * 4 < picture.length; pixel++) {
    if (pixel % PIXELS_PER_CLEAR === 0) write(CLEAR);
    const [red = 0, green = 0, blue = 0] = picture.subarray(pixel * 4, pixel * 4 + 3);
    write(colourIndex(red, green, blue));
  }
  write(END);
  bytes.push(current & 0xff);
  return Buffer.from(bytes);
}

function subBlocks(data: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let start = 0; start < data.length; start += 255) {
    const part = data.subarray(start, start + 255);
    parts.push(Buffer.from([part.length]), part);
  }
  return Buffer.concat([...parts, Buffer.from([0])]);
}
