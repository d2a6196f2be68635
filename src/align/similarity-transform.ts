import type { Point, SimilarityTransform } from '../types.ts';

/**
 * The similarity transform that takes `from` to `to` with the least sum of squared distances
 * (Umeyama 1991 in two dimensions, where it has a closed form).
 * @throws RangeError when the points differ in number, are fewer than two, or all lie in one place.
 */
export function fitSimilarityTransform(from: readonly Point[], to: readonly Point[]): SimilarityTransform {
  if (from.length !== to.length || from.length < 2) {
    throw new RangeError(
      `Need two equally long lists of at least 2 points, got ${from.length} and ${to.length}.`,
    );
  }
  const fromMean = mean(from);
  const toMean = mean(to);
  let dot = 0;
  let cross = 0;
  let spread = 0;
  from.forEach((point, index) => {
    const target = to[index] ?? toMean;
    const x = point.x - fromMean.x;
    const y = point.y - fromMean.y;
    const u = target.x - toMean.x;
    const v = target.y - toMean.y;
    dot += x * u + y * v;
    cross += x * v - y * u;
    spread += x * x + y * y;
  });
  if (!(spread > 0)) throw new RangeError('The points to align all lie in one place.');
  const a = dot / spread;
  const b = cross / spread;
  return {
    a,
    b,
    translateX: toMean.x - a * fromMean.x + b * fromMean.y,
    translateY: toMean.y - b * fromMean.x - a * fromMean.y,
  };
}

function mean(points: readonly Point[]): Point {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point.x / points.length;
    y += point.y / points.length;
  }
  return { x, y };
}

export function applySimilarity(transform: SimilarityTransform, point: Point): Point {
  return {
    x: transform.a * point.x - transform.b * point.y + transform.translateX,
    y: transform.b * point.x + transform.a * point.y + transform.translateY,
  };
}
