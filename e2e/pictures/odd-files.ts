import type { Page } from '@playwright/test';
import { animatedGif } from './animated-gif.ts';
import { type Drawing, drawFile, drawPixels, type Placement } from './canvas.ts';
import { coarseJpeg } from './coarse-jpeg.ts';

/** A file as Playwright hands it to a page. */
export interface PictureFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const jpeg = (name: string, buffer: Buffer): PictureFile => ({ name, mimeType: 'image/jpeg', buffer });

export const textFile: PictureFile = {
  name: 'letter.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('This is no picture.\n'.repeat(50)),
};

/** A text that claims to be a photo. */
export const disguisedTextFile: PictureFile = { ...textFile, name: 'letter.jpg', mimeType: 'image/jpeg' };

export const svgFile: PictureFile = {
  name: 'drawing.svg',
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><circle cx="150" cy="150" r="90"/></svg>',
  ),
};

export const emptyFile: PictureFile = jpeg('empty.jpg', Buffer.alloc(0));

/** The first bytes of a photo: its size is there, no pixel is. */
export function truncatedJpeg(sample: Buffer): PictureFile {
  const scan = sample.indexOf(Buffer.from([0xff, 0xda]));
  return jpeg('cut.jpg', sample.subarray(0, scan + 20));
}

export async function animatedGifFile(page: Page, sample: Buffer): Promise<PictureFile> {
  const drawing: Drawing = { width: 320, height: 320, sample, placements: [square(20, 20, 280)] };
  const pictures = await Promise.all(
    [false, true].map((mirrored) => drawPixels(page, { ...drawing, mirrored })),
  );
  return { name: 'moving.gif', mimeType: 'image/gif', buffer: animatedGif(320, 320, pictures) };
}

/** Four colour planes, as for print; 1600 x 1600 pixels. */
export async function cmykJpegFile(page: Page, sample: Buffer): Promise<PictureFile> {
  const { planes, blocks } = await blockColours(page, {
    width: 200,
    height: 200,
    sample,
    placements: [square(20, 20, 160)],
  });
  const noBlack = new Uint8Array(blocks).fill(255);
  return jpeg('print.jpg', coarseJpeg(200, 200, [...planes, noBlack]));
}

/** 108 megapixels. The face is 2,400 px wide. */
export async function hugeJpegFile(page: Page, sample: Buffer): Promise<PictureFile> {
  const drawing: Drawing = { width: 1500, height: 1125, sample, placements: [square(500, 300, 400)] };
  const { planes } = await blockColours(page, drawing);
  return jpeg('huge.jpg', coarseJpeg(1500, 1125, planes));
}

/** A photo that lies on its side in the file, and says so. */
export async function turnedJpegFile(page: Page, sample: Buffer): Promise<PictureFile> {
  const onItsSide: Placement = { ...square(40, 20, 320), quarterTurns: 3 };
  const drawing: Drawing = { width: 480, height: 360, sample, placements: [onItsSide] };
  return jpeg('turned.jpg', withOrientation(await drawFile(page, drawing, 'image/jpeg'), 6));
}

/** One face about 20 px wide in 640 x 480. */
export async function tinyFaceFile(page: Page, sample: Buffer): Promise<PictureFile> {
  const drawing: Drawing = { width: 640, height: 480, sample, placements: [square(300, 220, 32)] };
  return jpeg('far.jpg', await drawFile(page, drawing, 'image/jpeg'));
}

export const CROWD = 30;

/** Thirty faces in six columns. */
export async function crowdFile(page: Page, sample: Buffer): Promise<PictureFile> {
  const placements = Array.from({ length: CROWD }, (_, index) =>
    square(20 + 310 * (index % 6), 20 + 310 * Math.floor(index / 6), 270),
  );
  return jpeg(
    'crowd.jpg',
    await drawFile(page, { width: 1880, height: 1570, sample, placements }, 'image/jpeg'),
  );
}

export async function emptyRoomFile(page: Page, sample: Buffer): Promise<PictureFile> {
  return jpeg(
    'room.jpg',
    await drawFile(page, { width: 800, height: 600, sample, placements: [] }, 'image/jpeg'),
  );
}

function square(x: number, y: number, side: number): Placement {
  return { x, y, width: side, height: side };
}

async function blockColours(page: Page, drawing: Drawing): Promise<{ planes: Uint8Array[]; blocks: number }> {
  const pixels = await drawPixels(page, drawing);
  const blocks = drawing.width * drawing.height;
  const planes = [0, 1, 2].map((channel) =>
    Uint8Array.from({ length: blocks }, (_, index) => pixels[4 * index + channel] ?? 0),
  );
  return { planes, blocks };
}

/** Puts an EXIF segment with nothing but the orientation behind the file's first two bytes. */
export function withOrientation(file: Buffer, orientation: number): Buffer {
  const entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
  const content = [...Buffer.from('Exif\0\0II*\0'), 8, 0, 0, 0, 1, 0, ...entry, 0, 0, 0, 0];
  const segment = Buffer.from([0xff, 0xe1, 0, content.length + 2, ...content]);
  return Buffer.concat([file.subarray(0, 2), segment, file.subarray(2)]);
}
