import { detectorCard } from '../assets/detector-card.ts';
import { type AssetLoader, type GraphFiles, loadGraphFiles } from '../assets/index.ts';
import type { BackendName } from '../types.ts';
import type { RunGraph } from './graph-detector.ts';
import { checkGoldenViews, type GoldenViews } from './graph-golden.ts';

export { GraphDetector } from './graph-detector.ts';

/** The detector's graph as fetched, with the check that every backend has to pass. */
export interface DetectorGraph {
  readonly files: GraphFiles;
  /** @throws FaceCurveError `backend-wrong-results` */
  readonly check: (run: RunGraph, backend: BackendName) => Promise<void>;
}

/** Announces the files of the detector's graph to the loader's progress. */
export function expectGraph(loader: AssetLoader): void {
  loader.expect(...Object.values(detectorCard.files));
}

export async function loadGraph(loader: AssetLoader): Promise<DetectorGraph> {
  const { golden, ...files } = await loadGraphFiles<GoldenViews>(
    loader,
    'models/blazeface/',
    detectorCard.files,
  );
  return { files, check: (run, backend) => checkGoldenViews(golden, run, backend) };
}
