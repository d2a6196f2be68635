import { type AssetLoader, type FileIntegrity, pinnedAssets } from '../assets/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { ModelName } from '../types.ts';
import type { ModelCard } from './card.ts';
import { type GoldenFile, type GoldenVectors, goldenVectors } from './golden.ts';

/** What `model.json` holds, as far as it is read here: a graph of tfjs with the list of its weights. */
export interface GraphTopology {
  readonly modelTopology: {
    readonly node: readonly { readonly name: string }[];
    readonly versions: { readonly producer: number };
  };
  readonly weightsManifest: readonly { readonly weights: WeightEntry[] }[];
}

/** One of tfjs's weights, in the order of `weights.bin`. */
interface WeightEntry {
  readonly name: string;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
}

/** A network as fetched and checked, before it runs on a backend. */
export interface ModelFiles {
  readonly card: ModelCard;
  readonly topology: GraphTopology;
  readonly weights: ArrayBuffer;
  readonly golden: GoldenVectors;
}

const CARDS = {
  default: 'models/facecurve/card.json',
  open: 'models/facecurve-open/card.json',
} as const satisfies Record<ModelName, keyof typeof pinnedAssets>;

/** Loads the card of a network, which names the network's other files. */
export async function loadCard(loader: AssetLoader, model: ModelName = 'default'): Promise<ModelCard> {
  const name = CARDS[model];
  const expected: FileIntegrity = pinnedAssets[name];
  loader.expect(expected);
  return parse<ModelCard>(await loader.load(name, expected), name);
}

/** Loads the files that a card names, which `modelIntegrities` has announced to the loader. */
export async function loadModelFiles(loader: AssetLoader, card: ModelCard): Promise<ModelFiles> {
  const folder = `models/${card.name}/`;
  const load = (name: keyof ModelCard['files']) => loader.load(folder + name, card.files[name]);
  const goldenFile = `${folder}golden.json`;
  const [topology, weights, golden] = await Promise.all([
    load('model.json'),
    load('weights.bin'),
    load('golden.json'),
  ]);
  return {
    card,
    topology: parse<GraphTopology>(topology, `${folder}model.json`),
    weights: weights.buffer,
    golden: goldenVectors(parse<GoldenFile>(golden, goldenFile), card, goldenFile),
  };
}

export function modelIntegrities(card: ModelCard): FileIntegrity[] {
  return Object.values(card.files);
}

function parse<Content>(bytes: Uint8Array, file: string): Content {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Content;
  } catch (cause) {
    throw new FaceCurveError('asset-wrong-type', `${file} is not JSON.`, { file, cause });
  }
}
