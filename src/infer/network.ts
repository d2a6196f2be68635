import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { FaceCurveError } from '../errors.ts';
import type { Backend } from './backend.ts';
import type { ModelFiles } from './model-files.ts';

/** The map before the last 2 x 2 max pool: `size` x `size` x `channels`, row by row. */
export interface FeatureMap {
  readonly size: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** The logits of one crop: one number per label of each head. */
export interface Logits {
  readonly age: Float32Array;
  readonly attractiveness: Float32Array;
  /** Only where it was asked for. */
  readonly features?: FeatureMap;
}

/** Weights of the linear layers behind the pooled features: `channels` x labels, row by row. */
export type HeadWeights = Readonly<Record<Head, Float32Array>>;

type Head = 'age' | 'attractiveness';

/** More crops than this go through the graph in several calls, which bounds memory. */
const LARGEST_BATCH = 16;
/** Milliseconds in which the browser tells of a lost device after the calls to it have failed. */
const LOSS_NEWS = 500;

/** The network on one backend. Owns its weights' tensors; after a switch of backend it must be made anew. */
export class Network {
  readonly backend: Backend;
  private readonly model: GraphModel;
  private readonly cropSize: number;
  private readonly isLost: Promise<true>;
  /** Those who wait for results: reading from a lost WebGL context never ends. */
  private readonly waiting = new Set<(reason: FaceCurveError) => void>();
  private weights: Promise<HeadWeights> | null = null;
  private disposed = false;

  private constructor(backend: Backend, model: GraphModel, cropSize: number) {
    this.backend = backend;
    this.model = model;
    this.cropSize = cropSize;
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
      const network = new Network(backend, model, files.card.cropSize);
      await network.checkGoldenVectors(files);
      return network;
    } catch (error) {
      model?.dispose();
      backend.stop();
      throw error;
    }
  }

  /** True after the GPU device under it was lost: every further run fails. To be asked after a failure, whose cause is told late. */
  lost(): Promise<boolean> {
    return Promise.race([
      this.isLost,
      new Promise<false>((resolve) => setTimeout(() => resolve(false), LOSS_NEWS)),
    ]);
  }

  /** Logits of `crops`, each S x S x 3 bytes, in order. */
  async run(crops: readonly Uint8Array[], { withFeatures = false } = {}): Promise<Logits[]> {
    const logits: Logits[] = [];
    for (let start = 0; start < crops.length; start += LARGEST_BATCH) {
      logits.push(...(await this.runBatch(crops.slice(start, start + LARGEST_BATCH), withFeatures)));
    }
    return logits;
  }

  /** Read out of the graph once, when they are first asked for. */
  headWeights(): Promise<HeadWeights> {
    this.weights ??= this.readHeadWeights();
    return this.weights;
  }

  private async readHeadWeights(): Promise<HeadWeights> {
    const read = async (head: Head) => {
      const [tensor] = this.model.weights[`${head}/weight`] ?? [];
      if (tensor === undefined)
        throw new FaceCurveError('internal', `The network has no weights of ${head}.`);
      return tensor.data<'float32'>();
    };
    return { age: await read('age'), attractiveness: await read('attractiveness') };
  }

  private async runBatch(crops: readonly Uint8Array[], withFeatures: boolean): Promise<Logits[]> {
    const length = this.cropSize * this.cropSize * 3;
    const pixels = new Float32Array(crops.length * length);
    crops.forEach((crop, index) => {
      if (crop.length !== length)
        throw new RangeError(`A crop has ${crop.length} bytes, expected ${length}.`);
      pixels.set(crop, index * length);
    });
    if (this.backend.isGone()) throw this.lossError();
    const names = ['age', 'attractiveness', ...(withFeatures ? ['features'] : [])];
    const outputs = tf.tidy(() => {
      const input = tf.tensor4d(pixels, [crops.length, this.cropSize, this.cropSize, 3]);
      return this.model.execute(input, names) as tf.Tensor[];
    });
    try {
      const [age, attractiveness, features] = await this.unlessLost(
        Promise.all(outputs.map((output) => output.data<'float32'>())),
      );
      if (this.backend.isGone()) throw this.lossError();
      const [, size = 0, , channels = 0] = outputs[2]?.shape ?? [];
      return crops.map((_, index) => ({
        age: row(age, index, crops.length),
        attractiveness: row(attractiveness, index, crops.length),
        ...(withFeatures && { features: { size, channels, values: row(features, index, crops.length) } }),
      }));
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
    const logits = await this.run(crops);
    const worst = Math.max(
      ...golden.crops.flatMap((crop, index) => [
        largestDifference(crop.age, logits[index]?.age),
        largestDifference(crop.attractiveness, logits[index]?.attractiveness),
      ]),
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

async function loadGraph({ topology, weights }: ModelFiles): Promise<GraphModel> {
  const { weightsManifest, modelTopology, ...rest } = topology as {
    modelTopology: object;
    weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[];
  };
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  return loadGraphModel(tf.io.fromMemory({ ...rest, modelTopology, weightSpecs, weightData: weights }));
}

function row(values: Float32Array | undefined, index: number, rows: number): Float32Array {
  if (values === undefined) throw new FaceCurveError('internal', 'The network has an output too few.');
  const length = values.length / rows;
  return values.slice(index * length, (index + 1) * length);
}

/** Infinity where lengths differ or a number is none, so that no comparison passes by accident. */
function largestDifference(expected: readonly number[], actual: Float32Array | undefined): number {
  if (actual?.length !== expected.length) return Number.POSITIVE_INFINITY;
  const differences = expected.map((value, index) => Math.abs(value - (actual[index] ?? Number.NaN)));
  const worst = Math.max(...differences);
  return Number.isNaN(worst) ? Number.POSITIVE_INFINITY : worst;
}
