import { LabelDistribution } from '../distribution/index.ts';

/** Milliseconds after which a reading counts e times less: a curve settles, and still follows a new light or view. */
const MEMORY = 12_000;
/** A reading stands for the time since the reading before, but for no more than this (milliseconds). */
const LONGEST_SHARE = 500;
/** The time that the first reading stands for, in milliseconds. */
const FIRST_SHARE = 100;

/**
 * The curves of one head of one face over time as one curve: their mean, weighted by quality, by the time that each reading
 * stands for, and by how recent it is. A mean of probabilities and not a product: consecutive frames show the same face in
 * the same light, so their errors are the same too, and a product of a hundred of them would be sure of its error. The mean
 * is never narrower than its parts are on average, keeps what they disagree about, and its P(age < 18) is the mean of theirs.
 * Weighted by time, so that the rate of readings does not matter.
 */
export class FusedDistribution {
  private labels: Float32Array | null = null;
  private masses = new Float64Array(0);
  private time = Number.NEGATIVE_INFINITY;

  /** @param weight of the reading's quality, above 0; @param time in milliseconds, not before the last reading's */
  add(distribution: LabelDistribution, weight: number, time: number): void {
    const isFirst = this.labels === null;
    this.labels ??= distribution.labels;
    if (isFirst) this.masses = new Float64Array(distribution.labels.length);
    const elapsed = Math.max(0, isFirst ? 0 : time - this.time);
    const share = weight * (isFirst ? FIRST_SHARE : Math.min(elapsed, LONGEST_SHARE));
    const kept = Math.exp(-elapsed / MEMORY);
    this.masses = this.masses.map(
      (mass, index) => kept * mass + share * (distribution.probabilities[index] ?? 0),
    );
    this.time = time;
  }

  /** Null before the first reading. */
  get value(): LabelDistribution | null {
    return this.labels === null ? null : new LabelDistribution(this.labels, this.masses);
  }
}
