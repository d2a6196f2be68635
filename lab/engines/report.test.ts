import { expect, test } from 'vitest';
import type { GoldenReading } from '../page/engines.ts';
import type { PlainFace } from '../page/plain-face.ts';
import { differenceOf, problemOfRun, problemOfVisit, type RunOutcome, tables } from './report.mjs';

const model = { name: 'facecurve', version: '0' };

const point = { x: 0, y: 0 };

const face: PlainFace = {
  id: null,
  frame: { width: 9, height: 9 },
  box: { x: 0, y: 0, width: 9, height: 9 },
  keypoints: {
    leftEye: point,
    rightEye: point,
    noseTip: point,
    mouth: point,
    leftEar: point,
    rightEar: point,
  },
  quality: {
    usable: true,
    reasons: [],
    eyeDistance: 90,
    sharpness: 0.3,
    brightness: 0.5,
    yaw: 0,
    pitch: 0,
    roll: 0,
  },
  age: [0.25, 0.5, 0.25],
  attractiveness: 'may-be-minor',
  expectation: 1,
  model,
};

function reading(...faces: PlainFace[]): GoldenReading {
  const detector = { name: 'mediapipe', reason: null } as const;
  const info = { detector, software: false, rejected: [], hostReason: null, cropSize: 96, model };
  return {
    info: { ...info, backend: 'wasm', host: 'worker' },
    pictures: { old: faces },
    milliseconds: 20,
  };
}

const chromium: RunOutcome = { engine: 'Chromium', run: ['wasm', 'worker'], reading: reading(face) };
const off: RunOutcome = {
  engine: 'Firefox',
  run: ['wasm', 'worker'],
  reading: reading({ ...face, age: [0.25, 0.49, 0.26], expectation: 1.01 }),
};

test('the difference is the largest of any probability and of any expectation', () => {
  expect(differenceOf(off.reading as GoldenReading, reading(face))).toEqual({
    probability: expect.closeTo(0.01),
    years: expect.closeTo(0.01),
  });
  expect(differenceOf(reading(face), reading(face))).toEqual({ probability: 0, years: 0 });
});

test('a face too many, a curve too few and another reason are infinitely far', () => {
  for (const other of [
    reading(),
    reading(face, face),
    reading({ ...face, age: 'not-usable' }),
    reading({ ...face, attractiveness: [1] }),
    reading({ ...face, age: [0.25, 0.5] }),
  ]) {
    expect(differenceOf(other, reading(face)).probability).toBe(Number.POSITIVE_INFINITY);
  }
});

test('what an engine has not is no problem, but WebAssembly each has', () => {
  const lacking: RunOutcome = {
    engine: 'WebKitGTK',
    run: ['webgl', 'worker'],
    absent: 'There is no WebGL 2.',
  };
  expect(problemOfRun(chromium, [chromium])).toBeUndefined();
  expect(problemOfRun(lacking, [chromium, lacking])).toBeUndefined();
  expect(problemOfRun({ ...lacking, run: ['wasm', 'page'] }, [chromium])).toBe('There is no WebGL 2.');
  expect(problemOfRun(off, [chromium, off])).toMatch(/^off by 0\.0100/);
  expect(problemOfRun(off, [off])).toBe('nothing to compare with');
});

test('a reading by the graph is compared with Chromium’s reading by the graph', () => {
  const byGraph = (outcome: RunOutcome): RunOutcome => {
    const { info, ...rest } = outcome.reading as GoldenReading;
    return { ...outcome, reading: { ...rest, info: { ...info, detector: { name: 'graph', reason: null } } } };
  };
  expect(problemOfRun(byGraph(off), [chromium])).toBe('nothing to compare with');
  expect(problemOfRun(byGraph(off), [chromium, byGraph(off), byGraph(chromium)])).toMatch(/^off by/);
  const same = { ...byGraph(off), engine: 'Chromium' };
  expect(problemOfRun(byGraph(off), [chromium, same])).toBeUndefined();
});

test('what is shown must be what Chromium shows', () => {
  const visit = { engine: 'Chromium', what: 'element', seen: { shown: '78', bars: 101 } } as const;
  expect(problemOfVisit(visit, [visit])).toBeUndefined();
  const other = { ...visit, engine: 'Firefox', seen: { shown: '77', bars: 101 } };
  expect(problemOfVisit(other, [visit, other])).toContain('77');
  expect(
    problemOfVisit({ ...visit, engine: 'Firefox', seen: { shown: '78', bars: 0 } }, [visit]),
  ).toBeDefined();
});

test('no cell of the tables is blank', () => {
  const runs: RunOutcome[] = [
    chromium,
    off,
    { engine: 'Firefox', run: ['webgpu', 'worker'], absent: 'WebGPU offers no adapter.' },
    { engine: 'Firefox', run: ['webgl', 'worker'], failed: 'no end within 150 s' },
  ];
  const engines = ['Chromium', 'Firefox'].map((name) => ({ name, version: '1' }));
  const written = tables({ engines, runs, visits: [] });
  const cells = written.split('\n').flatMap((row) => row.split('|').slice(1, -1));
  expect(cells.length).toBeGreaterThan(40);
  expect(cells.filter((cell) => cell.trim() === '')).toEqual([]);
  expect(written).toContain('not available: WebGPU offers no adapter.');
  expect(written).toContain('fails: no end within 150 s');
});
