import { type AssetLoader, DETECTOR_FOLDER, GRAPH_FILES } from '../assets/index.ts';
import { assertMediapipeRuns, Detector, type DetectorOptions, expectMediapipe } from '../detect/index.ts';
import { FaceCurveError, throwScriptMissing } from '../errors.ts';
import type { Companion } from '../infer/index.ts';
import type { DetectorChoice, EstimatorInfo } from '../types.ts';
import type { RunningGraphs } from './running-graphs.ts';

/** A detector that is ready, or whose graph is to run beside the network. */
export interface ChosenDetector {
  readonly info: EstimatorInfo['detector'];
  /** Null for MediaPipe, which runs by itself. */
  readonly companion: Companion | null;
  /** Makes the detector. The caller owns the detector. */
  on(graphs: RunningGraphs): Detector;
  /** Frees it where it was not made. */
  dispose(): void;
}

/** Loads the chosen detector; for `auto` MediaPipe's, or its graph where MediaPipe cannot run. */
export async function chooseDetector(
  choice: DetectorChoice,
  options: DetectorOptions,
  loader: AssetLoader,
): Promise<ChosenDetector> {
  if (choice === 'graph') return chooseGraph(options, loader, null);
  try {
    return await chooseMediapipe(options, loader);
  } catch (error) {
    const isReplaceable = error instanceof FaceCurveError && error.code === 'detector-failed';
    if (choice !== 'auto' || !isReplaceable) throw error;
    return chooseGraph(options, loader, error.message);
  }
}

async function chooseMediapipe(options: DetectorOptions, loader: AssetLoader): Promise<ChosenDetector> {
  assertMediapipeRuns();
  expectMediapipe(loader);
  const detector = await Detector.create(options, loader);
  return {
    info: { name: 'mediapipe', reason: null },
    companion: null,
    on: () => detector,
    dispose: () => detector.dispose(),
  };
}

async function chooseGraph(
  { reader }: DetectorOptions,
  loader: AssetLoader,
  reason: string | null,
): Promise<ChosenDetector> {
  // They are on their way while the code that runs them is.
  loader.ask(...GRAPH_FILES.map((file) => DETECTOR_FOLDER + file));
  const { expectGraph, GraphDetector, loadGraph } = await import('../detect/graph-files.ts').catch(
    throwScriptMissing,
  );
  expectGraph(loader);
  const { files, check } = loadGraph(loader);
  return {
    info: { name: 'graph', reason },
    companion: { files, check: (graph, backend) => check(graph.run.bind(graph), backend) },
    on: (graphs) =>
      Detector.of(
        new GraphDetector((...input) =>
          graphs.use(({ companion }) => {
            if (companion === null) throw new FaceCurveError('internal', 'The detector has no graph.');
            return companion.run(...input);
          }),
        ),
        reader,
      ),
    dispose: () => undefined,
  };
}
