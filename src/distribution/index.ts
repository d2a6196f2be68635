export { difference } from './difference.ts';
export { LabelDistribution, type LabelScale } from './label-distribution.ts';
export { type MinorsRule, mayBeMinor, minorProbability } from './minors.ts';
export { overlap } from './overlap.ts';
