import { ByteBuffer } from 'flatbuffers';

/** @typedef {{name: string, op: string, input?: string[], attr: Record<string, {shape?: unknown}>}} GraphNode */

/**
 * Multiply-accumulates of one picture through each layer of our graph (`model.json`), which has 3 x 3 convolutions with the
 * padding SAME, pools that halve, and products behind them.
 * @param {{modelTopology: {node: GraphNode[]}, weightsManifest: {weights: {name: string, shape: number[]}[]}[]}} graph
 * @param {number} cropSize side of the crop in pixels
 * @returns {{name: string, accumulates: number}[]}
 */
export function layersOfGraph({ modelTopology, weightsManifest }, cropSize) {
  const shapes = new Map(
    weightsManifest.flatMap(({ weights }) => weights.map(({ name, shape }) => [name, shape])),
  );
  let side = cropSize;
  return modelTopology.node.flatMap(({ name, op, input: inputs = [] }) => {
    const product = (shapes.get(inputs[1] ?? '') ?? []).reduce((all, length) => all * length, 1);
    if (op === 'MaxPool') side = Math.floor(side / 2);
    if (op === '_FusedConv2D') return [{ name, accumulates: side * side * product }];
    return op === 'MatMul' ? [{ name, accumulates: product }] : [];
  });
}

/** Field offsets of tflite/schema.fbs: 4 + twice the field's number. */
const MODEL = { operatorCodes: 6, subgraphs: 8 };
const SUBGRAPH = { tensors: 4, operators: 10 };
const OPERATOR = { opcode: 4, inputs: 6, outputs: 8 };
const OPERATOR_CODE = { deprecated: 4, code: 10 };
const TENSOR_SHAPE = 4;
const CONVOLUTION = 3;
const DEPTHWISE = 4;

/**
 * Multiply-accumulates of one picture through a TFLite model's convolutions.
 * @param {Uint8Array} bytes
 */
export function accumulatesOfTflite(bytes) {
  const buffer = new ByteBuffer(bytes);
  const model = { at: buffer.readInt32(0), buffer };
  const [graph] = tables(model, MODEL.subgraphs);
  if (graph === undefined) throw new TypeError('The model has no graph.');
  const codes = tables(model, MODEL.operatorCodes).map(
    (code) => number(code, OPERATOR_CODE.code) || number(code, OPERATOR_CODE.deprecated, 'byte'),
  );
  const shapes = tables(graph, SUBGRAPH.tensors).map((tensor) => numbers(tensor, TENSOR_SHAPE));
  return tables(graph, SUBGRAPH.operators).reduce((all, operator) => {
    const code = codes[number(operator, OPERATOR.opcode)];
    if (code !== CONVOLUTION && code !== DEPTHWISE) return all;
    const [, rows = 0, columns = 0, channels = 0] =
      shapes[numbers(operator, OPERATOR.outputs)[0] ?? -1] ?? [];
    const [, height = 0, width = 0, depth = 0] = shapes[numbers(operator, OPERATOR.inputs)[1] ?? -1] ?? [];
    // A depthwise kernel is 1 x height x width x channels: each channel has its own.
    return all + rows * columns * channels * height * width * (code === CONVOLUTION ? depth : 1);
  }, 0);
}

/** @typedef {{at: number, buffer: ByteBuffer}} Table */

/** Where a field lies; 0 where it is left out. @param {Table} table @param {number} field */
function place({ at, buffer }, field) {
  const offset = buffer.__offset(at, field);
  return offset === 0 ? 0 : at + offset;
}

/** @param {Table} table @param {number} field @param {'byte' | 'int'} [kind] */
function number(table, field, kind = 'int') {
  const at = place(table, field);
  if (at === 0) return 0;
  return kind === 'byte' ? table.buffer.readInt8(at) : table.buffer.readInt32(at);
}

/** Places of a vector's elements of four bytes. @param {Table} table @param {number} field */
function elements({ at, buffer }, field) {
  const offset = place({ at, buffer }, field);
  if (offset === 0) return [];
  const start = buffer.__vector(offset);
  return Array.from({ length: buffer.__vector_len(offset) }, (_, index) => start + 4 * index);
}

/** @param {Table} table @param {number} field */
function numbers(table, field) {
  return elements(table, field).map((at) => table.buffer.readInt32(at));
}

/** @param {Table} table @param {number} field @returns {Table[]} */
function tables({ at, buffer }, field) {
  return elements({ at, buffer }, field).map((element) => ({ at: buffer.__indirect(element), buffer }));
}
