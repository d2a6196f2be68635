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

/**
 * @typedef {{ age: number, ageInterval80: readonly [number, number], label: { age?: number | null, age_low?: number | null, age_high?: number | null } }} AgeRow
 */

/**
 * Figures of the age estimate. Exact ages give errors and coverage; groups give the share of expectations that round
 * into their group.
 * @param {readonly AgeRow[]} rows
 */
export function ageFigures(rows) {
  const exact = rows.filter((row) => row.label.age != null);
  const grouped = rows.filter((row) => row.label.age == null && row.label.age_low != null);
  if (exact.length + grouped.length === 0) return null;
  const errors = exact.map((row) => Math.abs(row.age - Number(row.label.age)));
  const covered = exact.filter(
    ({ ageInterval80: [low, high], label }) => low <= Number(label.age) && Number(label.age) <= high,
  );
  const inGroup = grouped.filter(
    ({ age, label }) => Number(label.age_low) - 0.5 <= age && age < Number(label.age_high) + 0.5,
  );
  return {
    mae: orNull(mean(errors)),
    median: orNull(median(errors)),
    within5: orNull(errors.filter((error) => error <= 5).length / errors.length),
    groupAccuracy: orNull(inGroup.length / grouped.length),
    coverage80: orNull(covered.length / exact.length),
    maePerDecade: maePerDecade(exact),
  };
}

/** @param {readonly AgeRow[]} rows */
function maePerDecade(rows) {
  /** @type {Record<string, { mae: number, images: number }>} */
  const figures = {};
  for (let decade = 0; decade <= 110; decade += 10) {
    const errors = rows
      .filter((row) => Number(row.label.age) >= decade && Number(row.label.age) < decade + 10)
      .map((row) => Math.abs(row.age - Number(row.label.age)));
    if (errors.length > 0) figures[`${decade}-${decade + 9}`] = { mae: mean(errors), images: errors.length };
  }
  return figures;
}

/**
 * Figures of the attractiveness estimate on the set's own scale; `mae` is null where no map leads there.
 * @param {readonly { estimate: number, truth: number, votes?: readonly number[], trueVotes?: readonly number[] | null }[]} rows
 * @param {boolean} sameScale
 */
export function attractivenessFigures(rows, sameScale) {
  const withVotes = rows.filter((row) => row.votes !== undefined && row.trueVotes != null);
  return {
    pearson: pearson(
      rows.map((row) => row.estimate),
      rows.map((row) => row.truth),
    ),
    mae: sameScale ? mean(rows.map((row) => Math.abs(row.estimate - row.truth))) : null,
    earthMovers: orNull(
      mean(withVotes.map((row) => earthMoversDistance(row.votes ?? [], row.trueVotes ?? []))),
    ),
  };
}

/** @param {number} value */
function orNull(value) {
  return Number.isNaN(value) ? null : value;
}
