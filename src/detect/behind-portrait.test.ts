import { describe, expect, it } from 'vitest';
import { mostPlaces, tilesBehindPortrait } from './behind-portrait.ts';
import { type Region, tileLevels } from './regions.ts';

describe('tilesBehindPortrait', () => {
  const frame = { width: 1600, height: 1200 };
  const levels = tileLevels(frame.width, frame.height);

  it('are none where there is no detail', () => {
    expect(tilesBehindPortrait(levels, () => false, frame)).toEqual({ tiles: [], isComplete: true });
  });

  it('are the largest alone where there is detail everywhere: likely places stand for the others', () => {
    expect(tilesBehindPortrait(levels, () => true, frame)).toEqual({ tiles: levels[0], isComplete: false });
  });

  it('are of all sizes where few have detail', () => {
    const corner = ({ x, y }: Region) => x === 0 && y <= 0;
    const tiles = levels.map(([first]) => first);
    expect(tilesBehindPortrait(levels, corner, frame)).toEqual({ tiles, isComplete: true });
  });
});

describe('mostPlaces', () => {
  it('grows with the photo, within bounds', () => {
    const sizes = [640, 1600, 2560, 4000].map((width) => ({ width, height: 0.75 * width }));
    expect(sizes.map(mostPlaces)).toEqual([2, 4, 4, 4]);
  });
});
