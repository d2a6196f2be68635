import {
  type AssetLoader,
  type FileIntegrity,
  GRAPH_FILES,
  type GraphFiles,
  loadGraphFiles,
  parseJson,
  pinnedAssets,
} from '../assets/index.ts';
import type { ModelName } from '../types.ts';
import type { ModelCard } from './card.ts';
import { type GoldenFile, type GoldenVectors, goldenVectors } from './golden.ts';

/** A network as fetched and checked, before it runs on a backend. */
export interface ModelFiles extends GraphFiles {
  readonly card: ModelCard;
  readonly golden: GoldenVectors;
}

const CARDS = {
  default: 'models/facecurve/card.json',
  open: 'models/facecurve-open/card.json',
} as const satisfies Record<ModelName, keyof typeof pinnedAssets>;

/** Loads the card of a network, which has the checksums of the network's other files. These are on their way meanwhile. */
export async function loadCard(loader: AssetLoader, model: ModelName = 'default'): Promise<ModelCard> {
  const name = CARDS[model];
  const expected: FileIntegrity = pinnedAssets[name];
  loader.expect(expected);
  loader.ask(...GRAPH_FILES.map((file) => name.replace('card.json', file)));
  return parseJson<ModelCard>(await loader.load(name, expected), name);
}

/** Loads the files that a card names, which `modelIntegrities` has announced to the loader. */
export async function loadModelFiles(loader: AssetLoader, card: ModelCard): Promise<ModelFiles> {
  const folder = `models/${card.name}/`;
  const { golden, ...graph } = await loadGraphFiles<GoldenFile>(loader, folder, card.files);
  return { ...graph, card, golden: goldenVectors(golden, card, `${folder}golden.json`) };
}

export function modelIntegrities(card: ModelCard): FileIntegrity[] {
  return Object.values(card.files);
}
