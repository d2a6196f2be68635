/** Figures over the pictures of a set. Pure: arrays of numbers in, numbers out; NaN where there is nothing to count. */

/** @param {readonly number[]} values */
export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * Pearson's correlation.
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 */
export function pearson(a, b) {
  const meanA = mean(a);
  const meanB = mean(b);
  let covariance = 0;
  let varianceA = 0;
  let varianceB = 0;
  a.forEach((value, index) => {
    const x = value - meanA;
    const y = (b[index] ?? Number.NaN) - meanB;
    covariance += x * y;
    varianceA += x * x;
    varianceB += y * y;
  });
  return covariance / Math.sqrt(varianceA * varianceB);
}

/**
 * Earth mover's distance of two histograms over the same equally spaced labels, in labels' steps.
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 */
export function earthMoversDistance(a, b) {
  const totalA = a.reduce((sum, value) => sum + value, 0);
  const totalB = b.reduce((sum, value) => sum + value, 0);
  let carried = 0;
  let distance = 0;
  a.forEach((value, index) => {
    carried += value / totalA - (b[index] ?? 0) / totalB;
    distance += Math.abs(carried);
  });
  return distance;
}

/**
 * Piecewise linear through (from[i], to[i]), both increasing; constant beyond the ends.
 * @param {number} value
 * @param {readonly number[]} from
 * @param {readonly number[]} to
 */
export function mapScale(value, from, to) {
  const last = from.length - 1;
  if (value <= (from[0] ?? Number.NaN)) return to[0] ?? Number.NaN;
  if (value >= (from[last] ?? Number.NaN)) return to[last] ?? Number.NaN;
  const upper = from.findIndex((edge) => edge >= value);
  const x0 = from[upper - 1] ?? Number.NaN;
  const x1 = from[upper] ?? Number.NaN;
  const y0 = to[upper - 1] ?? Number.NaN;
  const y1 = to[upper] ?? Number.NaN;
  return y0 + ((value - x0) / (x1 - x0)) * (y1 - y0);
}

/** @typedef {Readonly<Record<string, readonly [low: number, high: number]>>} Intervals by their share in % */

/**
 * @typedef {{ age: number, ageIntervals: Intervals, label: { age?: number | null, age_low?: number | null, age_high?: number | null } }} AgeRow
 */

/** Intervals that the page prints, in %. */
const PRINTED = ['50', '80', '95'];

/** Pictures of the whole of UTKFace per decade of age (by file name); the last one is 80 and above. */
const UTKFACE_PICTURES = [3061, 1531, 7344, 4537, 2245, 2299, 1318, 699, 673];

/**
 * Figures of the age estimate. Exact ages give errors and coverage (by the interval's share in %); groups give the share
 * of expectations that round into their group. `maeNaturalMix` is the mean error with UTKFace's shares of decades, null
 * unless every decade has a face.
 * @param {readonly AgeRow[]} rows
 */
export function ageFigures(rows) {
  const exact = rows.filter((row) => row.label.age != null);
  const grouped = rows.filter((row) => row.label.age == null && row.label.age_low != null);
  if (exact.length + grouped.length === 0) return null;
  const errors = exact.map((row) => Math.abs(row.age - Number(row.label.age)));
  const inGroup = grouped.filter(
    ({ age, label }) => Number(label.age_low) - 0.5 <= age && age < Number(label.age_high) + 0.5,
  );
  return {
    mae: orNull(mean(errors)),
    median: orNull(median(errors)),
    within5: orNull(errors.filter((error) => error <= 5).length / errors.length),
    groupAccuracy: orNull(inGroup.length / grouped.length),
    coverage80: orNull(shareInside(exact, '80')),
    coverage: Object.fromEntries(
      Object.keys(exact[0]?.ageIntervals ?? {}).map((share) => [share, shareInside(exact, share)]),
    ),
    maeNaturalMix: orNull(naturalMean(exact)),
    maePerDecade: maePerDecade(exact),
  };
}

/**
 * Share of the labelled ages that lie in the interval of `share` %.
 * @param {readonly AgeRow[]} rows
 * @param {string} share
 */
function shareInside(rows, share) {
  const inside = rows.filter(({ ageIntervals, label }) => {
    const [low, high] = ageIntervals[share] ?? [Number.NaN, Number.NaN];
    return low <= Number(label.age) && Number(label.age) <= high;
  });
  return inside.length / rows.length;
}

/** @param {readonly AgeRow[]} rows */
function naturalMean(rows) {
  const total = UTKFACE_PICTURES.reduce((sum, pictures) => sum + pictures, 0);
  return UTKFACE_PICTURES.reduce((sum, pictures, decade) => {
    const last = UTKFACE_PICTURES.length - 1;
    const part = rows.filter(({ label }) => Math.min(last, Math.floor(Number(label.age) / 10)) === decade);
    return sum + (pictures / total) * mean(part.map((row) => Math.abs(row.age - Number(row.label.age))));
  }, 0);
}

/** @param {readonly AgeRow[]} rows */
function maePerDecade(rows) {
  /** @type {Record<string, { mae: number, bias: number, coverage: Record<string, number>, images: number }>} */
  const figures = {};
  for (let decade = 0; decade <= 110; decade += 10) {
    const part = rows.filter(({ label }) => Number(label.age) >= decade && Number(label.age) < decade + 10);
    if (part.length === 0) continue;
    const errors = part.map((row) => row.age - Number(row.label.age));
    figures[`${decade}-${decade + 9}`] = {
      mae: mean(errors.map(Math.abs)),
      bias: mean(errors),
      coverage: Object.fromEntries(PRINTED.map((share) => [share, shareInside(part, share)])),
      images: part.length,
    };
  }
  return figures;
}

/**
 * @typedef {{ estimate: number, truth: number, votes?: readonly number[], votesIntervals?: Intervals, trueVotes?: readonly number[] | null }} VotesRow
 */

/**
 * Figures of the attractiveness estimate on the set's own scale; `mae` and `bias` are null where no map leads there.
 * `voteCoverage` is the mean share of a picture's votes inside the interval of each share in %.
 * @param {readonly VotesRow[]} rows
 * @param {boolean} sameScale
 */
export function attractivenessFigures(rows, sameScale) {
  const withVotes = rows.filter((row) => row.votes !== undefined && row.trueVotes != null);
  return {
    pearson: orNull(
      pearson(
        rows.map((row) => row.estimate),
        rows.map((row) => row.truth),
      ),
    ),
    mae: sameScale ? mean(rows.map((row) => Math.abs(row.estimate - row.truth))) : null,
    bias: sameScale ? mean(rows.map((row) => row.estimate - row.truth)) : null,
    voteCoverage: Object.fromEntries(
      Object.keys(withVotes[0]?.votesIntervals ?? {}).map((share) => [
        share,
        mean(withVotes.map((row) => votesInside(row.trueVotes ?? [], row.votesIntervals?.[share]))),
      ]),
    ),
    earthMovers: orNull(
      mean(withVotes.map((row) => earthMoversDistance(row.votes ?? [], row.trueVotes ?? []))),
    ),
  };
}

/**
 * Share of votes for 1, 2, … points inside an interval; those for k points are spread evenly over k - 1/2 to k + 1/2.
 * @param {readonly number[]} votes
 * @param {readonly [low: number, high: number]} [interval]
 */
export function votesInside(votes, [low, high] = [Number.NaN, Number.NaN]) {
  const total = votes.reduce((sum, count) => sum + count, 0);
  const inside = votes.reduce((sum, count, index) => {
    const overlap = Math.min(high, index + 1.5) - Math.max(low, index + 0.5);
    return sum + count * Math.max(0, overlap);
  }, 0);
  return inside / total;
}

/** @param {number} value */
function orNull(value) {
  return Number.isNaN(value) ? null : value;
}
