/** exp((z - max z) / temperature) for each logit z: the softmax before it is divided by its sum. The largest value is 1. */
export function unnormalisedSoftmax(logits: ArrayLike<number>, temperature: number): number[] {
  const values = Array.from(logits);
  const largest = Math.max(...values);
  return values.map((logit) => Math.exp((logit - largest) / temperature));
}
