import { unnormalisedSoftmax } from './softmax.ts';

/** A temperature that depends on where a curve lies: piecewise linear through (`at[i]`, `values[i]`), constant beyond the ends. */
export interface TemperatureCurve {
  /** Labels, rising. */
  readonly at: readonly number[];
  /** Temperatures, above 0, one for each label of `at`. */
  readonly values: readonly number[];
}

/** Labels of a head (`first`, `first + step`, ...) and the temperature that calibrates its logits. */
export interface LabelScale {
  readonly first: number;
  readonly step: number;
  /** The logits are divided by it before the softmax; above 0. */
  readonly temperature: number | TemperatureCurve;
}

/**
 * The temperature T by which a head's logits z are divided.
 *
 * A number is T itself. For a curve, T = f(E) with E = sum_k p_k l_k, p = softmax(z) and l_k = first + k step: E is the
 * expectation before calibration (temperature 1), and f interpolates linearly between the curve's points. So the network
 * can be less sure of itself at some ages than at others.
 * @throws RangeError for a temperature that is not above 0, or a curve that is none
 */
export function temperatureFor(logits: ArrayLike<number>, { first, step, temperature }: LabelScale): number {
  const applied =
    typeof temperature === 'number'
      ? temperature
      : interpolate(checked(temperature), uncalibratedExpectation(logits, first, step));
  if (!(applied > 0)) throw new RangeError(`temperature: got ${applied}, must be above 0.`);
  return applied;
}

function uncalibratedExpectation(logits: ArrayLike<number>, first: number, step: number): number {
  let mass = 0;
  let sum = 0;
  unnormalisedSoftmax(logits, 1).forEach((weight, index) => {
    mass += weight;
    sum += weight * (first + index * step);
  });
  return sum / mass;
}

function checked(curve: TemperatureCurve): TemperatureCurve {
  const { at, values } = curve;
  const isRising = at.every((label, index) => index === 0 || label > (at[index - 1] ?? Number.NaN));
  if (at.length === 0 || at.length !== values.length || !isRising || !values.every((value) => value > 0)) {
    throw new RangeError(
      'temperature: `at` must rise, with one temperature above 0 in `values` for each label.',
    );
  }
  return curve;
}

function interpolate({ at, values }: TemperatureCurve, label: number): number {
  const above = at.findIndex((point) => point >= label);
  if (above === 0) return values[0] ?? Number.NaN;
  if (above === -1) return values[values.length - 1] ?? Number.NaN;
  const [x0 = 0, x1 = 0] = at.slice(above - 1);
  const [y0 = 0, y1 = 0] = values.slice(above - 1);
  return y0 + ((label - x0) / (x1 - x0)) * (y1 - y0);
}
