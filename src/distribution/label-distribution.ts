/** A curve as plain data, for JSON; `docs/saved-result.md` describes each field. */
export interface SavedCurve {
  readonly labels: readonly number[];
  readonly probabilities: readonly number[];
  readonly expectation: number;
  readonly standardDeviation: number;
  readonly mode: number;
  /** The central intervals that hold this percentage of the curve. */
  readonly intervals: Readonly<Record<'50' | '80' | '95', readonly [low: number, high: number]>>;
}

/**
 * A probability for each of equally spaced labels (ages in years, votes in points). Immutable.
 *
 * Quantiles, intervals and tail probabilities treat a label as the bin of one step around it, with its mass spread evenly:
 * the cumulative distribution is piecewise linear through the bins' edges.
 */
export class LabelDistribution {
  /** The labels in rising order. */
  readonly labels: Float32Array;
  /** One probability per label; their sum is 1. */
  readonly probabilities: Float32Array;
  /** Sum of label times probability (the estimate of DLDL-v2, section 3.3). */
  readonly expectation: number;
  readonly standardDeviation: number;
  /** The label of the largest probability; the first one on ties. */
  readonly mode: number;
  /** Cumulative mass up to each bin's upper edge, in double precision; the last is exactly 1. */
  private readonly edges: Float64Array;

  /**
   * @param labels equally spaced and rising, at least two
   * @param probabilities finite and not negative; normalised to the sum 1
   * @throws RangeError otherwise
   */
  constructor(labels: ArrayLike<number>, probabilities: ArrayLike<number>) {
    assertLabels(labels, probabilities.length);
    const total = sumOf(probabilities);
    this.labels = Float32Array.from(labels);
    this.probabilities = Float32Array.from(probabilities, (probability) => probability / total);
    let expectation = 0;
    let square = 0;
    let modeIndex = 0;
    let mass = 0;
    const exact = Float64Array.from(probabilities, (probability) => probability / total);
    this.edges = exact.map((probability, index) => {
      const label = labels[index] ?? 0;
      expectation += label * probability;
      if (probability > (exact[modeIndex] ?? 0)) modeIndex = index;
      mass += probability;
      return mass;
    });
    exact.forEach((probability, index) => {
      square += ((labels[index] ?? 0) - expectation) ** 2 * probability;
    });
    this.edges[this.edges.length - 1] = 1;
    this.expectation = expectation;
    this.standardDeviation = Math.sqrt(square);
    this.mode = labels[modeIndex] ?? 0;
  }

  /** Width of a bin in labels. */
  private get step(): number {
    return (this.labels[1] ?? 1) - (this.labels[0] ?? 0);
  }

  /** The value below which the share `q` of the mass lies; `q` is clamped to 0..1. */
  quantile(q: number): number {
    const share = Math.min(1, Math.max(0, q));
    const index = Math.max(
      0,
      this.edges.findIndex((mass) => mass >= share && mass > 0),
    );
    const before = index === 0 ? 0 : (this.edges[index - 1] ?? 0);
    const mass = (this.edges[index] ?? 1) - before;
    const part = mass > 0 ? (share - before) / mass : 0;
    return (this.labels[index] ?? 0) + (part - 0.5) * this.step;
  }

  /** The central interval that holds `share` of the mass: as much lies below it as above it. */
  interval(share: number): [low: number, high: number] {
    const outside = (1 - Math.min(1, Math.max(0, share))) / 2;
    return [this.quantile(outside), this.quantile(1 - outside)];
  }

  /** P(value < `label`) on the piecewise linear cumulative distribution, 0 to 1. */
  probabilityBelow(label: number): number {
    const position = (label - (this.labels[0] ?? 0)) / this.step + 0.5;
    if (!(position > 0)) return 0;
    if (position >= this.edges.length) return 1;
    const index = Math.floor(position);
    const before = index === 0 ? 0 : (this.edges[index - 1] ?? 0);
    return before + (position - index) * ((this.edges[index] ?? 1) - before);
  }

  /** P(value > `label`), 1 - `probabilityBelow`. */
  probabilityAbove(label: number): number {
    return 1 - this.probabilityBelow(label);
  }

  /** Makes plain data of the curve; `JSON.stringify` calls it. */
  toJSON(): SavedCurve {
    const { expectation, standardDeviation, mode } = this;
    return {
      labels: Array.from(this.labels),
      // Single precision holds seven digits.
      probabilities: Array.from(this.probabilities, (probability) => Number(probability.toPrecision(7))),
      expectation,
      standardDeviation,
      mode,
      intervals: { 50: this.interval(0.5), 80: this.interval(0.8), 95: this.interval(0.95) },
    };
  }

  /** P(value up to and with each label's bin), one number per label, rising to 1. */
  cumulative(): Float32Array {
    return Float32Array.from(this.edges);
  }
}

function assertLabels(labels: ArrayLike<number>, length: number): void {
  if (labels.length !== length || length < 2) {
    throw new RangeError(
      `Got ${labels.length} labels and ${length} probabilities; need as many, and two at least.`,
    );
  }
  const step = (labels[1] ?? 0) - (labels[0] ?? 0);
  for (let index = 1; index < length; index++) {
    const gap = (labels[index] ?? Number.NaN) - (labels[index - 1] ?? Number.NaN);
    if (!(gap > 0 && Math.abs(gap - step) <= 1e-3 * step)) {
      throw new RangeError('The labels must rise in equal steps.');
    }
  }
}

function sumOf(probabilities: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < probabilities.length; index++) {
    const probability = probabilities[index] ?? Number.NaN;
    if (!(probability >= 0 && Number.isFinite(probability))) {
      throw new RangeError(`probabilities[${index}]: got ${probability}, must be finite and not negative.`);
    }
    total += probability;
  }
  if (!(total > 0)) throw new RangeError('The probabilities sum to 0.');
  return total;
}
