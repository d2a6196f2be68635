import type { BackendName, EstimatorInfo } from '../../src/types.ts';
import { create, current, fetchBlob, type PlainError, type PlainFace, plain } from './library.ts';

/** What an engine reads in the samples. */
export interface GoldenReading {
  readonly info: EstimatorInfo;
  /** Faces of each sample, by its name. */
  readonly pictures: Readonly<Record<string, readonly PlainFace[]>>;
  /** Of `estimate` of a sample's file: the shortest after the first, which warms everything up. */
  readonly milliseconds: number;
}

const SAMPLES = ['child', 'young', 'middle', 'old'];

/** The samples through the shipped library on one backend. @param host `page` keeps it from starting a worker */
export async function readSamples(
  backend: BackendName,
  host: EstimatorInfo['host'],
): Promise<GoldenReading | PlainError> {
  if (host === 'page') Reflect.deleteProperty(globalThis, 'Worker');
  const info = await create({ backend });
  if ('code' in info) return info;
  const pictures: Record<string, PlainFace[]> = {};
  const times: number[] = [];
  for (const name of SAMPLES) {
    const blob = await fetchBlob(`../../samples/${name}.jpg`);
    const start = performance.now();
    pictures[name] = (await current().estimate(blob)).map(plain);
    times.push(performance.now() - start);
  }
  return { info, pictures, milliseconds: Math.min(...times.slice(1)) };
}
