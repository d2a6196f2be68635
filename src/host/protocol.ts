import { LabelDistribution } from '../distribution/index.ts';
import { FaceCurveError, type FaceCurveErrorCode, toFaceCurveError } from '../errors.ts';
import type { Wishes } from '../pipeline/index.ts';
import {
  type Attribute,
  type BackendChoice,
  type DetectorChoice,
  type EstimatorInfo,
  type FaceEstimate,
  type LoadProgress,
  type ModelName,
  ofEachAttribute,
  type Withheld,
} from '../types.ts';

/** How a host is started. */
export interface StartSettings {
  /** Folder that holds the assets, as an absolute address with a slash at its end. */
  readonly base: string;
  readonly backend: BackendChoice;
  readonly model: ModelName;
  readonly detector: DetectorChoice;
}

/** From the page to the host (the worker, or the page itself). */
export type Request =
  /** Answered at once, even while a frame is processed. */
  | { readonly type: 'ping' }
  | ({ readonly type: 'start'; readonly call: number } & StartSettings)
  | ({
      readonly type: 'estimate';
      readonly call: number;
      readonly bitmap: ImageBitmap;
      readonly time: number;
      readonly effort: 'photo' | 'video';
      /** The watch whose faces are tracked; null for a single picture. */
      readonly watch: number | null;
      /** The first free id for a watch that is new to this host: a host that died may have given the ids before. */
      readonly firstId: number;
    } & Wishes)
  | { readonly type: 'end-watch'; readonly watch: number }
  /** A second worker's port, which shares the work of photos; null when that worker is gone. Heeded at once. */
  | { readonly type: 'use-second-worker'; readonly port: MessagePort | null }
  /** The host is a second worker from now on, and serves the host behind the port. Never answered. */
  | { readonly type: 'serve-as-second-worker'; readonly call: number; readonly port: MessagePort };

/** From the host to the page. */
export type Response =
  /** The worker's script has been loaded. The worker holds the named lock until it ends (null where the browser has no locks). */
  | { readonly type: 'ready'; readonly lock: string | null; readonly version: string }
  | { readonly type: 'pong' }
  | { readonly type: 'progress'; readonly progress: LoadProgress }
  /** The worker made requests at these times, in milliseconds since 1970. */
  | { readonly type: 'requested'; readonly times: readonly number[] }
  /** The GPU device was lost, and the host continues. */
  | { readonly type: 'recovered'; readonly error: SentError }
  | {
      readonly type: 'started';
      readonly call: number;
      readonly info: EstimatorInfo;
    }
  | {
      readonly type: 'estimated';
      readonly call: number;
      readonly faces: readonly SentEstimate[];
      readonly info: EstimatorInfo;
      /** Whether a second worker would make such a photo faster. */
      readonly isWorthAHelper: boolean;
    }
  | { readonly type: 'failed'; readonly call: number; readonly error: SentError };

interface SentDistribution {
  readonly labels: Float32Array;
  readonly probabilities: Float32Array;
}

export type SentEstimate = Omit<FaceEstimate, Attribute> &
  Readonly<Record<Attribute, SentDistribution | Withheld>>;

/** An error that keeps its code on the way: structured cloning keeps only name, message and stack. */
export interface SentError {
  readonly code: FaceCurveErrorCode;
  readonly message: string;
  readonly file: string | undefined;
  readonly remedy: string | undefined;
  readonly cause: string | undefined;
}

export function packError(error: unknown): SentError {
  const { code, message, file, remedy, cause } = toFaceCurveError(error);
  return { code, message, file, remedy, cause: cause === undefined ? undefined : String(cause) };
}

export function unpackError({ code, message, file, remedy, cause }: SentError): FaceCurveError {
  return new FaceCurveError(code, message, {
    ...(file === undefined ? {} : { file }),
    ...(remedy === undefined ? {} : { remedy }),
    ...(cause === undefined ? {} : { cause }),
  });
}

function isWithheld(curve: object): curve is Withheld {
  return 'withheld' in curve;
}

/** Probabilities travel as float32: a curve that a page receives differs from the worker's by about 1e-8. */
export function packCurve({ labels, probabilities }: LabelDistribution): SentDistribution {
  return { labels, probabilities };
}

export function unpackCurve({ labels, probabilities }: SentDistribution): LabelDistribution {
  return new LabelDistribution(labels, probabilities);
}

export function packEstimate(face: FaceEstimate): SentEstimate {
  const pack = (curve: LabelDistribution | Withheld) => (isWithheld(curve) ? curve : packCurve(curve));
  return { ...face, ...ofEachAttribute((attribute) => pack(face[attribute])) };
}

export function unpackEstimate(face: SentEstimate): FaceEstimate {
  const unpack = (curve: SentDistribution | Withheld) => (isWithheld(curve) ? curve : unpackCurve(curve));
  return { ...face, ...ofEachAttribute((attribute) => unpack(face[attribute])) };
}
