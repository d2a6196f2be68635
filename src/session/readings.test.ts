import { describe, expect, it } from 'vitest';
import { FaceCurveError } from '../errors.ts';
import { LabelDistribution } from '../index.ts';
import { englishWords as words } from '../languages/index.ts';
import type { FaceEstimate } from '../types.ts';
import { fakeFace } from './fake-session.ts';
import { ageHead, ageReading, tagOf, votesReading } from './readings.ts';
import type { Shown } from './shown.ts';
import { ShownFaces } from './shown-faces.ts';

const ages = Array.from({ length: 101 }, (_, age) => age);
const age = new LabelDistribution(
  ages,
  ages.map((label) => Math.exp(-0.5 * ((label - 34) / 4) ** 2)),
);

function reading(shown: Shown, ...faces: FaceEstimate[]) {
  const all = new ShownFaces();
  all.take(faces, false);
  return ageReading({ shown, faces: all }, words);
}

describe('the place of the age curve', () => {
  it('has a head while it waits', () => {
    const progress = { share: 0.5, loadedBytes: 5e6, totalBytes: 10e6 };
    expect(reading({ mode: 'loading', progress })).toMatchObject({
      kind: 'waiting',
      share: 0.5,
      head: { number: '50%' },
    });
    const begun = { ...progress, share: 0.0004 };
    expect(reading({ mode: 'loading', progress: begun })).toMatchObject({ head: { number: '0%' } });
    expect(reading({ mode: 'estimating' })).toMatchObject({ kind: 'waiting', head: { number: '…' } });
    expect(reading({ mode: 'empty' })).toMatchObject({ kind: 'waiting', head: { number: '?' } });
  });

  it('has the curve of the chosen face', () => {
    const curve = reading({ mode: 'faces' }, { ...fakeFace(), age });
    if (curve.kind !== 'curve') throw new Error(curve.kind);
    const say = words.aboutAge(age);
    expect(ageHead(curve, say, words)).toEqual({ eyebrow: 'Looks about', number: '34', say });
  });

  it('has a message where there is no curve, and nothing where the age was not asked for', () => {
    const error = new FaceCurveError('worker-lost', 'The worker died.');
    expect(reading({ mode: 'failure', error, retry: undefined })).toMatchObject({
      message: words.errors['worker-lost'],
      failure: { error },
    });
    expect(reading({ mode: 'no-face', source: 'camera' })).toMatchObject({ message: words.noFaceInView });
    expect(reading({ mode: 'faces' }, fakeFace())).toEqual({ kind: 'none' });
    const withheld = { ...fakeFace(), age: { withheld: 'not-usable' } as const };
    expect(reading({ mode: 'faces' }, withheld)).toMatchObject({ message: words.withheld['not-usable'] });
  });
});

it('the place of the votes has a curve, or says why there is none', () => {
  expect(votesReading(undefined, words)).toEqual({ kind: 'none', note: words.noVotesYet });
  const minor = { ...fakeFace(), attractiveness: { withheld: 'may-be-minor' } as const };
  expect(votesReading(minor, words)).toMatchObject({ kind: 'withheld' });
  expect(votesReading({ ...fakeFace(), attractiveness: age }, words)).toMatchObject({ number: '34.0' });
});

it('the tag says what is on the picture', () => {
  const faces = new ShownFaces();
  const pictureName = '';
  expect(tagOf({ faces, isInView: false, pictureName }, words)).toBe(words.noFaceTag);
  faces.take([fakeFace()], false);
  expect(tagOf({ faces, isInView: true, pictureName }, words)).toBe('one face, good quality');
  expect(tagOf({ faces, isInView: true, pictureName }, words, true)).toBe(words.whereItLooks);
  expect(tagOf({ faces, isInView: true, pictureName: 'Sample: old age' }, words)).toBe('Sample: old age');
  faces.take([fakeFace(), fakeFace(90)], false);
  expect(tagOf({ faces, isInView: true, pictureName }, words)).toBe('2 faces');
});
