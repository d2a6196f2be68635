import { expect, it } from 'vitest';
import type { GraphFiles, WeightEntry } from '../assets/index.ts';
import { tfjsWeights } from './tfjs-weights.ts';

const int8 = { dtype: 'float32', quantization: { dtype: 'int8' } } as const;
const axes: WeightEntry = { name: 'axes', shape: [2], dtype: 'int32' };
const bias: WeightEntry = { name: 'bias', shape: [3], dtype: 'float32', quantization: { dtype: 'float16' } };

function filesOf(weights: WeightEntry[], bytes: ArrayBuffer): GraphFiles {
  return {
    topology: { modelTopology: { node: [], versions: { producer: 1 } }, weightsManifest: [{ weights }] },
    weights: bytes,
  };
}

it('int8 weights become float32 in the order of tfjs, and the rest stays as it is', () => {
  // training/tests/test_int8_weights.py reads the same bytes. Kernels of 1 x 2 taps, 2 inputs and 3 outputs; a head of 1 x 3.
  const file = Buffer.from(
    'zczMPQAAgD/NzEy9AYEDf/sGB/gJCgCAAAAAPwAAAAAAAIA+A/8EAQAAAAIAAAAAPAA8ADw=',
    'base64',
  );
  const { weightSpecs, weightData } = tfjsWeights(
    filesOf(
      [
        { name: 'kernel', shape: [1, 2, 2, 3], ...int8 },
        { name: 'head', shape: [1, 3], ...int8 },
        axes,
        bias,
      ],
      Uint8Array.from(file).buffer,
    ),
  );
  expect(weightSpecs).toEqual([
    { name: 'kernel', shape: [1, 2, 2, 3], dtype: 'float32' },
    { name: 'head', shape: [1, 3], dtype: 'float32' },
    axes,
    bias,
  ]);
  const [kernel, head, rest] = weightData;
  const tenth = Math.fround(0.1);
  const minusTwentieth = Math.fround(-0.05);
  // Output by output, [inputs, outputs, taps] holds 1 -127 | 3 127 | -5 6, then 7 -8 | 9 10 | 0 -128.
  const exact = [
    ...[1 * tenth, 3, -5 * minusTwentieth, 7 * tenth, 9, 0 * minusTwentieth],
    ...[-127 * tenth, 127, 6 * minusTwentieth, -8 * tenth, 10, -128 * minusTwentieth],
  ];
  expect(new Float32Array(kernel ?? new ArrayBuffer())).toEqual(Float32Array.from(exact));
  expect(new Float32Array(head ?? new ArrayBuffer())).toEqual(Float32Array.of(1.5, -0, 1));
  expect(new Uint8Array(rest ?? new ArrayBuffer())).toEqual(Uint8Array.from(file.subarray(39)));
});

it('weights without int8 go to tfjs as they are', () => {
  const bytes = Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0).buffer;
  expect(tfjsWeights(filesOf([axes], bytes))).toEqual({ weightSpecs: [axes], weightData: [bytes] });
});
