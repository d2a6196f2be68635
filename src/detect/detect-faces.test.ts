import { describe, expect, it } from 'vitest';
import type { DetectedFace } from '../types.ts';
import { detectInPhoto, detectInVideo, followFaces } from './detect-faces.ts';
import type { DetectInRegions } from './region-faces.ts';
import type { Region } from './regions.ts';
import { turnBack } from './turn.ts';

const frame = { width: 400, height: 400 };

/** A face in the middle of the frame, its head tilted by quarter turns. */
function face(turn: 0 | 90 | 180 | 270, score: number): DetectedFace {
  const upright = {
    box: { x: 130, y: 120, width: 140, height: 140 },
    score,
    keypoints: {
      leftEye: { x: 180, y: 170 },
      rightEye: { x: 220, y: 170 },
      noseTip: { x: 200, y: 190 },
      mouth: { x: 200, y: 215 },
      leftEar: { x: 155, y: 180 },
      rightEar: { x: 245, y: 180 },
    },
  };
  return turnBack(upright, frame.width, turn);
}

/** What a detector sees in each view of the frame; `looks` are the regions of its calls. */
function detector(seen: (turn: number) => DetectedFace | null) {
  const looks: Region[] = [];
  const detect: DetectInRegions = async (regions) => {
    looks.push(...regions);
    return regions.map(({ turn = 0 }) => {
      const found = seen(turn);
      return found === null ? [] : [{ ...found, isFine: found.score >= 0.8 }];
    });
  };
  return { detect, looks };
}

const photo = (detect: DetectInRegions) => ({
  detect,
  detectSideBySide: async () => [],
  hasFineDetail: () => false,
  likelyPlaces: () => [],
});
const turns = (looks: readonly Region[]) => looks.map(({ turn = 0 }) => turn);

describe('a face of a photo', () => {
  it('that is surely upright is looked at once', async () => {
    const { detect, looks } = detector((turn) => (turn === 0 ? face(0, 0.93) : face(180, 0.95)));
    expect(await detectInPhoto(photo(detect), frame)).toMatchObject([{ score: 0.93 }]);
    expect(turns(looks)).toEqual([0]);
  });

  it('that is not sure is looked at in each turn, and is as the surest view shows it', async () => {
    const { detect, looks } = detector((turn) => face(turn === 0 ? 0 : 180, turn === 180 ? 0.9 : 0.7));
    expect(await detectInPhoto(photo(detect), frame)).toEqual([expect.objectContaining(face(180, 0.9))]);
    expect(turns(looks).slice(0, 5)).toEqual([0, 0, 90, 180, 270]);
  });

  it.each([
    ['little surer', 0.74],
    ['surer, but not sure', 0.69],
  ])('stays as it is where another view is %s', async (_, score) => {
    const upright = score === 0.69 ? 0.6 : 0.7;
    const { detect } = detector((turn) => (turn === 0 ? face(0, upright) : face(90, score)));
    expect(await detectInPhoto(photo(detect), frame)).toMatchObject([{ score: upright }]);
  });

  it('that no upright view shows is found in the turned ones', async () => {
    const { detect } = detector((turn) => (turn === 270 ? face(270, 0.9) : null));
    expect(await detectInPhoto(photo(detect), frame)).toMatchObject([{ score: 0.9 }]);
  });
});

describe('a place of a large photo that looks a little like a face', () => {
  const large = { width: 1920, height: 1080 };
  const small: DetectedFace = { ...face(0, 0.3), box: { x: 160, y: 150, width: 90, height: 90 } };

  /** Every look around the place shows it: tiles a little, a close-up with its score. */
  function lookingAt(closeUp: number | null) {
    const asked: (number | undefined)[] = [];
    const detect: DetectInRegions = async (regions, leastScore) => {
      asked.push(leastScore);
      return regions.map(({ size, x, y }) => {
        if (size < 300 && closeUp !== null) return [{ ...small, score: closeUp, isFine: false }];
        return leastScore !== undefined && x === 0 && y === 0 ? [{ ...small, isFine: false }] : [];
      });
    };
    return { detect, asked };
  }

  it('is a face where a close-up shows one that is sure', async () => {
    const { detect, asked } = lookingAt(0.9);
    expect(await detectInPhoto(photo(detect), large)).toMatchObject([{ score: 0.9 }]);
    expect(asked.filter((leastScore) => leastScore !== undefined)).toHaveLength(1);
  });

  it.each([0.7, null])('is none where a close-up shows %s', async (score) => {
    expect(await detectInPhoto(photo(lookingAt(score).detect), large)).toEqual([]);
  });
});

it('a face of a video that lies is followed in the view in which it is upright, by one look', async () => {
  const known = face(90, 0.9);
  const { detect, looks } = detector((turn) => (turn === 90 ? known : face(0, 0.7)));
  expect(await followFaces(detect, [known], [])).toEqual([known]);
  expect(turns(looks)).toEqual([90]);
});

it('an upright face of a video costs no look more than its close-up', async () => {
  const { detect, looks } = detector((turn) => face(turn === 0 ? 0 : 180, 0.9));
  await detectInVideo(detect, frame);
  expect(looks.length).toBeLessThanOrEqual(2);
  expect(turns(looks)).not.toContain(180);
});
