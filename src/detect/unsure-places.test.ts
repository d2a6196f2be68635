import { describe, expect, it } from 'vitest';
import { tileLevels } from './regions.ts';
import { placesToLookAt, tilesOfUnsurePlaces } from './unsure-places.ts';

const keypoint = { x: 0, y: 0 };
const keypoints = {
  leftEye: keypoint,
  rightEye: keypoint,
  noseTip: keypoint,
  mouth: keypoint,
  leftEar: keypoint,
  rightEar: keypoint,
};
const place = (x: number, side: number, score: number) => ({
  box: { x, y: 0, width: side, height: side },
  score,
  keypoints,
  isFine: false,
});

describe('tilesOfUnsurePlaces', () => {
  it('are the smallest tiles, where they are too large to show a face of 49 px', () => {
    const levels = tileLevels(1920, 1080);
    expect(tilesOfUnsurePlaces(levels.flat())).toEqual(levels.at(-1));
    expect(levels.at(-1)?.[0]?.size).toBe(480);
  });

  it('are none where the smallest tiles show such a face, are few, or are not there', () => {
    expect(tilesOfUnsurePlaces(tileLevels(1280, 960).flat())).toEqual([]);
    expect(tilesOfUnsurePlaces(tileLevels(1920, 1080).flat().slice(0, 2))).toEqual([]);
    expect(tilesOfUnsurePlaces([])).toEqual([]);
  });
});

describe('placesToLookAt', () => {
  const tiles = tileLevels(1920, 1080).at(-1) ?? [];

  it('are small places that are neither a face nor a part of a known one, likeliest first, each once', () => {
    const [likely, less] = [place(100, 80, 0.4), place(500, 90, 0.2)];
    const others = [place(900, 80, 0.6), place(110, 80, 0.3), place(1200, 300, 0.4), place(1500, 80, 0.4)];
    expect(placesToLookAt([less, ...others, likely], [place(1490, 100, 0.9)], tiles)).toEqual([likely, less]);
  });

  it('are at most as many as the tiles', () => {
    const many = Array.from({ length: 100 }, (_, index) => place(index * 100, 80, 0.3));
    expect(placesToLookAt(many, [], tiles)).toHaveLength(tiles.length);
  });
});
