export { difference } from './difference.ts';
export { fromLogits } from './from-logits.ts';
export { LabelDistribution, type SavedCurve } from './label-distribution.ts';
export {
  evidenceOf,
  type HeadCurves,
  type MinorsRule,
  mayBeMinor,
  minorChance,
} from './minors.ts';
export { overlap } from './overlap.ts';
export { temperatureFor } from './temperature.ts';
