import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { FaceCurveError } from '../errors.ts';
import type { Backend } from './backend.ts';
import type { ModelFiles } from './model-files.ts';

/** The logits of one crop: one number per label of each head. */
export interface Logits {
  readonly age: Float32Array;
  readonly attractiveness: Float32Array;
}

/** More crops than this go through the graph in several calls, which bounds memory. */
const LARGEST_BATCH = 16;

/** The network on one backend. Owns its weights' tensors; after a switch of backend it must be made anew. */
export class Network {
  readonly backend: Backend;
  private readonly model: GraphModel;
  private readonly cropSize: number;
  private isLost = false;

  private constructor(backend: Backend, model: GraphModel, cropSize: number) {
    this.backend = backend;
    this.model = model;
    this.cropSize = cropSize;
    void backend.lost.then(() => {
      this.isLost = true;
    });
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

  /** True after the GPU device under it was lost: every further run fails. */
  get lost(): boolean {
    return this.isLost;
  }

  /** Logits of `crops`, each S x S x 3 bytes, in order. */
  async run(crops: readonly Uint8Array[]): Promise<Logits[]> {
    const logits: Logits[] = [];
    for (let start = 0; start < crops.length; start += LARGEST_BATCH) {
      logits.push(...(await this.runBatch(crops.slice(start, start + LARGEST_BATCH))));
    }
    return logits;
  }

  private async runBatch(crops: readonly Uint8Array[]): Promise<Logits[]> {
    const length = this.cropSize * this.cropSize * 3;
    const pixels = new Float32Array(crops.length * length);
    crops.forEach((crop, index) => {
      if (crop.length !== length)
        throw new RangeError(`A crop has ${crop.length} bytes, expected ${length}.`);
      pixels.set(crop, index * length);
    });
    const outputs = tf.tidy(() => {
      const input = tf.tensor4d(pixels, [crops.length, this.cropSize, this.cropSize, 3]);
      return this.model.execute(input, ['age', 'attractiveness']) as tf.Tensor[];
    });
    try {
      const [age, attractiveness] = await Promise.all(outputs.map((output) => output.data<'float32'>()));
      return crops.map((_, index) => ({
        age: row(age, index, crops.length),
        attractiveness: row(attractiveness, index, crops.length),
      }));
    } finally {
      tf.dispose(outputs);
    }
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
