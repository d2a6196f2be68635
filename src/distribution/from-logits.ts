import { LabelDistribution } from './label-distribution.ts';
import { unnormalisedSoftmax } from './softmax.ts';
import { type LabelScale, temperatureFor } from './temperature.ts';

/** The softmax of `logits` / temperature over the labels first, first + step, ... */
export function fromLogits(logits: ArrayLike<number>, scale: LabelScale): LabelDistribution {
  const masses = unnormalisedSoftmax(logits, temperatureFor(logits, scale));
  return new LabelDistribution(
    masses.map((_, index) => scale.first + index * scale.step),
    masses,
  );
}
