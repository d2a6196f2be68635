import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { FaceCurveError } from '../errors.ts';
import type { Backend } from './backend.ts';
import type { ModelCard } from './card.ts';
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
/** Browsers report a lost device up to so many milliseconds after the calls to it have failed. */
const LOSS_REPORT_TIME = 500;

/** The network on one backend. Owns the tensors of its weights; another backend needs another network. */
export class Network {
  readonly backend: Backend;
  private readonly model: GraphModel;
  private readonly card: ModelCard;
  /** Names of the card's heads, which are the graph's outputs that are computed. */
  private readonly heads: readonly string[];
  private readonly isLost: Promise<true>;
  /** Rejects the reads that wait for results: reading from a lost WebGL context never ends. */
  private readonly waiting = new Set<(reason: FaceCurveError) => void>();
  private weights: Promise<HeadWeights> | null = null;
  private disposed = false;

  private constructor(backend: Backend, model: GraphModel, card: ModelCard) {
    this.backend = backend;
    this.model = model;
    this.card = card;
    this.heads = Object.keys(card.heads);
    this.isLost = backend.lost.then(() => true);
    void this.isLost.then(() => {
      for (const giveUp of this.waiting) giveUp(this.lossError());
    });
  }

  private lossError(): FaceCurveError {
    return new FaceCurveError('gpu-lost', `${this.backend.name} was lost.`);
  }

  /** @throws FaceCurveError `backend-wrong-results` if the golden vectors are not reproduced. */
  static async create(files: ModelFiles, backend: Backend): Promise<Network> {
    let model: GraphModel | undefined;
    try {
      model = await loadGraph(files);
      const network = new Network(backend, model, files.card);
      await network.checkGoldenVectors(files);
      return network;
    } catch (error) {
      model?.dispose();
      backend.stop();
      throw error;
    }
  }

  /** True after its GPU device was lost: every further run fails. Call after a failure: browsers report the loss late. */
  lost(): Promise<boolean> {
    return Promise.race([
      this.isLost,
      new Promise<false>((resolve) => setTimeout(() => resolve(false), LOSS_REPORT_TIME)),
    ]);
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
      const [tensor] = this.model.weights[`${head}/weight`] ?? [];
      if (tensor === undefined)
        throw new FaceCurveError('internal', `The network has no weights of ${head}.`);
      weights[head] = await tensor.data<'float32'>();
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
    if (this.backend.isGone()) throw this.lossError();
    const outputs = tf.tidy(() => {
      const input = tf.tensor4d(pixels, [crops.length, cropSize, cropSize, 3]);
      const computed = this.model.execute(input, [...this.heads, ...(withFeatures ? ['features'] : [])]);
      return Array.isArray(computed) ? computed : [computed];
    });
    try {
      const values = await this.unlessLost(Promise.all(outputs.map((output) => output.data<'float32'>())));
      if (this.backend.isGone()) throw this.lossError();
      const [, size = 0, , channels = 0] = outputs[this.heads.length]?.shape ?? [];
      return crops.map((_, crop) => {
        const rowOf = (output: number) => row(values[output], crop, crops.length);
        return {
          logits: Object.fromEntries(this.heads.map((head, output) => [head, rowOf(output)])),
          ...(withFeatures && { features: { size, channels, values: rowOf(this.heads.length) } }),
        };
      });
    } finally {
      tf.dispose(outputs);
    }
  }

  private unlessLost<Value>(results: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.waiting.add(reject);
      results.then(resolve, reject).finally(() => this.waiting.delete(reject));
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
    this.model.dispose();
    this.backend.stop();
  }
}

async function loadGraph({ card, topology, weights }: ModelFiles): Promise<GraphModel> {
  const { weightsManifest, modelTopology, ...rest } = topology;
  for (const head of Object.keys(card.heads)) {
    if (modelTopology.node.some(({ name }) => name === head)) continue;
    throw new FaceCurveError('asset-wrong-type', `The graph of ${card.name} has no output "${head}".`, {
      file: `models/${card.name}/model.json`,
      remedy: 'Export the network again: its graph needs an output for every head of its card.',
    });
  }
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  return loadGraphModel(tf.io.fromMemory({ ...rest, modelTopology, weightSpecs, weightData: weights }));
}

function row(values: Float32Array | undefined, index: number, rows: number): Float32Array {
  if (values === undefined) throw new FaceCurveError('internal', 'The network has too few outputs.');
  const length = values.length / rows;
  return values.slice(index * length, (index + 1) * length);
}

/** Infinity where the lengths differ or a value is NaN, so that no comparison passes by accident. */
function largestDifference(expected: readonly number[], actual: Float32Array | undefined): number {
  if (actual?.length !== expected.length) return Number.POSITIVE_INFINITY;
  const differences = expected.map((value, index) => Math.abs(value - (actual[index] ?? Number.NaN)));
  const worst = Math.max(...differences);
  return Number.isNaN(worst) ? Number.POSITIVE_INFINITY : worst;
}
