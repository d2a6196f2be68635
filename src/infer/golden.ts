import { FaceCurveError } from '../errors.ts';
import type { ModelCard } from './card.ts';

/** Crops with the logits that every backend must give for them (`golden.json`). */
export interface GoldenVectors {
  /** Largest allowed difference of a logit. */
  readonly tolerance: number;
  readonly crops: readonly GoldenCrop[];
}

export interface GoldenCrop {
  /** S x S x 3 bytes, base64. */
  readonly pixels: string;
  /** For each head of the card. */
  readonly logits: Readonly<Record<string, readonly number[]>>;
}

/** What `golden.json` holds: next to a crop's `pixels` its logits, by the names of the heads. */
export interface GoldenFile {
  readonly tolerance: number;
  readonly crops: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Takes the golden logits of the card's heads out of a file; logits of other heads are left.
 * @throws FaceCurveError `asset-wrong-type` where a head of the card has none
 */
export function goldenVectors(
  { tolerance, crops }: GoldenFile,
  { heads }: Pick<ModelCard, 'heads'>,
  file: string,
): GoldenVectors {
  return { tolerance, crops: crops.map((crop) => goldenCrop(crop, Object.keys(heads), file)) };
}

function goldenCrop(
  crop: Readonly<Record<string, unknown>>,
  heads: readonly string[],
  file: string,
): GoldenCrop {
  const { pixels } = crop;
  if (typeof pixels !== 'string') throw wrong(file, 'a crop has no pixels');
  const logits = heads.map((head) => {
    const values = crop[head];
    if (!isNumbers(values)) throw wrong(file, `a crop has no logits of the head "${head}"`);
    return [head, values] as const;
  });
  return { pixels, logits: Object.fromEntries(logits) };
}

function isNumbers(values: unknown): values is readonly number[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'number');
}

function wrong(file: string, problem: string): FaceCurveError {
  return new FaceCurveError('asset-wrong-type', `${file}: ${problem}.`, {
    file,
    remedy: 'Export the network again: its golden vectors need logits of every head of its card.',
  });
}
