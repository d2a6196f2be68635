import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { FaceCurveError } from '../errors.ts';
import { decodeError, pictureFormat } from './picture-format.ts';

const photo = readFileSync('public/samples/old.jpg');
const icon = readFileSync('public/icons/icon-192.png');

const heads = [
  photo.subarray(0, 700),
  icon.subarray(0, 200),
  Buffer.from('GIF89a'),
  Buffer.from('RIFF\0\0\0\0WEBPVP8X'),
  Buffer.from('\0\0\0\x20ftypavif'),
  Buffer.from('\0\0\0\x0cjP  \r\n\x87\n', 'latin1'),
  Buffer.from('II*\0'),
  Buffer.from('icns'),
  Buffer.from('8BPS'),
  Buffer.from('<svg '),
];

/** A beginning of some format, then anything, with some bytes changed. */
const anyFile = fc
  .record({
    head: fc.constantFrom(...heads),
    rest: fc.uint8Array({ maxLength: 300 }),
    changes: fc.array(fc.tuple(fc.nat(1000), fc.nat(255)), { maxLength: 8 }),
  })
  .map(({ head, rest, changes }) => {
    const file = Uint8Array.from([...head, ...rest]);
    for (const [at, value] of changes) file[at % file.length] = value;
    return file;
  });

describe('pictureFormat', () => {
  it('knows photos and refuses drawings', () => {
    expect(pictureFormat(photo)).toBe('jpg');
    expect(pictureFormat(icon)).toBe('png');
    expect(pictureFormat(Buffer.from('A letter.'))).toBeNull();
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"></svg>');
    expect(() => pictureFormat(drawing)).toThrow(FaceCurveError);
  });

  it('gives an answer or a typed error for any bytes, soon', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const started = performance.now();
        try {
          expect(pictureFormat(file) ?? '').toBeTypeOf('string');
        } catch (error) {
          expect(error).toBeInstanceOf(FaceCurveError);
        }
        expect(performance.now() - started).toBeLessThan(1000);
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  ['heic', 'image-unsupported', 'This browser cannot open HEIC.', /Safari.*JPEG/],
  ['tiff', 'image-unsupported', 'This browser cannot open TIFF.', /Safari.*JPEG/],
  ['jp2', 'image-unsupported', 'This browser cannot open JPEG 2000.', /^Save.*JPEG/],
  ['jpg', 'image-unreadable', /damaged/, /again/],
  [null, 'image-unsupported', /no picture/, /JPEG, PNG/],
])('a file of the format %s that does not open says so', async (format, code, message, remedy) => {
  const error = await decodeError(format, null);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
  expect(error.remedy).toMatch(remedy);
});
