import { type AssetLoader, type FileIntegrity, pinnedAssets } from '../assets/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { ModelName } from '../types.ts';
import type { GoldenVectors, ModelCard } from './card.ts';

/** A network as fetched and checked, before any backend has it. */
export interface ModelFiles {
  readonly card: ModelCard;
  readonly topology: Record<string, unknown>;
  readonly weights: ArrayBuffer;
  readonly golden: GoldenVectors;
}

const CARDS = {
  default: 'models/facecurve/card.json',
  open: 'models/facecurve-open/card.json',
} as const satisfies Record<ModelName, keyof typeof pinnedAssets>;

/** The card of a network, which says what else is to be loaded. */
export async function loadCard(loader: AssetLoader, model: ModelName = 'default'): Promise<ModelCard> {
  const name = CARDS[model];
  const expected: FileIntegrity = pinnedAssets[name];
  loader.expect(expected);
  return parse<ModelCard>(await loader.load(name, expected), name);
}

/** The files that a card names; they were announced to the loader by `modelIntegrities`. */
export async function loadModelFiles(loader: AssetLoader, card: ModelCard): Promise<ModelFiles> {
  const folder = `models/${card.name}/`;
  const load = (name: keyof ModelCard['files']) => loader.load(folder + name, card.files[name]);
  const [topology, weights, golden] = await Promise.all([
    load('model.json'),
    load('weights.bin'),
    load('golden.json'),
  ]);
  return {
    card,
    topology: parse(topology, `${folder}model.json`),
    weights: weights.buffer,
    golden: parse(golden, `${folder}golden.json`),
  };
}

export function modelIntegrities(card: ModelCard): FileIntegrity[] {
  return Object.values(card.files);
}

function parse<Content>(bytes: Uint8Array, file: string): Content {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Content;
  } catch (cause) {
    throw new FaceCurveError('asset-wrong-type', `${file} is no JSON.`, { file, cause });
  }
}
