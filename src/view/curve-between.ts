import { LabelDistribution } from '../distribution/index.ts';

/**
 * Interpolates between two curves; `share` (0 to 1) is how far along. Each part of the mass moves straight from its place in
 * the first curve to its place in the second (displacement interpolation). So a curve slides, instead of shrinking in one place
 * and growing in another, and its expectation moves evenly.
 * @param to has the labels of `from`
 */
export function curveBetween(
  from: LabelDistribution,
  to: LabelDistribution,
  share: number,
): LabelDistribution {
  if (share <= 0) return from;
  if (share >= 1) return to;
  const [a, b] = [from.cumulative(), to.cumulative()];
  const bins = new Float64Array(a.length);
  const walkers = [new BinWalker(a), new BinWalker(b)] as const;
  let mass = 0;
  while (!walkers.some(({ isDone }) => isDone)) {
    const next = Math.min(walkers[0].edge, walkers[1].edge);
    if (next > mass) {
      const place = (at: number) => (1 - share) * walkers[0].place(at) + share * walkers[1].place(at);
      spread(bins, { from: place(mass), to: place(next), mass: next - mass });
      mass = next;
    }
    for (const walker of walkers) walker.passTo(mass);
  }
  return new LabelDistribution(from.labels, bins);
}

/** Walks through the bins of a curve by rising mass; places are counted in bins from the lower edge of the first bin. */
class BinWalker {
  private readonly edges: Float32Array;
  private bin = 0;

  constructor(edges: Float32Array) {
    this.edges = edges;
  }

  get isDone(): boolean {
    return this.bin >= this.edges.length;
  }

  /** Mass below the upper edge of the current bin. */
  get edge(): number {
    return this.edges[this.bin] ?? 1;
  }

  place(mass: number): number {
    const below = this.bin === 0 ? 0 : (this.edges[this.bin - 1] ?? 0);
    const within = this.edge - below;
    return this.bin + (within > 0 ? (mass - below) / within : 0);
  }

  passTo(mass: number): void {
    while (!this.isDone && this.edge <= mass) this.bin++;
  }
}

/** Spreads mass evenly over the bins between two places. */
function spread(bins: Float64Array, stretch: { from: number; to: number; mass: number }): void {
  const last = bins.length - 1;
  const from = Math.min(Math.max(stretch.from, 0), bins.length);
  const to = Math.min(Math.max(stretch.to, from), bins.length);
  const first = Math.min(last, Math.floor(from));
  for (let bin = first; bin <= last && (bin === first || bin < to); bin++) {
    const inside = to > from ? (Math.min(to, bin + 1) - Math.max(from, bin)) / (to - from) : 1;
    bins[bin] = (bins[bin] ?? 0) + inside * stretch.mass;
  }
}
