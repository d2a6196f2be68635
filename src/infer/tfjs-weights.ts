import type { GraphFiles, Int8Weight, WeightEntry } from '../assets/index.ts';

/** What tfjs reads weights from: their entries, and their values in the same order. */
export interface TfjsWeights {
  readonly weightSpecs: Exclude<WeightEntry, Int8Weight>[];
  readonly weightData: ArrayBuffer[];
}

/**
 * Unfolds int8 weights to float32, because tfjs reads one scale a tensor only. Int8 weights come first in `weights.bin`: for
 * each of them the scales of its output channels (float32), then its values. The rest is left to tfjs.
 */
export function tfjsWeights({ topology, weights }: GraphFiles): TfjsWeights {
  const weightData: ArrayBuffer[] = [];
  let offset = 0;
  const take = (bytes: number) => {
    offset += bytes;
    return weights.slice(offset - bytes, offset);
  };
  const entries = topology.weightsManifest.flatMap((group) => group.weights);
  const weightSpecs = entries.map((entry) => {
    if (!isInt8(entry)) return entry;
    const { name, shape, dtype } = entry;
    const [outputs = 1, inputs = 1, ...window] = [...shape].reverse();
    const taps = window.reduce((product, side) => product * side, 1);
    const scales = new Float32Array(take(outputs * Float32Array.BYTES_PER_ELEMENT));
    weightData.push(unfold(new Int8Array(take(taps * inputs * outputs)), scales, taps));
    return { name, shape, dtype };
  });
  return { weightSpecs, weightData: [...weightData, weights.slice(offset)] };
}

function isInt8(entry: WeightEntry): entry is Int8Weight {
  return entry.quantization?.dtype === 'int8';
}

/** From [inputs, outputs, taps], which compresses best, to [taps, inputs, outputs]; each value times the scale of its output. */
function unfold(stored: Int8Array, scales: Float32Array, taps: number): ArrayBuffer {
  const values = new Float32Array(stored.length);
  let to = 0;
  for (let tap = 0; tap < taps; tap++) {
    for (let from = tap; from < stored.length; from += taps, to++) {
      values[to] = (stored[from] ?? 0) * (scales[to % scales.length] ?? 0);
    }
  }
  return values.buffer;
}
