import { AssetLoader } from '../../src/assets/index.ts';
import { fromLogits } from '../../src/distribution/index.ts';
import {
  chooseNetwork,
  type HeadCard,
  loadCard,
  loadModelFiles,
  type ModelCard,
} from '../../src/infer/index.ts';
import type { BackendName, ModelName } from '../../src/types.ts';
import { assetsBase } from './assets-base.ts';

/** The file that `facecurve_train.parity_crops` writes: PyTorch's logits of `count` crops, which are in the file next to it. */
interface Reference {
  readonly size: number;
  readonly count: number;
  /** SHA-256 of the weights.bin that these logits belong to. */
  readonly weights: string;
  readonly age: readonly (readonly number[])[];
  readonly attractiveness: readonly (readonly number[])[];
}

/** Difference of one crop's expectations from PyTorch's. */
export interface CropDifference {
  readonly years: number;
  /** Null for a model that has learned no votes. */
  readonly points: number | null;
}

/** Starts the network on `backend` and fetches the reference from the folder of pictures. */
async function open(backend: BackendName, model: ModelName) {
  const loader = new AssetLoader({ base: assetsBase() });
  const card = await loadCard(loader, model);
  const reference: Reference = await (await fetch('/pictures/parity.json')).json();
  refuseOther(reference, card);
  const crops = new Uint8Array(await (await fetch('/pictures/parity.u8')).arrayBuffer());
  const { network } = await chooseNetwork(await loadModelFiles(loader, card), backend, loader);
  return { card, reference, crops, network };
}

let opened: ReturnType<typeof open> | undefined;

export async function start(backend: BackendName, model: ModelName) {
  opened = open(backend, model);
  const { card, reference, network } = await opened;
  return {
    count: reference.count,
    weights: card.files['weights.bin'].sha256,
    software: network.backend.software,
  };
}

/** Differences of the crops `from` up to and without `to`, curves at the card's temperatures. */
export async function compare(from: number, to: number): Promise<CropDifference[]> {
  if (opened === undefined) throw new Error('start() first');
  const { card, reference, crops, network } = await opened;
  const bytes = card.cropSize ** 2 * 3;
  const batch = Array.from({ length: to - from }, (_, index) =>
    crops.subarray((from + index) * bytes, (from + index + 1) * bytes),
  );
  const outputs = await network.run(batch);
  const { age, attractiveness } = card.heads;
  if (age === undefined) throw new Error('The model knows no ages.');
  return outputs.map(({ logits }, index) => ({
    years: gap(logits.age, reference.age[from + index], age),
    points:
      attractiveness === undefined
        ? null
        : gap(logits.attractiveness, reference.attractiveness[from + index], attractiveness),
  }));
}

function gap(
  actual: Float32Array | undefined,
  expected: readonly number[] | undefined,
  scale: HeadCard,
): number {
  if (actual === undefined || expected?.length !== actual.length) return Number.POSITIVE_INFINITY;
  const [a, b] = [actual, expected].map((logits) => fromLogits(logits, scale).expectation);
  return Math.abs((a ?? Number.NaN) - (b ?? Number.NaN));
}

function refuseOther(reference: Reference, card: ModelCard): void {
  const shipped = card.files['weights.bin'].sha256;
  if (reference.weights === shipped && reference.size === card.cropSize) return;
  throw new Error(
    `The reference is of weights ${reference.weights?.slice(0, 12)} and ${reference.size} px, the site has ` +
      `${shipped.slice(0, 12)} and ${card.cropSize} px; write it again from the exported run.`,
  );
}
