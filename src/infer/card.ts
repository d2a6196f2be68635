import type { FileIntegrity } from '../assets/index.ts';

/** One output of the network: labels `first`, `first + step`, ... `last`, and what calibrates its logits. */
export interface HeadCard {
  readonly first: number;
  readonly last: number;
  readonly step: number;
  readonly unit?: string;
  /** The logits are divided by it before the softmax; a curve gives it for each uncalibrated expectation. */
  readonly temperature: number | { readonly at: readonly number[]; readonly values: readonly number[] };
}

/** A monotone map from another study's scale to ours: piecewise linear through (`from[i]`, `to[i]`). */
export interface ScaleMap {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** What a network says about itself (`card.json`). */
export interface ModelCard {
  readonly name: string;
  readonly version: string;
  /** Side S of the square crop in pixels. */
  readonly cropSize: number;
  /** The heads that the network has learned, by their names; the graph has an output of each name, and may have others. */
  readonly heads: Readonly<Record<string, HeadCard>>;
  /**
   * Attractiveness is withheld where the chance of a minor is above `threshold`. `evidence` weighs the heads that give the
   * chance, by default the age alone.
   */
  readonly minors: {
    readonly below: number;
    readonly threshold: number;
    readonly evidence?: Readonly<Record<string, number>>;
  };
  readonly maps: Readonly<Record<string, ScaleMap>>;
  readonly files: Readonly<Record<'model.json' | 'weights.bin' | 'golden.json', FileIntegrity>>;
}
