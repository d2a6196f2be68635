import { describe, expect, it } from 'vitest';
import { detectInPhoto } from './detect-faces.ts';
import type { PhotoRegions } from './region-faces.ts';
import { type Region, tileLevels, wholeRegion } from './regions.ts';

const frame = { width: 1600, height: 1200 };
const place = { x: 400, y: 700 };
const portrait = {
  box: { x: 100, y: 300, width: 800, height: 800 },
  score: 0.95,
  keypoints: {
    leftEye: place,
    rightEye: place,
    noseTip: place,
    mouth: place,
    leftEar: place,
    rightEar: place,
  },
  isFine: true,
};

/** The tiles that are searched in a photo whose whole view shows a portrait. */
async function searchedTiles(hasFineDetail: PhotoRegions['hasFineDetail']): Promise<Region[]> {
  const searched: Region[] = [];
  const { size } = wholeRegion(frame.width, frame.height);
  const detect: PhotoRegions['detect'] = async (regions) => {
    searched.push(...regions);
    return regions.map((region) => (region.size === size ? [portrait] : []));
  };
  const faces = await detectInPhoto({ detect, hasFineDetail }, frame);
  expect(faces.map(({ box }) => box)).toEqual([portrait.box]);
  return searched.filter((region) => region.size !== size);
}

describe('detectInPhoto, behind a portrait', () => {
  const levels = tileLevels(frame.width, frame.height);

  it('searches nothing where there is no detail', async () => {
    expect(await searchedTiles(() => false)).toEqual([]);
  });

  it('searches the large tiles where there is detail everywhere', async () => {
    expect(await searchedTiles(() => true)).toEqual(levels.slice(0, 2).flat());
  });

  it('searches the small tiles too where few have detail', async () => {
    const corner = ({ x, y }: Region) => x === 0 && y <= 0;
    expect(await searchedTiles(corner)).toEqual(levels.map(([first]) => first));
  });

  it('names the head around the portrait as covered', async () => {
    await searchedTiles((_, [head, ...others]) => {
      expect(others).toEqual([]);
      expect(head).toEqual({ x: -100, y: -100, width: 1200, height: 1400 });
      return false;
    });
  });
});
