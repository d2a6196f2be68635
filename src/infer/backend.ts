import type { AssetLoader } from '../assets/index.ts';
import type { BackendName } from '../types.ts';

/** A tfjs backend that is set and ready. tfjs knows one backend at a time, so there is one of these at a time too. */
export interface Backend {
  readonly name: BackendName;
  /** True where a GPU's work is done by the processor, about a hundred times slower than WASM. */
  readonly software: boolean;
  /** Settles when the backend is gone (a lost GPU device or WebGL context); never for the others. */
  readonly lost: Promise<string>;
  /** Whether what was just computed is worth nothing, since the backend is gone: known before `lost` settles, or false. */
  isGone(): boolean;
  stop(): void;
}

/** Starts a backend or throws FaceCurveError `backend-unavailable`. */
export type StartBackend = (loader: AssetLoader) => Promise<Backend>;

export const neverLost = new Promise<string>(() => undefined);
