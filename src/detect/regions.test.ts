import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refiningRegion, tileLevels, videoRegions, wholeRegion } from './regions.ts';

const side = fc.integer({ min: 320, max: 4096 });

describe('tileLevels', () => {
  it('shows every face of up to 0.32 of a tile whole in some tile of each size', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (width, height, shareX, shareY) => {
          const tiles = tileLevels(width, height).flat();
          for (const size of new Set(tiles.map((tile) => tile.size))) {
            const face = Math.min(0.32 * size, width, height);
            const x = shareX * (width - face);
            const y = shareY * (height - face);
            const whole = tiles.some(
              (tile) =>
                tile.size === size &&
                tile.x <= x + 1e-6 &&
                tile.y <= y + 1e-6 &&
                tile.x + size >= x + face - 1e-6 &&
                tile.y + size >= y + face - 1e-6,
            );
            expect(whole).toBe(true);
          }
        },
      ),
    );
  });

  it('goes down to tiles of 480 px at most and stays bounded in number', () => {
    const tiles = tileLevels(3840, 2160).flat();
    expect(Math.min(...tiles.map((tile) => tile.size))).toBe(480);
    expect(tiles.length).toBeLessThan(200);
  });
});

describe('wholeRegion and refiningRegion', () => {
  it('centre on the frame with a quarter of border, and on the box', () => {
    expect(wholeRegion(400, 200)).toEqual({ x: -100, y: -200, size: 600 });
    expect(refiningRegion({ x: 100, y: 100, width: 50, height: 50 })).toEqual({ x: 80, y: 80, size: 90 });
  });
});

describe('videoRegions', () => {
  it('looks at all of the frame, then with a border, then nearer', () => {
    expect(videoRegions(1280, 720).map((regions) => regions.map(({ size }) => size))).toEqual([
      [1280],
      [1920],
      [720, 720, 720],
    ]);
    expect(videoRegions(480, 480).flat()[0]).toEqual({ x: 0, y: 0, size: 480 });
  });
});

describe('any frame', () => {
  it('takes a bounded number of looks, strips of one pixel too', () => {
    const any = fc.integer({ min: 1, max: 16_384 });
    fc.assert(
      fc.property(any, any, (width, height) => {
        expect(videoRegions(width, height).flat().length).toBeLessThanOrEqual(9);
        const scale = Math.min(1, 4096 / Math.max(width, height));
        const tiles = tileLevels(Math.max(1, width * scale), Math.max(1, height * scale)).flat();
        expect(tiles.length).toBeLessThanOrEqual(1300);
        for (const { size } of tiles) expect(size).toBeGreaterThan(0);
      }),
      {
        examples: [
          [1, 16_384],
          [16_384, 1],
          [16_384, 16_384],
          [1, 1],
        ],
      },
    );
  });
});
