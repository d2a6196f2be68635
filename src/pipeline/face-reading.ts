import {
  fromLogits,
  type HeadCurves,
  type LabelDistribution,
  temperatureFor,
} from '../distribution/index.ts';
import type { ModelCard, NetworkOutput } from '../infer/index.ts';
import { activationMap } from './activation-map.ts';

/** What the network reads in a face, before anything is withheld. */
export interface FaceReading {
  /** Of each head of the model's card, by its name. */
  readonly curves: HeadCurves;
  /** Only where maps were asked for. */
  readonly maps?: ActivationMaps;
}

/** Where the network looked, before anything is withheld. */
export interface ActivationMaps {
  /** Cells on each side of the square maps. */
  readonly size: number;
  /** By head, row by row. */
  readonly heads: Readonly<Record<string, Float32Array>>;
}

/** The curves of one face, and its maps where the output has features. @param weights of the heads; see `Network` */
export function faceReading(
  { logits, features }: NetworkOutput,
  { heads }: Pick<ModelCard, 'heads'>,
  weights: Readonly<Record<string, Float32Array>>,
): FaceReading {
  const curves: Record<string, LabelDistribution> = {};
  const maps: Record<string, Float32Array> = {};
  for (const [head, { first, step, temperature: calibration }] of Object.entries(heads)) {
    const ofHead = logits[head] ?? [];
    const temperature = temperatureFor(ofHead, { first, step, temperature: calibration });
    const curve = fromLogits(ofHead, { first, step, temperature });
    curves[head] = curve;
    if (features === undefined) continue;
    maps[head] = activationMap(features, curve, {
      weights: weights[head] ?? new Float32Array(),
      temperature,
    });
  }
  return features === undefined ? { curves } : { curves, maps: { size: features.size, heads: maps } };
}
