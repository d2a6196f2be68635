import { type AssetLoader, type FileIntegrity, pinnedAssets } from '../assets/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { GoldenVectors, ModelCard } from './card.ts';

/** A network as fetched and checked, before any backend has it. */
export interface ModelFiles {
  readonly card: ModelCard;
  readonly topology: Record<string, unknown>;
  readonly weights: ArrayBuffer;
  readonly golden: GoldenVectors;
}

const FOLDER = 'models/facecurve/';
const CARD = 'models/facecurve/card.json';

/** The network's card, which says what else is to be loaded. */
export async function loadCard(loader: AssetLoader): Promise<ModelCard> {
  const expected: FileIntegrity = pinnedAssets[CARD];
  loader.expect(expected);
  return parse<ModelCard>(await loader.load(CARD, expected), CARD);
}

/** The files that a card names; they were announced to the loader by `modelIntegrities`. */
export async function loadModelFiles(loader: AssetLoader, card: ModelCard): Promise<ModelFiles> {
  const load = (name: keyof ModelCard['files']) => loader.load(FOLDER + name, card.files[name]);
  const [topology, weights, golden] = await Promise.all([
    load('model.json'),
    load('weights.bin'),
    load('golden.json'),
  ]);
  return {
    card,
    topology: parse(topology, `${FOLDER}model.json`),
    weights: weights.buffer,
    golden: parse(golden, `${FOLDER}golden.json`),
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
