import { decodeImage } from '../../src/source/index.ts';
import { current, orError, type PlainError, type PlainFace, plain } from './library.ts';

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
  for (const file of files) outcomes.push(await estimateFile(blobOf(file)));
  return outcomes;
}

async function estimateFile(blob: Blob): Promise<Outcome> {
  const late = new Promise<Outcome>((resolve) =>
    setTimeout(() => resolve({ problem: `no answer in ${PATIENCE} ms` }), PATIENCE),
  );
  const estimate = orError(async () => (await current().estimate(blob)).map(plain)).catch((error) => ({
    problem: String(error),
  }));
  return Promise.race([estimate, late]);
}
