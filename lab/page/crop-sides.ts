import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { type ModelFiles, tfjsWeights } from '../../src/infer/index.ts';

/** Sides of the timed crops, px. The network takes any multiple of 32 with the same weights. */
export const CROP_SIDES = [64, 96, 128];

interface Topology {
  readonly modelTopology: {
    readonly node: { readonly name: string; readonly op: string; readonly attr: object }[];
  };
}

/** Loads the graph with an input of `side` x `side`. */
export function graphForSide(files: ModelFiles, side: number): Promise<GraphModel> {
  const { modelTopology } = files.topology as unknown as Topology;
  const dim = [-1, side, side, 3].map((size) => ({ size: String(size) }));
  const node = modelTopology.node.map((each) =>
    each.op === 'Placeholder'
      ? { ...each, attr: { dtype: { type: 'DT_FLOAT' }, shape: { shape: { dim } } } }
      : each,
  );
  return loadGraphModel(
    tf.io.fromMemory({ modelTopology: { ...modelTopology, node }, ...tfjsWeights(files) }),
  );
}

/** Runs one crop through the graph and reads the logits. */
export async function runAtSide(graph: GraphModel, side: number): Promise<void> {
  const crop = new Float32Array(side * side * 3).map((_, index) => (index * 7) % 256);
  const logits = tf.tidy(() => graph.execute(tf.tensor4d(crop, [1, side, side, 3]), 'age') as tf.Tensor);
  await logits.data();
  logits.dispose();
}
