import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FaceCurveError } from '../errors.ts';
import { beginsAsPicture } from './picture-format.ts';

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

describe('beginsAsPicture', () => {
  it('knows photos and refuses drawings', () => {
    expect(beginsAsPicture(photo)).toBe(true);
    expect(beginsAsPicture(icon)).toBe(true);
    expect(beginsAsPicture(Buffer.from('A letter.'))).toBe(false);
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"></svg>');
    expect(() => beginsAsPicture(drawing)).toThrow(FaceCurveError);
  });

  it('gives an answer or a typed error for any bytes, soon', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const started = performance.now();
        try {
          expect(typeof beginsAsPicture(file)).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(FaceCurveError);
        }
        expect(performance.now() - started).toBeLessThan(1000);
      }),
      { numRuns: 3000 },
    );
  });
});
