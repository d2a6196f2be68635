/** Temporary; replaced. */
export class LabelDistribution {
  readonly labels: Float32Array; readonly probabilities: Float32Array; readonly expectation: number; readonly standardDeviation = 0; readonly mode = 0;
  constructor(labels: Float32Array, probabilities: Float32Array) { this.labels = labels; this.probabilities = probabilities; this.expectation = labels.reduce((s, l, i) => s + l * (probabilities[i] ?? 0), 0); }
  static fromLogits(logits: Float32Array, o: { first: number; step: number; temperature: number }) {
    const m = Math.max(...logits); const e = logits.map((l) => Math.exp((l - m) / o.temperature)); const t = e.reduce((a, b) => a + b, 0);
    return new LabelDistribution(logits.map((_, i) => o.first + i * o.step), e.map((v) => v / t));
  }
  interval(_share: number): [number, number] { return [this.expectation - 5, this.expectation + 5]; }
  probabilityBelow(label: number): number { return this.probabilities.reduce((s, p, i) => s + ((this.labels[i] ?? 0) < label ? p : 0), 0); }
}
export function mayBeMinor(age: LabelDistribution, rule: { below: number; threshold: number }): boolean { return age.probabilityBelow(rule.below) > rule.threshold; }
