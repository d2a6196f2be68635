import { FaceCurveError } from '../errors.ts';
import type { Backend } from './backend.ts';
import type { ModelCard } from './card.ts';
import { Graph, type GraphOutput } from './graph.ts';
import type { ModelFiles } from './model-files.ts';

/** The map before the last 2 x 2 max pool: `size` x `size` x `channels`, row by row. */
export interface FeatureMap {
  readonly size: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** What the network gives for one crop. */
export interface NetworkOutput {
  /** By head: one number per label. */
  readonly logits: Readonly<Record<string, Float32Array>>;
  /** Only where it was asked for. */
  readonly features?: FeatureMap;
}

/** By head: the weights of the linear layer behind the pooled features, `channels` x labels, row by row. */
export type HeadWeights = Readonly<Record<string, Float32Array>>;

/** More crops than this go through the graph in several calls, which bounds memory. */
const LARGEST_BATCH = 16;

/** The network on one backend, which it owns; another backend needs another network. */
export class Network {
  readonly backend: Backend;
  private readonly graph: Graph;
  private readonly card: ModelCard;
  /** Names of the card's heads, which are the graph's outputs that are computed. */
  private readonly heads: readonly string[];
  private weights: Promise<HeadWeights> | null = null;
  private disposed = false;

  private constructor(backend: Backend, graph: Graph, card: ModelCard) {
    this.backend = backend;
    this.graph = graph;
    this.card = card;
    this.heads = Object.keys(card.heads);
  }

  /** @throws FaceCurveError `backend-wrong-results` if the golden vectors are not reproduced; the backend is then the caller's to stop. */
  static async create(files: ModelFiles, backend: Backend): Promise<Network> {
    let graph: Graph | undefined;
    try {
      assertHeads(files);
      graph = await Graph.load(files, backend);
      const network = new Network(backend, graph, files.card);
      await network.checkGoldenVectors(files);
      return network;
    } catch (error) {
      graph?.dispose();
      throw error;
    }
  }

  /** See `Graph.lost`. */
  lost(): Promise<boolean> {
    return this.graph.lost();
  }

  /** Runs the network on `crops`, each S x S x 3 bytes; one output per crop, in order. */
  async run(crops: readonly Uint8Array[], { withFeatures = false } = {}): Promise<NetworkOutput[]> {
    const outputs: NetworkOutput[] = [];
    for (let start = 0; start < crops.length; start += LARGEST_BATCH) {
      outputs.push(...(await this.runBatch(crops.slice(start, start + LARGEST_BATCH), withFeatures)));
    }
    return outputs;
  }

  /** The weights of the heads, read out of the graph at the first call. */
  headWeights(): Promise<HeadWeights> {
    this.weights ??= this.readHeadWeights();
    return this.weights;
  }

  private async readHeadWeights(): Promise<HeadWeights> {
    const weights: Record<string, Float32Array> = {};
    for (const head of this.heads) {
      const values = await this.graph.weight(`${head}/weight`);
      if (values === null) throw new FaceCurveError('internal', `The network has no weights of ${head}.`);
      weights[head] = values;
    }
    return weights;
  }

  private async runBatch(crops: readonly Uint8Array[], withFeatures: boolean): Promise<NetworkOutput[]> {
    const { cropSize } = this.card;
    const length = cropSize * cropSize * 3;
    const pixels = new Float32Array(crops.length * length);
    crops.forEach((crop, index) => {
      if (crop.length !== length)
        throw new RangeError(`A crop has ${crop.length} bytes, expected ${length}.`);
      pixels.set(crop, index * length);
    });
    const names = [...this.heads, ...(withFeatures ? ['features'] : [])];
    const outputs = await this.graph.run(pixels, [crops.length, cropSize, cropSize, 3], names);
    const [, size = 0, , channels = 0] = outputs[this.heads.length]?.shape ?? [];
    return crops.map((_, crop) => {
      const rowOf = (output: number) => row(outputs[output], crop, crops.length);
      return {
        logits: Object.fromEntries(this.heads.map((head, output) => [head, rowOf(output)])),
        ...(withFeatures && { features: { size, channels, values: rowOf(this.heads.length) } }),
      };
    });
  }

  private async checkGoldenVectors({ golden, card }: ModelFiles): Promise<void> {
    const crops = golden.crops.map((crop) =>
      Uint8Array.from(atob(crop.pixels), (letter) => letter.charCodeAt(0)),
    );
    const outputs = await this.run(crops);
    const worst = Math.max(
      ...golden.crops.flatMap(({ logits }, index) =>
        Object.entries(logits).map(([head, expected]) =>
          largestDifference(expected, outputs[index]?.logits[head]),
        ),
      ),
    );
    if (worst <= golden.tolerance) return;
    throw new FaceCurveError(
      'backend-wrong-results',
      `${this.backend.name} computes ${card.name} wrongly: a logit is off by ${worst}, allowed ${golden.tolerance}.`,
      { remedy: "Use backend: 'auto', which goes on to the next backend, or update the graphics driver." },
    );
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.graph.dispose();
    this.backend.stop();
  }
}

function assertHeads({ card, topology }: ModelFiles): void {
  for (const head of Object.keys(card.heads)) {
    if (topology.modelTopology.node.some(({ name }) => name === head)) continue;
    throw new FaceCurveError('asset-wrong-type', `The graph of ${card.name} has no output "${head}".`, {
      file: `models/${card.name}/model.json`,
      remedy: 'Export the network again: its graph needs an output for every head of its card.',
    });
  }
}

function row(output: GraphOutput | undefined, index: number, rows: number): Float32Array {
  if (output === undefined) throw new FaceCurveError('internal', 'The network has too few outputs.');
  const length = output.values.length / rows;
  return output.values.slice(index * length, (index + 1) * length);
}

/** Infinity where the lengths differ or a value is NaN, so that no comparison passes by accident. */
function largestDifference(expected: readonly number[], actual: Float32Array | undefined): number {
  if (actual?.length !== expected.length) return Number.POSITIVE_INFINITY;
  const differences = expected.map((value, index) => Math.abs(value - (actual[index] ?? Number.NaN)));
  const worst = Math.max(...differences);
  return Number.isNaN(worst) ? Number.POSITIVE_INFINITY : worst;
}
