import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { detectorCard } from '../assets/detector-card.ts';
import { PLACE_VALUES } from './face-maps.ts';
import { GraphDetector, type RunGraph } from './graph-detector.ts';
import { checkGoldenViews, type GoldenViews } from './graph-golden.ts';

const golden: GoldenViews = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../models/blazeface/golden.json'), 'utf8'),
);

type Outputs = Record<string, Float32Array>;

/** A graph that answers as the golden vectors say, changed by `change`. */
function graph(change: (outputs: Outputs, view: number) => void = () => undefined): RunGraph {
  return async (_, [views], names) => {
    const ofViews = golden.views.slice(0, views).map(({ scores, boxes }, view) => {
      const outputs: Outputs = {};
      let first = 0;
      for (const map of detectorCard.maps) {
        const places = map.cells ** 2 * map.anchors;
        outputs[map.scores] = Float32Array.from(scores.slice(first, first + places), (score) =>
          Math.log(score / (1 - score)),
        );
        const values = new Float32Array(places * PLACE_VALUES);
        for (const [place, box] of Object.entries(boxes)) {
          const inMap = Number(place) - first;
          if (inMap >= 0 && inMap < places) values.set(box, inMap * PLACE_VALUES);
        }
        outputs[map.boxes] = values;
        first += places;
      }
      change(outputs, view);
      return outputs;
    });
    return names.map((name) => ({
      values: Float32Array.from(ofViews.flatMap((outputs) => [...(outputs[name] ?? [])])),
    }));
  };
}

const view = { data: new Uint8ClampedArray(4 * detectorCard.viewSize ** 2) };

test('the right answers pass', async () => {
  await expect(checkGoldenViews(golden, graph(), 'wasm')).resolves.toBeUndefined();
});

test.each([
  ['a score', (outputs: Outputs) => outputs.classificator_16?.fill(-9)],
  ['a box', (outputs: Outputs) => outputs.regressor_16?.fill(0)],
  ['no number', (outputs: Outputs) => outputs.classificator_8?.fill(Number.NaN, 100, 101)],
  ['an output that is missing', (outputs: Outputs) => delete outputs.regressor_16],
])('a wrong answer in one of the views is an error: %s', async (_, change) => {
  for (const wrong of [0, 1]) {
    const run = graph((outputs, index) => void (index === wrong && change(outputs)));
    await expect(checkGoldenViews(golden, run, 'webgl')).rejects.toMatchObject({
      code: 'backend-wrong-results',
      message: expect.stringContaining('webgl'),
    });
  }
});

test('the detector gives each view its own faces: one large, then two small, boxes in whole pixels', async () => {
  const [one, two, ...others] = await new GraphDetector(graph()).detect([view, view]);
  expect(others).toEqual([]);
  expect(one).toHaveLength(1);
  expect(two).toHaveLength(2);
  for (const { box } of [...(one ?? []), ...(two ?? [])]) {
    expect(Object.values(box).every(Number.isInteger)).toBe(true);
  }
  expect(one?.[0]?.box.width).toBeGreaterThan(60);
  expect(two?.[0]?.box.width).toBeLessThan(50);
});

test('with a lower least score the faces are the same, and places less sure come after them', async () => {
  const detector = new GraphDetector(graph());
  const faces = await detector.detect([view, view]);
  const withPlaces = await detector.detect([view, view], 0.01);
  for (const [index, ofView] of faces.entries()) {
    const places = withPlaces[index]?.slice(ofView.length) ?? [];
    expect(withPlaces[index]?.slice(0, ofView.length)).toEqual(ofView);
    expect(places.length).toBeGreaterThan(0);
    for (const { score } of places) expect(score).toBeLessThan(0.5);
  }
});

test('many views go through the graph in batches, bytes as numbers from -1 to 1', async () => {
  const batches: number[] = [];
  let input = new Float32Array();
  const run: RunGraph = async (given, [views], names) => {
    batches.push(views);
    input = new Float32Array(given);
    return names.map((name) => {
      const map = detectorCard.maps.find(({ scores, boxes }) => scores === name || boxes === name);
      const places = (map?.cells ?? 0) ** 2 * (map?.anchors ?? 0);
      const isScores = map?.scores === name;
      return {
        values: new Float32Array(views * places * (isScores ? 1 : PLACE_VALUES)).fill(isScores ? -5 : 0),
      };
    });
  };
  const white = { data: new Uint8ClampedArray(view.data.length).fill(255) };
  const faces = await new GraphDetector(run).detect([...Array.from({ length: 36 }, () => view), white]);
  expect(faces).toHaveLength(37);
  expect(batches).toEqual([16, 16, 5]);
  expect(input[0]).toBe(-1);
  expect(input.at(-1)).toBeCloseTo(1, 6);
});
