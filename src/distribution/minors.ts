import type { LabelDistribution } from './label-distribution.ts';

/** A face's curves, by the names of their heads. */
export type HeadCurves = Readonly<Record<string, LabelDistribution>>;

/** The network's own rule, chosen from data (see the model card). */
export interface MinorsRule {
  /** Years. */
  readonly below: number;
  /** The largest chance of a minor that lets a face's votes through. */
  readonly threshold: number;
  /** By head: the weight of its evidence on the log-odds. By default `{ age: 1 }`. */
  readonly evidence?: Readonly<Record<string, number>>;
}

const DEFAULT_EVIDENCE = { age: 1 };
/** Probabilities this near to 0 or 1 count as this: their log-odds would outweigh all other evidence. */
const LEAST_PROBABILITY = 1e-6;

/** The heads that the rule needs, with their weights. */
export function evidenceOf({
  evidence = DEFAULT_EVIDENCE,
}: Pick<MinorsRule, 'evidence'>): Readonly<Record<string, number>> {
  return evidence;
}

/** Whether a face's curves leave a real chance of a minor. */
export function mayBeMinor(curves: HeadCurves, rule: MinorsRule): boolean {
  return !(minorChance(curves, rule) <= rule.threshold);
}

/**
 * The chance that a face is a minor's: sigmoid(sum over the heads of weight * logit(P)), with P the head's own
 * probability of a minor, clamped to [1e-6, 1 - 1e-6]. With one head of weight 1 that is the head's P, which is returned
 * as it is.
 * @throws RangeError where a head of the evidence has no curve
 */
export function minorChance(curves: HeadCurves, rule: MinorsRule): number {
  const evidence = Object.entries(evidenceOf(rule)).map(([head, weight]) => {
    const curve = curves[head];
    if (curve === undefined) throw new RangeError(`The minors' rule needs a curve of ${head}.`);
    return { weight, probability: headProbability(curve, rule.below) };
  });
  const [first] = evidence;
  if (first !== undefined && evidence.length === 1 && first.weight === 1) return first.probability;
  return sigmoid(evidence.reduce((sum, { weight, probability }) => sum + weight * logit(probability), 0));
}

/** Of a head with the two labels 0 and 1 the probability of 1; of a head in years P(age < `below`). */
function headProbability(curve: LabelDistribution, below: number): number {
  const { labels, probabilities } = curve;
  const isYesOrNo = labels.length === 2 && labels[0] === 0 && labels[1] === 1;
  return isYesOrNo ? (probabilities[1] ?? Number.NaN) : minorProbability(curve, below);
}

/** P(age < `below`): the mass of the whole years 0 to `below` - 1. */
export function minorProbability(age: LabelDistribution, below: number): number {
  return age.probabilityBelow(below - 0.5);
}

function logit(probability: number): number {
  const clamped = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability));
  return Math.log(clamped / (1 - clamped));
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
