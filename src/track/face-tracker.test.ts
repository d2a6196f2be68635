import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelDistribution } from '../distribution/index.ts';
import { FaceTracker } from './face-tracker.ts';
import { matchFaces, type SeenFace, similarity } from './match-faces.ts';

const rules = {
  minors: { below: 18, threshold: 0.05 },
  isForEverybody: (head: string) => head === 'age',
  tellsPeopleApart: (head: string) => head === 'age',
};

/** A person's appearance; `person` chooses the pattern. */
function appearance(person: number) {
  const pattern = Float32Array.from({ length: 64 }, (_, cell) => 40 * Math.sin(cell * (1.1 + person)));
  return { pattern, brightness: 0.5 };
}

function face(x: number, y: number, size = 100, person = 0): SeenFace {
  const at = (dx: number, dy: number) => ({ x: x + dx * size, y: y + dy * size });
  return {
    box: { x, y, width: size, height: size },
    keypoints: {
      leftEye: at(0.3, 0.4),
      rightEye: at(0.7, 0.4),
      noseTip: at(0.5, 0.6),
      mouth: at(0.5, 0.8),
      leftEar: at(0, 0.4),
      rightEar: at(1, 0.4),
    },
    appearance: appearance(person),
  };
}

function ids(tracker: FaceTracker, faces: readonly SeenFace[], time: number): number[] {
  return tracker.update(faces, time).map(({ id }) => id);
}

describe('FaceTracker', () => {
  it('keeps the ids of faces that move, whatever order they come in', () => {
    const tracker = new FaceTracker(rules);
    expect(ids(tracker, [face(0, 0), face(300, 0)], 0)).toEqual([0, 1]);
    expect(ids(tracker, [face(310, 8), face(12, 5)], 33)).toEqual([1, 0]);
    expect(ids(tracker, [face(25, 9, 108), face(325, 12, 94)], 66)).toEqual([0, 1]);
  });

  it('gives each face one track and no track two faces', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 400 }));
    const frame = fc.array(place, { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 8 }), (frames) => {
        const tracker = new FaceTracker(rules);
        frames.forEach((places, index) => {
          const found = ids(
            tracker,
            places.map(([x, y]) => face(x, y)),
            index * 33,
          );
          expect(found).toHaveLength(places.length);
          expect(new Set(found).size).toBe(found.length);
        });
      }),
    );
  });

  it('remembers a face over some missed frames, and not for ever', () => {
    const tracker = new FaceTracker(rules);
    expect(ids(tracker, [face(0, 0)], 0)).toEqual([0]);
    for (let missed = 1; missed <= 5; missed++) ids(tracker, [], missed * 300);
    expect(ids(tracker, [face(10, 0)], 1800)).toEqual([0]);
    for (let missed = 1; missed <= 6; missed++) ids(tracker, [], 1800 + missed * 300);
    expect(ids(tracker, [face(10, 0)], 4000)).toEqual([1]);
  });

  it('starts afresh with another face in the same place, and far away', () => {
    const tracker = new FaceTracker(rules);
    expect(ids(tracker, [face(0, 0)], 0)).toEqual([0]);
    expect(ids(tracker, [face(0, 0, 100, 1)], 33)).toEqual([1]);
    expect(ids(tracker, [face(400, 300, 100, 1)], 66)).toEqual([2]);
  });

  it('goes on with ids where a lost worker stopped', () => {
    expect(ids(new FaceTracker(rules, 7), [face(0, 0)], 0)).toEqual([7]);
  });
});

describe('matchFaces', () => {
  it('gives a face between two known ones to the nearer one', () => {
    expect(matchFaces([face(0, 0), face(60, 0)], [face(45, 0)])).toEqual([1]);
  });

  it('does not take a much smaller face in the same place for the same', () => {
    expect(similarity(face(0, 0, 200), face(85, 85, 40))).toBe(0);
  });
});

const labels = Array.from({ length: 101 }, (_, year) => year);
const curve = (mean: number) =>
  new LabelDistribution(
    labels,
    labels.map((label) => Math.exp(-((label - mean) ** 2) / 32)),
  );
const votes = new LabelDistribution([1, 2, 3], [1, 1, 1]);
const reading = (mean: number) => ({ age: curve(mean), attractiveness: votes });

describe('Track', () => {
  /** A track that was read at each of `times`, with ages around `mean`. */
  function readAt(times: readonly number[], mean: (index: number) => number) {
    const tracker = new FaceTracker(rules);
    const [track] = tracker.update([face(0, 0)], 0);
    if (track === undefined) throw new Error('no track');
    for (const [index, time] of times.entries()) track.add(reading(mean(index)), 1, time);
    return { tracker, track };
  }

  it('asks the network to read a new or changed face on every frame, at a still one at a low steady rate', () => {
    const { tracker, track } = readAt([0, 33, 66, 99], () => 40);
    expect(track.needsInference(132)).toBe(true);
    track.add(reading(40), 1, 132);
    expect(track.needsInference(165)).toBe(false);
    expect(track.needsInference(700)).toBe(true);
    const turned = { ...face(0, 0), appearance: { ...appearance(0.02), brightness: 0.5 } };
    expect(tracker.update([turned], 165)).toEqual([track]);
    expect(track.needsInference(165)).toBe(true);
  });

  it('tells a reading that must be another person’s', () => {
    const { track } = readAt([0, 100, 200], () => 60);
    expect(track.contradicts(reading(63))).toBe(false);
    expect(track.contradicts(reading(15))).toBe(true);
  });

  const times = (count: number, period = 300) => Array.from({ length: count }, (_, index) => index * period);

  it('gives attractiveness after five clear readings over a second', () => {
    expect(readAt(times(4), () => 50).track.curves).not.toHaveProperty('attractiveness');
    expect(readAt(times(5, 33), () => 50).track.curves).not.toHaveProperty('attractiveness');
    expect(readAt(times(5), () => 50).track.curves).toHaveProperty('attractiveness');
  });

  it('takes it back at one reading that leaves the chance of a minor', () => {
    expect(readAt(times(20), (index) => (index === 19 ? 20 : 30)).track.curves).not.toHaveProperty(
      'attractiveness',
    );
  });

  it('does not give it after lucky readings among readings of a minor', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (lucky) => {
        const { track } = readAt(times(lucky.length), (index) => (lucky[index] ? 60 : 12));
        const unlucky = lucky.lastIndexOf(false);
        if (unlucky >= lucky.length - 5) expect(track.curves).not.toHaveProperty('attractiveness');
      }),
    );
    // Many lucky readings in a row do not suffice while the fused curve remembers the others.
    const { track } = readAt(times(60, 100), (index) => (index < 40 ? 12 : 60));
    expect(track.curves).not.toHaveProperty('attractiveness');
  });
});

describe('Track of a model with a head of its own for minors', () => {
  const withEvidence = { ...rules, minors: { ...rules.minors, evidence: { age: 1, minor: 1 } } };
  const minor = (probability: number) => new LabelDistribution([0, 1], [1 - probability, probability]);

  /** The track after 20 readings of an adult, `minorAt` the probability that the head for minors gives. */
  function tracked(minorAt: (index: number) => number) {
    const [track] = new FaceTracker(withEvidence).update([face(0, 0)], 0);
    if (track === undefined) throw new Error('no track');
    for (let index = 0; index < 20; index++) {
      track.add({ ...reading(45), minor: minor(minorAt(index)) }, 1, index * 300);
    }
    return track;
  }

  it('fuses all heads of the evidence, whether the face may be a minor’s or not', () => {
    const mean = tracked((index) => (index % 2 === 0 ? 1 : 0)).curves?.minor?.probabilities[1];
    expect(mean).toBeGreaterThan(0.4);
    expect(mean).toBeLessThan(0.6);
  });

  it('guards the votes by the fused evidence of both heads', () => {
    expect(tracked(() => 0.01).curves).toHaveProperty('attractiveness');
    // An age of 45 alone leaves no chance of a minor; the other head does.
    expect(tracked(() => 1 - 1e-9).curves).not.toHaveProperty('attractiveness');
    expect(tracked((index) => (index === 19 ? 1 - 1e-9 : 0.01)).curves).not.toHaveProperty('attractiveness');
  });

  it('keeps the curves of other heads only while the face is clear', () => {
    const [track] = new FaceTracker(withEvidence).update([face(0, 0)], 0);
    const smile = minor(0.5);
    for (let index = 0; index < 20; index++) {
      track?.add({ ...reading(12), minor: minor(0.9), smile }, 1, index * 300);
    }
    expect(Object.keys(track?.curves ?? {})).toEqual(['age', 'minor']);
  });
});
