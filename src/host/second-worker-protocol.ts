import type { Region, RegionFace } from '../detect/index.ts';
import type { Wishes } from '../pipeline/index.ts';
import type { DetectedFace } from '../types.ts';
import type { SentError, SentEstimate } from './protocol.ts';

/** From the first worker to the second one. */
export type SecondWorkerRequest =
  /** The photo of the calls that follow. */
  { readonly type: 'hold'; readonly bitmap: ImageBitmap } | SecondWorkerCall | { readonly type: 'release' };

export type SecondWorkerCall =
  | {
      readonly type: 'detect';
      readonly call: number;
      readonly regions: readonly Region[];
      readonly leastScore: number | undefined;
    }
  | {
      readonly type: 'estimate';
      readonly call: number;
      readonly faces: readonly DetectedFace[];
      readonly wishes: Wishes;
    };

/** The answer to a call, from the second worker to the first one. */
export type SecondWorkerResponse =
  | {
      readonly type: 'detected';
      readonly call: number;
      /** For each region. */
      readonly faces: readonly (readonly RegionFace[])[];
    }
  | {
      readonly type: 'estimated';
      readonly call: number;
      /** For each face; null where the face lies outside the photo. */
      readonly estimates: readonly (SentEstimate | null)[];
    }
  | { readonly type: 'failed'; readonly call: number; readonly error: SentError };
