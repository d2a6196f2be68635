import type { FileIntegrity } from '../assets/index.ts';

/** Labels of one head: `first`, `first + step`, ... `last`; logits are divided by `temperature` before the softmax. */
export interface HeadCard {
  readonly first: number;
  readonly last: number;
  readonly step: number;
  readonly temperature: number;
}

/** A monotone map from another study's scale to ours: piecewise linear through (`from[i]`, `to[i]`). */
export interface ScaleMap {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** What a network says of itself (`card.json`). */
export interface ModelCard {
  readonly name: string;
  readonly version: string;
  /** Side S of the square crop in pixels. */
  readonly cropSize: number;
  /** Those that were learned; the graph has both outputs in any case. */
  readonly heads: { readonly age: HeadCard; readonly attractiveness?: HeadCard };
  /** Attractiveness is withheld where P(age < `below`) > `threshold`. */
  readonly minors: { readonly below: number; readonly threshold: number };
  readonly maps: Readonly<Record<string, ScaleMap>>;
  readonly files: Readonly<Record<'model.json' | 'weights.bin' | 'golden.json', FileIntegrity>>;
}

/** Crops with the logits that every backend must give for them (`golden.json`). */
export interface GoldenVectors {
  /** Largest allowed difference of a logit. */
  readonly tolerance: number;
  readonly crops: readonly {
    /** S x S x 3 bytes, base64. */
    readonly pixels: string;
    readonly age: readonly number[];
    readonly attractiveness: readonly number[];
  }[];
}
