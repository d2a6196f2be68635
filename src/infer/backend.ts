import type { AssetLoader } from '../assets/index.ts';
import type { BackendName } from '../types.ts';

/** A tfjs backend that is set and ready. tfjs has one active backend at a time, so there is one `Backend` at a time too. */
export interface Backend {
  readonly name: BackendName;
  /** True where the processor does the GPU's work, about a hundred times slower than WASM. */
  readonly software: boolean;
  /** Settles when the backend is gone (a lost GPU device or WebGL context); never on WASM. */
  readonly lost: Promise<string>;
  /** True if the last results are invalid because the backend is gone. Known before `lost` settles; false where unknown. */
  isGone(): boolean;
  /** Loads the kernels that the network does not use, for the graph beside it, where they are not there already. */
  loadMoreKernels(): Promise<unknown>;
  stop(): void;
}

/** Starts a backend or throws FaceCurveError `backend-unavailable`. */
export type StartBackend = (loader: AssetLoader) => Promise<Backend>;

export const neverLost = new Promise<string>(() => undefined);
