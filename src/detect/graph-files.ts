import { detectorCard } from '../assets/detector-card.ts';
import { type AssetLoader, DETECTOR_FOLDER, type GraphFiles, loadGraphFiles } from '../assets/index.ts';
import type { BackendName } from '../types.ts';
import type { RunGraph } from './graph-detector.ts';
import { checkGoldenViews, type GoldenViews } from './graph-golden.ts';

export { GraphDetector } from './graph-detector.ts';

/** The detector's graph as it is being fetched, with the check that every backend has to pass. */
export interface DetectorGraph {
  readonly files: Promise<GraphFiles>;
  /** @throws FaceCurveError `backend-wrong-results` */
  readonly check: (run: RunGraph, backend: BackendName) => Promise<void>;
}

/** Announces the files of the detector's graph to the loader's progress. */
export function expectGraph(loader: AssetLoader): void {
  loader.expect(...Object.values(detectorCard.files));
}

export function loadGraph(loader: AssetLoader): DetectorGraph {
  const loading = loadGraphFiles<GoldenViews>(loader, DETECTOR_FOLDER, detectorCard.files);
  loading.catch(() => undefined);
  return {
    files: loading,
    check: async (run, backend) => checkGoldenViews((await loading).golden, run, backend),
  };
}
