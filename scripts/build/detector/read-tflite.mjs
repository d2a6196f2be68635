/** Reads the graph of a TFLite file, as far as BlazeFace needs it. Field numbers are those of tflite/schema.fbs. */
import { ByteBuffer } from 'flatbuffers';

/** BuiltinOperator of the schema. */
const OPERATIONS = /** @type {const} */ ({
  0: 'add',
  2: 'concatenation',
  3: 'convolution',
  4: 'depthwise',
  6: 'dequantize',
  17: 'max-pool',
  19: 'relu',
  22: 'reshape',
  34: 'pad',
});
/** TensorType of the schema. */
const TYPES = /** @type {const} */ ({ 0: 'float32', 1: 'float16', 2: 'int32' });

/**
 * @typedef {object} Tensor
 * @property {string} name
 * @property {readonly number[]} shape
 * @property {'float32' | 'float16' | 'int32'} type
 * @property {Uint8Array} data empty for what is computed
 */
/**
 * @typedef {object} Operation
 * @property {(typeof OPERATIONS)[keyof typeof OPERATIONS]} kind
 * @property {readonly number[]} inputs numbers of tensors
 * @property {number} output
 * @property {(field: number) => number} option a byte of the operation's options
 * @property {(field: number) => number} longOption
 */
/** @typedef {{ tensors: readonly Tensor[], operations: readonly Operation[] }} TfliteGraph */

/** A flatbuffer table: its fields by number. */
class Table {
  /** @param {ByteBuffer} buffer @param {number} start */
  constructor(buffer, start) {
    this.buffer = buffer;
    this.start = start;
  }

  /** @param {number} field @returns {number} the field's place, 0 where it is left out */
  place(field) {
    const offset = this.buffer.__offset(this.start, 4 + 2 * field);
    return offset === 0 ? 0 : this.start + offset;
  }

  /** @param {number} field */
  byte(field) {
    const place = this.place(field);
    return place === 0 ? 0 : this.buffer.readInt8(place);
  }

  /** @param {number} field */
  long(field) {
    const place = this.place(field);
    return place === 0 ? 0 : this.buffer.readInt32(place);
  }

  /** @param {number} field */
  table(field) {
    const place = this.place(field);
    return place === 0 ? null : new Table(this.buffer, this.buffer.__indirect(place));
  }

  /** @param {number} field @returns {{ start: number, length: number }} */
  vector(field) {
    const place = this.place(field);
    if (place === 0) return { start: 0, length: 0 };
    const vector = this.buffer.__indirect(place);
    return { start: vector + 4, length: this.buffer.readInt32(vector) };
  }

  /** @param {number} field */
  tables(field) {
    const { start, length } = this.vector(field);
    return Array.from(
      { length },
      (_, index) => new Table(this.buffer, this.buffer.__indirect(start + 4 * index)),
    );
  }

  /** @param {number} field */
  longs(field) {
    const { start, length } = this.vector(field);
    return Array.from({ length }, (_, index) => this.buffer.readInt32(start + 4 * index));
  }

  /** @param {number} field */
  bytes(field) {
    const { start, length } = this.vector(field);
    return this.buffer.bytes().subarray(start, start + length);
  }
}

/** @param {Uint8Array} file @returns {TfliteGraph} */
export function readTflite(file) {
  if (Buffer.from(file.subarray(4, 8)).toString() !== 'TFL3') throw new Error('not a TFLite model');
  const buffer = new ByteBuffer(new Uint8Array(file));
  const model = new Table(buffer, buffer.readInt32(0));
  const [graph] = model.tables(2);
  if (graph === undefined) throw new Error('The model has no graph.');
  const data = model.tables(4).map((entry) => entry.bytes(0));
  // A new code stands in a field of its own; the old one is a byte.
  const codes = model.tables(1).map((entry) => Math.max(entry.byte(0), entry.long(3)));
  const tensors = graph.tables(0).map((tensor) => ({
    name: Buffer.from(tensor.bytes(3)).toString(),
    shape: tensor.longs(0),
    type: known(TYPES, tensor.byte(1), 'type'),
    data: data[tensor.long(2)] ?? new Uint8Array(),
  }));
  const operations = graph.tables(3).map((operator) => {
    const options = operator.table(4);
    return {
      kind: known(OPERATIONS, codes[operator.long(0)] ?? -1, 'operation'),
      inputs: operator.longs(1),
      output: operator.longs(2)[0] ?? -1,
      option: (/** @type {number} */ field) => options?.byte(field) ?? 0,
      longOption: (/** @type {number} */ field) => options?.long(field) ?? 0,
    };
  });
  return { tensors, operations };
}

/**
 * @template Value
 * @param {Readonly<Record<number, Value>>} names
 * @param {number} code
 * @param {string} what
 * @returns {Value}
 */
function known(names, code, what) {
  const name = names[code];
  if (name === undefined) throw new Error(`The model has a ${what} that is not expected here: ${code}.`);
  return name;
}
