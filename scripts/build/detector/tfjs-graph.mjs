/** Writes a TFLite graph as tfjs reads it: `model.json` and `weights.bin`, the same weights to the last bit. */

/** @typedef {import('./read-tflite.mjs').TfliteGraph} TfliteGraph */
/** @typedef {import('./read-tflite.mjs').Operation} Operation */
/** @typedef {import('./read-tflite.mjs').Tensor} Tensor */
/** @typedef {Record<string, unknown>} Attributes */

const FLOAT = { type: 'DT_FLOAT' };
/** Padding of the schema. */
const PADDING = ['SAME', 'VALID'];

/** @param {string} value */
const text = (value) => ({ s: Buffer.from(value).toString('base64') });
/** @param {readonly number[]} values */
const integers = (...values) => ({ list: { i: values.map(String) } });
/** @param {readonly number[]} shape */
const dimensions = (shape) => ({ dim: shape.map((size) => ({ size: String(size) })) });
/** @param {readonly string[]} operations */
const fused = (operations) => ({
  fused_ops: { list: { s: operations.map((name) => text(name).s) } },
  num_args: { i: '1' },
  epsilon: { f: 0 },
});

/**
 * @param {Tensor} tensor
 * @param {readonly number[]} order of its dimensions in the result
 * @returns {Uint16Array} the halves of floats, in the new order
 */
function transpose({ data, shape }, order) {
  const halves = new Uint16Array(data.slice().buffer);
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = order.map((axis) => shape[axis] ?? 1);
  const steps = order.map((axis) => strides[axis] ?? 0);
  return Uint16Array.from(halves, (_, place) => {
    let from = 0;
    let rest = place;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const size = sizes[axis] ?? 1;
      from += (rest % size) * (steps[axis] ?? 0);
      rest = Math.floor(rest / size);
    }
    return halves[from] ?? 0;
  });
}

/** Collects nodes and weights. */
class GraphWriter {
  /** @param {TfliteGraph} graph */
  constructor(graph) {
    this.graph = graph;
    /** @type {Attributes[]} */
    this.nodes = [];
    /** @type {Attributes[]} */
    this.paddings = [];
    /** @type {Attributes[]} */
    this.entries = [];
    /** @type {Uint8Array[]} */
    this.data = [];
    /** Names of the nodes that give the tensors. @type {Map<number, string>} */
    this.names = new Map();
    /** Stored weights behind the numbers of the dequantized ones. @type {Map<number, number>} */
    this.stored = new Map();
  }

  /** @param {number} number @returns {Tensor} */
  tensor(number) {
    const tensor = this.graph.tensors[this.stored.get(number) ?? number];
    if (tensor === undefined) throw new Error(`The graph has no tensor ${number}.`);
    return tensor;
  }

  /** @param {number | undefined} number */
  nameOf(number) {
    const name = this.names.get(number ?? -1);
    if (name === undefined) throw new Error(`Nothing computes tensor ${number}.`);
    return name;
  }

  /** @param {string} name @param {string} op @param {readonly string[]} input @param {Attributes} attributes */
  node(name, op, input, attributes = {}) {
    this.nodes.push({ name, op, attr: { T: FLOAT, ...attributes }, ...(input.length > 0 && { input }) });
  }

  /** @param {string} name @param {string} type @param {readonly number[]} shape */
  constant(name, type, shape) {
    const tensor = { dtype: type, tensorShape: dimensions(shape) };
    this.nodes.push({ name, op: 'Const', attr: { dtype: { type }, value: { tensor } } });
  }

  /** @param {string} name @param {number} number @param {readonly number[]} order */
  weight(name, number, order) {
    const tensor = this.tensor(number);
    if (tensor.type !== 'float16') throw new Error(`${tensor.name} is not stored as float16.`);
    const shape = order.map((axis) => tensor.shape[axis] ?? 1);
    this.constant(name, 'DT_FLOAT', shape);
    const quantization = { dtype: 'float16', original_dtype: 'float32' };
    this.entries.push({ name, shape, dtype: 'float32', quantization });
    this.data.push(new Uint8Array(transpose(tensor, order).buffer));
    return name;
  }

  /** A padding of the last dimension. Four-byte values stand before the weights, so that they stay aligned. @param {number} number */
  padding(number) {
    const values = new Int32Array(this.tensor(number).data.slice().buffer);
    const added = values[7] ?? 0;
    if (values.some((value, index) => value !== 0 && index !== 7))
      throw new Error('Only channels may be padded.');
    const name = `padding_${added}`;
    if (this.paddings.some((entry) => entry.name === name)) return name;
    this.constant(name, 'DT_INT32', [4, 2]);
    this.paddings.push({ name, shape: [4, 2], dtype: 'int32' });
    this.data.splice(this.paddings.length - 1, 0, new Uint8Array(values.buffer));
    return name;
  }

  /** @param {Operation} operation @param {string} name @param {boolean} isRectified */
  convolution({ kind, inputs, option, longOption }, name, isRectified) {
    const [source, weight = -1, bias = -1] = inputs;
    const op = kind === 'depthwise' ? 'FusedDepthwiseConv2dNative' : '_FusedConv2D';
    // tfjs wants height, width, channels in, channels out; of a depthwise convolution a last dimension of 1.
    const parts = [
      this.weight(`${name}/weight`, weight, [1, 2, 3, 0]),
      this.weight(`${name}/bias`, bias, [0]),
    ];
    this.node(name, op, [this.nameOf(source), ...parts], {
      strides: integers(1, longOption(2), longOption(1), 1),
      dilations: integers(1, 1, 1, 1),
      padding: text(PADDING[option(0)] ?? ''),
      data_format: text('NHWC'),
      ...fused(isRectified ? ['BiasAdd', 'Relu'] : ['BiasAdd']),
    });
  }

  /** @param {Operation} operation @param {string} name */
  maxPool({ inputs, option, longOption }, name) {
    this.node(name, 'MaxPool', [this.nameOf(inputs[0])], {
      ksize: integers(1, longOption(4), longOption(3), 1),
      strides: integers(1, longOption(2), longOption(1), 1),
      padding: text(PADDING[option(0)] ?? ''),
      data_format: text('NHWC'),
    });
  }
}

/**
 * @param {TfliteGraph} graph
 * @param {string} input name for the graph's input
 * @returns {{ topology: Attributes, weights: Uint8Array, outputs: readonly string[] }} outputs before they are reshaped
 * and joined
 */
export function tfjsGraph(graph, input) {
  const writer = new GraphWriter(graph);
  const { tensors, operations } = graph;
  const shape = [-1, ...(tensors[0]?.shape.slice(1) ?? [])];
  writer.nodes.push({
    name: input,
    op: 'Placeholder',
    attr: { dtype: FLOAT, shape: { shape: dimensions(shape) } },
  });
  writer.names.set(0, input);
  /** @type {string[]} */
  const outputs = [];
  /** @param {number} number */
  const usersOf = (number) => operations.filter(({ inputs }) => inputs.includes(number));
  for (const operation of operations) {
    const { kind, inputs, output } = operation;
    const [first = -1, second = -1] = inputs;
    const name = writer.tensor(output).name.replace(/__xeno_compat__\d+$/, '');
    writer.names.set(output, name);
    if (kind === 'dequantize') writer.stored.set(output, first);
    else if (kind === 'convolution' || kind === 'depthwise') {
      const users = usersOf(output);
      const rectifier = users.length === 1 && users[0]?.kind === 'relu' ? users[0] : null;
      writer.convolution(operation, name, rectifier !== null);
    } else if (kind === 'relu') {
      const before = writer.nameOf(first);
      if (writer.nodes.some((node) => node.name === before && node.op === '_FusedConv2D'))
        writer.names.set(output, before);
      else writer.node(name, 'Relu', [before]);
    } else if (kind === 'add') writer.node(name, 'AddV2', [writer.nameOf(first), writer.nameOf(second)]);
    else if (kind === 'pad') writer.node(name, 'Pad', [writer.nameOf(first), writer.padding(second)]);
    else if (kind === 'max-pool') writer.maxPool(operation, name);
    // Rows of a map follow one another in memory as anchors do: who reads the outputs needs no other shape.
    else if (kind === 'reshape') outputs.push(writer.nameOf(first));
  }
  const modelTopology = { node: writer.nodes, library: {}, versions: { producer: 1 } };
  const weightsManifest = [{ paths: ['weights.bin'], weights: [...writer.paddings, ...writer.entries] }];
  return {
    topology: { format: 'graph-model', modelTopology, weightsManifest },
    weights: new Uint8Array(Buffer.concat(writer.data)),
    outputs,
  };
}
