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
    const logits = maps[index]?.flatMap((map) => [...map.logits]) ?? [];
    const values = maps[index]?.flatMap((map) => [...map.boxes]) ?? [];
    const score = largestDifference(scores, logits.map(scoreOf));
    const pixels = Math.max(
      ...Object.entries(boxes).map(([place, box]) =>
        largestDifference(
          box,
          values.slice(Number(place) * PLACE_VALUES, (Number(place) + 1) * PLACE_VALUES),
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

/** RGBA bytes of a view from pixels of half its size. */
function doubled(base64: string): Uint8ClampedArray {
  const small = atob(base64);
  const side = Math.sqrt(small.length / 3);
  const view = new Uint8ClampedArray(small.length * 16).map((_, at) => {
    const pixel = at >> 2;
    const [x, y] = [(pixel % (2 * side)) >> 1, Math.floor(pixel / (2 * side)) >> 1];
    return (at & 3) === 3 ? 255 : small.charCodeAt((y * side + x) * 3 + (at & 3));
  });
  return view;
}

/** Infinity where the lengths differ or a value is NaN, so that no comparison passes by accident. */
function largestDifference(expected: readonly number[], actual: readonly number[]): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  const worst = Math.max(...expected.map((value, index) => Math.abs(value - (actual[index] ?? Number.NaN))));
  return Number.isNaN(worst) ? Number.POSITIVE_INFINITY : worst;
}
