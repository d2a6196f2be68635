import type { Estimator } from '../../src/index.ts';
import { decodeImage } from '../../src/source/index.ts';
import {
  assetsBase,
  createEstimator,
  current,
  orError,
  type PlainError,
  type PlainFace,
  plain,
} from './library.ts';

/** The faces in a file, or the error. */
export type Outcome = PlainFace[] | PlainError | { readonly problem: string };

/** Milliseconds after which a file counts as one that hangs. */
const PATIENCE = 90_000;

function blobOf(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
}

/** Size in pixels of the picture, and of the bitmap that a file is decoded to. */
export function sizeOf(file: string) {
  return orError(async () => {
    const { bitmap, width, height } = await decodeImage(blobOf(file));
    const decoded = { width: bitmap.width, height: bitmap.height };
    bitmap.close();
    return { width, height, decoded };
  });
}

/** Runs `estimate` on each file (base64) in turn. An untyped error and a hang are a `problem`. */
export async function estimateFiles(files: readonly string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const file of files) outcomes.push(await estimateFile(current(), blobOf(file)));
  return outcomes;
}

let withGraph: Promise<Estimator> | undefined;

/** Like `estimateFiles`, but every second file is given to an estimator whose detector is the graph; the page keeps it. */
export async function estimateFilesInTurns(files: readonly string[]): Promise<Outcome[]> {
  withGraph ??= createEstimator({ assets: assetsBase(), backend: 'wasm', detector: 'graph' });
  const estimators = [current(), await withGraph] as const;
  const outcomes: Outcome[] = [];
  for (const [index, file] of files.entries()) {
    outcomes.push(await estimateFile(estimators[index % 2 === 0 ? 0 : 1], blobOf(file)));
  }
  return outcomes;
}

async function estimateFile(estimator: Estimator, blob: Blob): Promise<Outcome> {
  const late = new Promise<Outcome>((resolve) =>
    setTimeout(() => resolve({ problem: `no answer in ${PATIENCE} ms` }), PATIENCE),
  );
  const estimate = orError(async () => (await estimator.estimate(blob)).map(plain)).catch((error) => ({
    problem: String(error),
  }));
  return Promise.race([estimate, late]);
}
