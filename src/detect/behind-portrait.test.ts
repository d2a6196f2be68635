import { describe, expect, it } from 'vitest';
import { tilesBehindPortrait } from './behind-portrait.ts';
import { type Region, tileLevels } from './regions.ts';

describe('tilesBehindPortrait', () => {
  const frame = { width: 1600, height: 1200 };
  const levels = tileLevels(frame.width, frame.height);

  it('are none where there is no detail', () => {
    expect(tilesBehindPortrait(levels, () => false, frame)).toEqual([]);
  });

  it('are the large ones where there is detail everywhere', () => {
    expect(tilesBehindPortrait(levels, () => true, frame)).toEqual(levels.slice(0, 2).flat());
  });

  it('are few in a small photo', () => {
    const small = { width: 640, height: 480 };
    const tiles = tileLevels(small.width, small.height);
    expect(tilesBehindPortrait(tiles, () => true, small)).toEqual(tiles[0]);
  });

  it('are of all sizes where few have detail', () => {
    const corner = ({ x, y }: Region) => x === 0 && y <= 0;
    expect(tilesBehindPortrait(levels, corner, frame)).toEqual(levels.map(([first]) => first));
  });
});
