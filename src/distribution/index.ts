export { LabelDistribution, mayBeMinor } from './label-distribution.ts';
