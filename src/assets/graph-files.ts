import type { AssetLoader } from './asset-loader.ts';
import type { FileIntegrity } from './integrity.ts';
import { parseJson } from './parse-json.ts';

/** What `model.json` holds, as far as it is read here: a graph of tfjs with the list of its weights. */
export interface GraphTopology {
  readonly modelTopology: {
    readonly node: readonly { readonly name: string }[];
    readonly versions: { readonly producer: number };
  };
  readonly weightsManifest: readonly { readonly weights: WeightEntry[] }[];
}

/** One of the weights, in the order of `weights.bin`. */
export type WeightEntry = Int8Weight | TfjsWeight;

/** A weight that tfjs reads by itself. */
interface TfjsWeight {
  readonly name: string;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
  readonly quantization?: { readonly dtype: 'float16' };
}

/** A weight of int8 values, with a scale for each of its output channels (the last axis of its shape). */
export interface Int8Weight extends Omit<TfjsWeight, 'quantization'> {
  readonly dtype: 'float32';
  readonly quantization: { readonly dtype: 'int8' };
}

/** A graph as fetched and checked, before it runs on a backend. */
export interface GraphFiles {
  readonly topology: GraphTopology;
  readonly weights: ArrayBuffer;
}

/** The files of a graph and of its golden vectors, the largest first. */
export const GRAPH_FILES = ['weights.bin', 'model.json', 'golden.json'] as const;

/** Where the detector's graph lies below the assets. */
export const DETECTOR_FOLDER = 'models/blazeface/';

/** Checksums of the files of a graph. */
export type GraphChecksums = Readonly<Record<(typeof GRAPH_FILES)[number], FileIntegrity>>;

/** Loads a graph and its golden vectors from a folder below the assets; the files must have been announced to the loader. */
export async function loadGraphFiles<Golden>(
  loader: AssetLoader,
  folder: string,
  files: GraphChecksums,
): Promise<GraphFiles & { readonly golden: Golden }> {
  const load = (name: keyof GraphChecksums) => loader.load(folder + name, files[name]);
  const [topology, weights, golden] = await Promise.all([
    load('model.json'),
    load('weights.bin'),
    load('golden.json'),
  ]);
  return {
    topology: parseJson<GraphTopology>(topology, `${folder}model.json`),
    weights: weights.buffer,
    golden: parseJson<Golden>(golden, `${folder}golden.json`),
  };
}
