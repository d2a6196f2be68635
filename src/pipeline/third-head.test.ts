// biome-ignore lint/style/noRestrictedImports: the test runs the network on tfjs's plain JavaScript backend, which is not shipped
import '@tensorflow/tfjs-backend-cpu';
// biome-ignore lint/style/noRestrictedImports: see above
import { setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { HeadCard, ModelCard, ModelFiles } from '../infer/index.ts';
import { Network } from '../infer/network.ts';
import { Pipeline } from './pipeline.ts';
import { RunningGraphs } from './running-graphs.ts';

const SIDE = 8;
const CHANNELS = 3;

/** A head of a network that is made here: its entry in the card, and a linear layer on the mean colour of the crop. */
interface MadeHead {
  readonly card: HeadCard;
  /** For each label a weight of red, green and blue. */
  readonly weights: readonly (readonly [red: number, green: number, blue: number])[];
  readonly bias: readonly number[];
}

const heads: Readonly<Record<string, MadeHead>> = {
  age: {
    card: { first: 10, last: 50, step: 20, unit: 'years', temperature: 1 },
    weights: [
      [0.01, 0, 0],
      [0, 0.01, 0],
      [0, 0, 0.01],
    ],
    bias: [0, 0.5, 0],
  },
  attractiveness: {
    card: { first: 1, last: 2, step: 1, temperature: 2 },
    weights: [
      [0, 0, 0],
      [0.02, 0, 0],
    ],
    bias: [0, 0],
  },
  smile: {
    card: { first: 0, last: 1, step: 1, temperature: 0.5 },
    weights: [
      [0, 0, 0],
      [0, 0.004, -0.002],
    ],
    bias: [0.1, 0],
  },
};

function headOf(name: string): MadeHead {
  const head = heads[name];
  if (head === undefined) throw new Error(`There is no head "${name}".`);
  return head;
}

const floats = { type: 'DT_FLOAT' };
const bytes = (text: string) => Buffer.from(text).toString('base64');
const shapeOf = (shape: readonly number[]) => ({ dim: shape.map((size) => ({ size: String(size) })) });

function constant(name: string, shape: readonly number[], dtype: string) {
  const value = { tensor: { dtype, tensorShape: shapeOf(shape) } };
  return { name, op: 'Const', attr: { dtype: { type: dtype }, value } };
}

/** A linear layer on `pooled`, whose output has the head's name. */
function headNodes(name: string, labels: number) {
  const product = `${name}/product`;
  const transposed = { transpose_a: { b: false }, transpose_b: { b: false } };
  return [
    constant(`${name}/weight`, [CHANNELS, labels], 'DT_FLOAT'),
    constant(`${name}/bias`, [labels], 'DT_FLOAT'),
    { name: product, op: 'MatMul', input: ['pooled', `${name}/weight`], attr: { T: floats, ...transposed } },
    {
      name,
      op: 'BiasAdd',
      input: [product, `${name}/bias`],
      attr: { T: floats, data_format: { s: bytes('NHWC') } },
    },
  ];
}

/** A network of the named heads, as its files would say it. */
function filesWith(names: readonly string[]): ModelFiles {
  const made = names.map((name) => [name, headOf(name)] as const);
  const input = shapeOf([-1, SIDE, SIDE, CHANNELS]);
  const node = [
    { name: 'crops', op: 'Placeholder', attr: { dtype: floats, shape: { shape: input } } },
    constant('axes', [2], 'DT_INT32'),
    {
      name: 'pooled',
      op: 'Mean',
      input: ['crops', 'axes'],
      attr: { T: floats, Tidx: { type: 'DT_INT32' }, keep_dims: { b: false } },
    },
    ...made.flatMap(([name, { bias }]) => headNodes(name, bias.length)),
  ];
  const weights = made.flatMap(([name, { bias }]) => [
    { name: `${name}/weight`, shape: [CHANNELS, bias.length], dtype: 'float32' as const },
    { name: `${name}/bias`, shape: [bias.length], dtype: 'float32' as const },
  ]);
  const values = made.flatMap(([, { weights: ofLabels, bias }]) => [
    ...[0, 1, 2].flatMap((channel) => ofLabels.map((ofLabel) => ofLabel[channel] ?? 0)),
    ...bias,
  ]);
  const axes = new Uint8Array(new Int32Array([1, 2]).buffer);
  const numbers = new Uint8Array(new Float32Array(values).buffer);
  const file = { bytes: 0, sha256: '' };
  const card: ModelCard = {
    name: 'made-in-a-test',
    version: '1',
    cropSize: SIDE,
    heads: Object.fromEntries(made.map(([name, { card: ofHead }]) => [name, ofHead])),
    minors: { below: 18, threshold: 0.05 },
    maps: {},
    files: { 'model.json': file, 'weights.bin': file, 'golden.json': file },
  };
  const pixels = Buffer.from(grey(100)).toString('base64');
  const logits = Object.fromEntries(made.map(([name]) => [name, logitsOf(name, [100, 100, 100])]));
  return {
    card,
    topology: {
      modelTopology: { node, versions: { producer: 1 } },
      weightsManifest: [{ weights: [{ name: 'axes', shape: [2], dtype: 'int32' }, ...weights] }],
    },
    weights: Uint8Array.of(...axes, ...numbers).buffer,
    golden: { tolerance: 1e-3, crops: [{ pixels, logits }] },
  };
}

function logitsOf(name: string, colour: readonly [number, number, number]): number[] {
  const { weights, bias } = headOf(name);
  return weights.map((ofLabel, label) =>
    ofLabel.reduce((sum, weight, channel) => sum + weight * (colour[channel] ?? 0), bias[label] ?? 0),
  );
}

function grey(level: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(SIDE * SIDE * CHANNELS).fill(level);
}

/** A crop of one colour. */
function plain(colour: readonly [number, number, number]): Uint8Array<ArrayBuffer> {
  return grey(0).map((_, at) => colour[at % CHANNELS] ?? 0);
}

async function pipelineWith(files: ModelFiles): Promise<Pipeline> {
  await setBackend('cpu');
  const network = await Network.create(files, {
    name: 'wasm',
    software: false,
    lost: new Promise(() => undefined),
    isGone: () => false,
    loadMoreKernels: async () => undefined,
    stop: () => undefined,
  });
  const unused = () => {
    throw new Error('not used here');
  };
  return new Pipeline({
    card: files.card,
    reader: { read: unused, whileHeld: unused, heldPixels: unused },
    detector: { detect: unused, regionsOf: unused, follow: unused, dispose: () => undefined },
    detectorInfo: { name: 'mediapipe', reason: null },
    graphs: new RunningGraphs({ network, companion: null, rejected: [] }, unused),
  });
}

/** Softmax of the head's logits at its temperature. */
function expected(name: string, colour: readonly [number, number, number]): number[] {
  const { temperature } = headOf(name).card;
  const masses = logitsOf(name, colour).map((logit) => Math.exp(logit / Number(temperature)));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.map((mass) => mass / total);
}

describe('a third head', () => {
  const colours = [
    [200, 50, 20],
    [10, 240, 130],
  ] as const;

  it('in a card and its graph is enough for its distribution to come out of the pipeline', async () => {
    const pipeline = await pipelineWith(filesWith(['age', 'attractiveness', 'smile']));
    const readings = await pipeline.infer(colours.map((colour) => ({ crop: plain(colour) })));
    expect(readings).toHaveLength(2);
    readings.forEach(({ curves }, index) => {
      const colour = colours[index] ?? [0, 0, 0];
      expect(Object.keys(curves)).toEqual(['age', 'attractiveness', 'smile']);
      for (const [name, { labels, probabilities }] of Object.entries(curves)) {
        expect(Array.from(labels)).toEqual(
          expected(name, colour).map((_, label) => {
            const { first, step } = headOf(name).card;
            return first + label * step;
          }),
        );
        expected(name, colour).forEach((probability, label) => {
          expect(probabilities[label]).toBeCloseTo(probability, 5);
        });
      }
    });
    pipeline.dispose();
  });

  it('that the card names and the graph lacks is an error that names the file and the head', async () => {
    const { card } = filesWith(['age', 'smile']);
    const wrong = { ...filesWith(['age']), card };
    await expect(pipelineWith(wrong)).rejects.toMatchObject({
      code: 'asset-wrong-type',
      message: expect.stringContaining('"smile"'),
      file: 'models/made-in-a-test/model.json',
    });
  });

  it('of the graph that the card does not name is left alone', async () => {
    const all = filesWith(['age', 'smile']);
    const pipeline = await pipelineWith({
      ...all,
      card: filesWith(['age']).card,
      golden: filesWith(['age']).golden,
    });
    const [reading] = await pipeline.infer([{ crop: grey(80) }]);
    expect(Object.keys(reading?.curves ?? {})).toEqual(['age']);
    pipeline.dispose();
  });
});
