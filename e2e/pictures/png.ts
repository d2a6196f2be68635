import { crc32, deflateSync } from 'node:zlib';

export interface PngPixels {
  readonly width: number;
  readonly height: number;
  /** Bytes a pixel: 1 grey, 3 RGB, 4 RGBA; twice as many with 16 bits a channel. */
  readonly channels: 1 | 3 | 4;
  readonly bits: 8 | 16;
  /** Row by row; 16-bit numbers with their high byte first. */
  readonly data: Uint8Array;
}

const COLOUR_TYPES = { 1: 0, 3: 2, 4: 6 } as const;

/** A PNG of those pixels: no canvas writes 16 bits, grey alone, or a picture of 16,384 pixels a side. */
export function png({ width, height, channels, bits, data }: PngPixels): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, COLOUR_TYPES[channels], 0, 0, 0], 8);
  const stride = (width * channels * bits) / 8;
  // Each row begins with the number of its filter: none.
  const rows = Buffer.alloc(height * (stride + 1));
  for (let row = 0; row < height; row++) {
    rows.set(data.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A picture of one grey. */
export function greyPng(width: number, height: number): Buffer {
  return png({ width, height, channels: 1, bits: 8, data: new Uint8Array(width * height).fill(150) });
}

/** The picture with an orientation in it: a chunk of EXIF behind the header. */
export function turnedPng(file: Buffer, orientation: number): Buffer {
  const entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
  const exif = chunk('eXIf', Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, ...entry, 0, 0, 0, 0]));
  const behindHeader = 8 + 12 + 13;
  return Buffer.concat([file.subarray(0, behindHeader), exif, file.subarray(behindHeader)]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
