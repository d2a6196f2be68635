import type { LabelDistribution } from '../distribution/index.ts';
import type { FeatureMap } from '../infer/index.ts';

/** A linear head: its weights (channels x labels, row by row) and the temperature that divides its logits. */
export interface LinearHead {
  readonly weights: Float32Array;
  readonly temperature: number;
}

/**
 * How much each place of the feature map moves the curve's expectation, in labels (years, points): gradient times
 * activation, the class activation map of Zhou et al. 2016 for an expectation in place of a class.
 *
 * With E = sum_k p_k l_k, p the softmax of z / T and z_k = sum_c w_ck m_c + b_k, the gradient by the pooled feature m_c is
 * g_c = sum_k p_k (l_k - E) w_ck / T. m_c is the mean, over the blocks of 2 x 2, of each block's largest feature. Only that
 * one feature of its block has a gradient, g_c / number of blocks; the map is given for the features themselves, so a cell
 * shows what passed the max pool out of it. Its sum is sum_c g_c m_c: E less what it would be, to first order, with all m_c 0.
 */
export function activationMap(
  { size, channels, values }: FeatureMap,
  curve: LabelDistribution,
  head: LinearHead,
): Float32Array {
  const gradients = expectationGradients(curve, head, channels);
  const map = new Float32Array(size * size);
  const blocks = Math.floor(size / 2);
  for (let block = 0; block < blocks * blocks; block++) {
    const row = 2 * Math.floor(block / blocks);
    const column = 2 * (block % blocks);
    const first = row * size + column;
    const cells = [first, first + 1, first + size, first + size + 1];
    for (let channel = 0; channel < channels; channel++) {
      const at = (cell: number) => values[cell * channels + channel] ?? 0;
      const largest = cells.reduce((best, cell) => (at(cell) > at(best) ? cell : best), first);
      const share = ((gradients[channel] ?? 0) * at(largest)) / (blocks * blocks);
      map[largest] = (map[largest] ?? 0) + share;
    }
  }
  return map;
}

/** dE / d(pooled feature), one number per channel. */
function expectationGradients(
  { labels, probabilities, expectation }: LabelDistribution,
  { weights, temperature }: LinearHead,
  channels: number,
): Float64Array {
  const byLogit = Array.from(
    probabilities,
    (probability, index) => (probability * ((labels[index] ?? 0) - expectation)) / temperature,
  );
  return Float64Array.from({ length: channels }, (_, channel) =>
    byLogit.reduce((sum, value, label) => sum + value * (weights[channel * labels.length + label] ?? 0), 0),
  );
}
