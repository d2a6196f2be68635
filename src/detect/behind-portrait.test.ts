import { describe, expect, it } from 'vitest';
import { MOST_PLACES, mostPlaces, tilesBehindPortrait } from './behind-portrait.ts';
import { type Region, tileLevels } from './regions.ts';

describe('tilesBehindPortrait', () => {
  const levels = tileLevels(1600, 1200);

  it('are none where there is no detail', () => {
    expect(tilesBehindPortrait(levels, () => false)).toEqual([]);
  });

  it('are the largest alone where there is detail everywhere: likely places stand for the others', () => {
    expect(tilesBehindPortrait(levels, () => true)).toEqual(levels[0]);
  });

  it('are of all sizes where few have detail', () => {
    const corner = ({ x, y }: Region) => x === 0 && y <= 0;
    expect(tilesBehindPortrait(levels, corner)).toEqual(levels.map(([first]) => first));
  });
});

it('mostPlaces grows with the photo, by whole views, within bounds', () => {
  const sizes = [640, 1600, 2560, 4000, 8000].map((width) => ({ width, height: 0.75 * width }));
  expect(sizes.map(mostPlaces)).toEqual([9, 9, 9, 18, MOST_PLACES]);
});
