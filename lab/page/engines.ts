import { createEstimator, type Estimator } from '../../src/index.ts';
import type { BackendName, DetectorChoice, EstimatorInfo } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';
import { fetchBlob, orError, type PlainError, type PlainFace, plain } from './plain-face.ts';

/** What an engine reads in the samples. */
export interface GoldenReading {
  readonly info: EstimatorInfo;
  /** Faces of each sample, by its name. */
  readonly pictures: Readonly<Record<string, readonly PlainFace[]>>;
  /** Shortest time of `estimate` for the file of a sample; the first call is a warm-up and does not count. */
  readonly milliseconds: number;
}

const SAMPLES = ['child', 'young', 'middle', 'old'];

/** Estimates the samples with the shipped library on one backend. @param host `page` prevents a worker */
export async function readSamples(
  backend: BackendName,
  host: EstimatorInfo['host'],
  detector: DetectorChoice,
): Promise<GoldenReading | PlainError> {
  if (host === 'page') Reflect.deleteProperty(globalThis, 'Worker');
  return orError(async () => {
    const estimator = await createEstimator({
      assets: assetsBase(),
      attributes: ['age', 'attractiveness'],
      backend,
      detector,
    });
    return read(estimator);
  });
}

async function read(estimator: Estimator): Promise<GoldenReading> {
  const pictures: Record<string, PlainFace[]> = {};
  const times: number[] = [];
  for (const name of SAMPLES) {
    const blob = await fetchBlob(`../../samples/${name}.jpg`);
    const start = performance.now();
    pictures[name] = (await estimator.estimate(blob)).map(plain);
    times.push(performance.now() - start);
  }
  return { info: estimator.info, pictures, milliseconds: Math.min(...times.slice(1)) };
}
