import { FaceCurveError } from '../errors.ts';
import type { BackendName } from '../types.ts';
import { PLACE_VALUES, scoreOf } from './face-maps.ts';
import { mapsOf, type RunGraph } from './graph-detector.ts';

/** Views with what every backend must compute for them (`models/blazeface/golden.json`). */
export interface GoldenViews {
  /** Largest allowed differences of a score, and of a box or keypoint in pixels of the view. */
  readonly tolerance: { readonly score: number; readonly pixels: number };
  readonly views: readonly GoldenView[];
}

interface GoldenView {
  /** RGB bytes, base64; each pixel stands for 2 x 2 of the view. */
  readonly pixels: string;
  /** Of all places. */
  readonly scores: readonly number[];
  /** Box and keypoints of the places that are faces, by the number of the place. */
  readonly boxes: Readonly<Record<string, readonly number[]>>;
}

/** @throws FaceCurveError `backend-wrong-results` where a backend misses the golden views */
export async function checkGoldenViews(
  { tolerance, views }: GoldenViews,
  run: RunGraph,
  backend: BackendName,
): Promise<void> {
  const maps = await mapsOf(
    run,
    views.map(({ pixels }) => ({ data: doubled(pixels) })),
  );
  for (const [index, { scores, boxes }] of views.entries()) {
    const ofView = maps[index] ?? [];
    const score = largestDifference(scores, joined(ofView.map(({ logits }) => logits)).map(scoreOf));
    const values = joined(ofView.map((map) => map.boxes));
    const pixels = Math.max(
      ...Object.entries(boxes).map(([place, box]) =>
        largestDifference(
          box,
          values.subarray(Number(place) * PLACE_VALUES, (Number(place) + 1) * PLACE_VALUES),
        ),
      ),
    );
    if (score <= tolerance.score && pixels <= tolerance.pixels) continue;
    throw new FaceCurveError(
      'backend-wrong-results',
      `${backend} computes the face detector wrongly: a score is off by ${score}, a place by ${pixels} pixels.`,
      { remedy: "Use backend: 'auto', which goes on to the next backend, or update the graphics driver." },
    );
  }
}

/** RGBA bytes of a view from pixels of half its size; a plain loop, since it runs at every start. */
function doubled(base64: string): Uint8ClampedArray {
  const small = atob(base64);
  const half = Math.sqrt(small.length / 3);
  const view = new Uint8ClampedArray(small.length * 16).fill(255);
  for (let y = 0, to = 0; y < 2 * half; y++) {
    for (let x = 0; x < 2 * half; x++, to += 4) {
      const from = ((y >> 1) * half + (x >> 1)) * 3;
      for (let channel = 0; channel < 3; channel++) view[to + channel] = small.charCodeAt(from + channel);
    }
  }
  return view;
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((length, array) => length + array.length, 0));
  let end = 0;
  for (const array of arrays) {
    all.set(array, end);
    end += array.length;
  }
  return all;
}

/** Infinity where the lengths differ or a value is NaN, so that no comparison passes by accident. */
function largestDifference(expected: readonly number[], actual: Float32Array): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  const worst = Math.max(...expected.map((value, index) => Math.abs(value - (actual[index] ?? Number.NaN))));
  return Number.isNaN(worst) ? Number.POSITIVE_INFINITY : worst;
}
