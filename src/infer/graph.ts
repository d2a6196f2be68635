import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { GraphFiles } from '../assets/index.ts';
import { FaceCurveError } from '../errors.ts';
import type { Backend } from './backend.ts';
import { StackShift } from './stack-shift.ts';
import { tfjsWeights } from './tfjs-weights.ts';

/** What a graph gives by one of its outputs. */
export interface GraphOutput {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** Browsers report a lost device up to so many milliseconds after the calls to it have failed. */
const LOSS_REPORT_TIME = 500;

/** A graph of tfjs on one backend. Owns the tensors of its weights, but not the backend. */
export class Graph {
  private readonly backend: Backend;
  private readonly model: GraphModel;
  private readonly isLost: Promise<true>;
  private readonly stack = new StackShift();
  /** Rejects the reads that wait for results: reading from a lost WebGL context never ends. */
  private readonly waiting = new Set<(reason: FaceCurveError) => void>();
  private disposed = false;

  private constructor(backend: Backend, model: GraphModel) {
    this.backend = backend;
    this.model = model;
    this.isLost = backend.lost.then(() => true);
    void this.isLost.then(() => {
      for (const giveUp of this.waiting) giveUp(this.lossError());
    });
  }

  static async load(files: GraphFiles, backend: Backend): Promise<Graph> {
    const { weightsManifest: _, ...topology } = files.topology;
    return new Graph(backend, await loadGraphModel(tf.io.fromMemory({ ...topology, ...tfjsWeights(files) })));
  }

  private lossError(): FaceCurveError {
    return new FaceCurveError('gpu-lost', `${this.backend.name} was lost.`);
  }

  /** True after its GPU device was lost: every further run fails. Call after a failure: browsers report the loss late. */
  lost(): Promise<boolean> {
    return Promise.race([
      this.isLost,
      new Promise<false>((resolve) => setTimeout(() => resolve(false), LOSS_REPORT_TIME)),
    ]);
  }

  /** Computes outputs from an input of the shape [pictures, height, width, channels]. */
  async run(
    input: Float32Array,
    shape: readonly [number, number, number, number],
    outputs: readonly string[],
  ): Promise<GraphOutput[]> {
    if (this.backend.isGone()) throw this.lossError();
    const tensors = tf.tidy(() => {
      const pictures = tf.tensor4d(input, [...shape]);
      const computed = this.stack.run(shape[0], () => this.model.execute(pictures, [...outputs]));
      return Array.isArray(computed) ? computed : [computed];
    });
    try {
      const values = await this.unlessLost(Promise.all(tensors.map((tensor) => tensor.data<'float32'>())));
      if (this.backend.isGone()) throw this.lossError();
      return values.map((ofTensor, index) => ({ values: ofTensor, shape: tensors[index]?.shape ?? [] }));
    } finally {
      tf.dispose(tensors);
    }
  }

  /** The values of a weight; null where the graph has none of that name. */
  async weight(name: string): Promise<Float32Array | null> {
    const [tensor] = this.model.weights[name] ?? [];
    return (await tensor?.data<'float32'>()) ?? null;
  }

  private unlessLost<Value>(results: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.waiting.add(reject);
      results.then(resolve, reject).finally(() => this.waiting.delete(reject));
    });
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.model.dispose();
  }
}
