/** Lengths and values of JPEG's usual Huffman code for the size of a difference (ITU T.81, table K.3). */
const DC_LENGTHS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_VALUES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const DC_CODES = ['00', '010', '011', '100', '101', '110', '1110', '11110', '111110'];
/** A table of one code, "the rest of the block is 0". */
const AC_LENGTHS = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const AC_VALUES = [0];
const END_OF_BLOCK = '0';
/** A block's mean is stored as its first coefficient divided by this; 8 makes that the mean itself, less 128. */
const QUANTUM = 8;

/**
 * A JPEG of one colour per block of 8 x 8 pixels: small and fast to write at any size, and with four planes a CMYK one, which
 * no canvas can write. Three planes are red, green, blue; four are cyan, magenta, yellow, black, stored inverted, as from
 * Adobe's programs. A plane has one byte per block, row by row.
 */
export function coarseJpeg(columns: number, rows: number, planes: readonly Uint8Array[]): Buffer {
  const components = planes.flatMap((_, index) => [index + 1, 0x11, 0]);
  const selectors = planes.flatMap((_, index) => [index + 1, 0]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    // Adobe's mark with transform 0: the planes are colours as they are, not luminance and chrominance.
    segment(0xee, [...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 0]),
    segment(0xdb, [0, ...new Array<number>(64).fill(QUANTUM)]),
    segment(0xc0, [8, ...short(8 * rows), ...short(8 * columns), planes.length, ...components]),
    segment(0xc4, [0x00, ...DC_LENGTHS, ...DC_VALUES]),
    segment(0xc4, [0x10, ...AC_LENGTHS, ...AC_VALUES]),
    segment(0xda, [planes.length, ...selectors, 0, 63, 0]),
    entropyCoded(columns * rows, planes),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function short(value: number): [number, number] {
  return [value >> 8, value & 0xff];
}

function segment(marker: number, content: readonly number[]): Buffer {
  return Buffer.from([0xff, marker, ...short(content.length + 2), ...content]);
}

/** Each block as its difference to the one before in its plane. */
function entropyCoded(blocks: number, planes: readonly Uint8Array[]): Buffer {
  const bits = new BitWriter();
  const previous = planes.map(() => 0);
  for (let block = 0; block < blocks; block++) {
    for (const [index, plane] of planes.entries()) {
      const value = (plane[block] ?? 0) - 128;
      const difference = value - (previous[index] ?? 0);
      previous[index] = value;
      const size = 32 - Math.clz32(Math.abs(difference));
      bits.write(DC_CODES[size] ?? '');
      // Negative numbers are stored less 1, so that their highest bit is 0.
      const stored = difference < 0 ? difference + 2 ** size - 1 : difference;
      if (size > 0) bits.write(stored.toString(2).padStart(size, '0'));
      bits.write(END_OF_BLOCK);
    }
  }
  return bits.finish();
}

class BitWriter {
  private readonly bytes: number[] = [];
  private current = 0;
  private length = 0;

  write(code: string): void {
    for (const bit of code) {
      this.current = (this.current << 1) | (bit === '1' ? 1 : 0);
      this.length++;
      if (this.length === 8) this.flush();
    }
  }

  finish(): Buffer {
    while (this.length > 0) this.write('1');
    return Buffer.from(this.bytes);
  }

  private flush(): void {
    this.bytes.push(this.current);
    // A byte of 0xff would begin a marker.
    if (this.current === 0xff) this.bytes.push(0);
    this.current = 0;
    this.length = 0;
  }
}
