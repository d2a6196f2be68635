/**
 * Adds TFLite metadata to a model that has none, so that MediaPipe Tasks accepts it: the detector's model as published lacks
 * the normalisation of its input, which the tasks want to read from the file.
 *
 * Flatbuffer references only point forwards and are relative. So a new root table with longer `buffers` and `metadata` vectors
 * stands before the unchanged old file, and refers to the old tables where they are. The output is the same on every run.
 */
import { Builder } from 'flatbuffers';

/** Field numbers of tflite/schema.fbs. */
const MODEL_VERSION = 0;
const MODEL_BUFFERS = 4;
const MODEL_METADATA = 6;
const MODEL_FIELDS = 8;

/** The name under which the TFLite metadata schema stores its buffer. */
const METADATA_NAME = 'TFLITE_METADATA';
/** What the schema says when the field is left out. */
const DEFAULT_VERSION = 3;
/** Bytes of the vtable that is shared by all tables of two fields here, and of such a table. */
const SMALL_VTABLE = 8;

/**
 * @param {Builder} builder
 * @param {readonly number[]} offsets
 */
function offsetVector(builder, offsets) {
  builder.startVector(4, offsets.length, 4);
  for (const offset of offsets.toReversed()) builder.addOffset(offset);
  return builder.endVector();
}

/**
 * @param {Builder} builder
 * @param {number} value
 */
function oneFloat(builder, value) {
  builder.startVector(4, 1, 4);
  builder.addFloat32(value);
  return builder.endVector();
}

/**
 * A table whose fields are given by number; a union's tag is a byte, everything else an offset.
 * @param {Builder} builder
 * @param {number} fieldCount
 * @param {readonly {field: number, offset?: number, byte?: number}[]} fields
 */
function table(builder, fieldCount, fields) {
  builder.startObject(fieldCount);
  for (const { field, offset, byte } of fields) {
    if (offset !== undefined) builder.addFieldOffset(field, offset, 0);
    if (byte !== undefined) builder.addFieldInt8(field, byte, 0);
  }
  return builder.endObject();
}

/**
 * The `ModelMetadata` of metadata_schema.fbs for a model with one RGB input and BlazeFace's two outputs.
 * @param {number} mean
 * @param {number} deviation
 */
function modelMetadata(mean, deviation) {
  const builder = new Builder(512);
  const means = oneFloat(builder, mean);
  const deviations = oneFloat(builder, deviation);
  const normalization = table(builder, 2, [
    { field: 0, offset: means },
    { field: 1, offset: deviations },
  ]);
  const processUnit = table(builder, 2, [
    { field: 0, byte: 1 },
    { field: 1, offset: normalization },
  ]);
  const rgbImage = table(builder, 2, [{ field: 0, byte: 1 }]);
  const content = table(builder, 3, [
    { field: 0, byte: 2 },
    { field: 1, offset: rgbImage },
  ]);
  const processUnits = offsetVector(builder, [processUnit]);
  const inputName = builder.createString('image');
  const input = table(builder, 7, [
    { field: 0, offset: inputName },
    { field: 3, offset: content },
    { field: 4, offset: processUnits },
  ]);
  const outputs = ['regressors', 'classificators'].map((name) =>
    table(builder, 7, [{ field: 0, offset: builder.createString(name) }]),
  );
  const inputVector = offsetVector(builder, [input]);
  const outputVector = offsetVector(builder, outputs);
  const subgraph = table(builder, 9, [
    { field: 2, offset: inputVector },
    { field: 3, offset: outputVector },
  ]);
  const subgraphs = offsetVector(builder, [subgraph]);
  const modelName = builder.createString('FaceDetector');
  const modelVersion = builder.createString('1.0.0');
  const root = table(builder, 8, [
    { field: 0, offset: modelName },
    { field: 3, offset: subgraphs },
    { field: 7, offset: modelVersion },
  ]);
  builder.finish(root, 'M001');
  return builder.asUint8Array();
}

/**
 * The positions in the old file that the new root table refers to.
 * @param {Uint8Array} model
 */
function readRoot(model) {
  const view = new DataView(model.buffer, model.byteOffset, model.byteLength);
  if (Buffer.from(model.subarray(4, 8)).toString() !== 'TFL3') throw new Error('not a TFLite model');
  /** @param {number} position */
  const follow = (position) => position + view.getUint32(position, true);
  /**
   * @param {number} start of a table
   * @param {number} field
   * @returns {number} where the field's value is; 0 when it is left out
   */
  const fieldOf = (start, field) => {
    const vtable = start - view.getInt32(start, true);
    const entry = 4 + 2 * field;
    const offset = entry < view.getUint16(vtable, true) ? view.getUint16(vtable + entry, true) : 0;
    return offset === 0 ? 0 : start + offset;
  };
  const root = follow(0);
  /** @param {number} field */
  const elements = (field) => {
    const position = fieldOf(root, field);
    if (position === 0) return [];
    const vector = follow(position);
    const count = view.getUint32(vector, true);
    return Array.from({ length: count }, (_, index) => follow(vector + 4 + 4 * index));
  };

  const metadata = elements(MODEL_METADATA);
  for (const start of metadata) {
    const name = follow(fieldOf(start, 0));
    const length = view.getUint32(name, true);
    const text = Buffer.from(model.subarray(name + 4, name + 4 + length)).toString();
    if (text === METADATA_NAME) throw new Error('the model has metadata already');
  }
  const versionAt = fieldOf(root, MODEL_VERSION);
  const references = Array.from({ length: MODEL_FIELDS }, (_, field) => {
    const position = field === MODEL_VERSION ? 0 : fieldOf(root, field);
    return position === 0 ? 0 : follow(position);
  });
  return {
    version: versionAt === 0 ? DEFAULT_VERSION : view.getUint32(versionAt, true),
    buffers: elements(MODEL_BUFFERS),
    metadata,
    /** Per field of the model where its value starts; 0 for none. */
    references,
  };
}

/**
 * Places for the parts of the new head, each at a multiple of 4; the old file follows at a multiple of 16, since its own
 * buffers are aligned to 16 within it.
 * @param {number} bufferCount
 * @param {number} metadataCount
 * @param {number} payloadBytes
 */
function planHead(bufferCount, metadataCount, payloadBytes) {
  let end = 8;
  /** @param {number} bytes */
  const take = (bytes) => {
    const start = Math.ceil(end / 4) * 4;
    end = start + bytes;
    return start;
  };
  const modelVtable = take(4 + 2 * MODEL_FIELDS);
  const model = take(4 + 4 * MODEL_FIELDS);
  const buffers = take(4 + 4 * (bufferCount + 1));
  const metadata = take(4 + 4 * (metadataCount + 1));
  const entryVtable = take(SMALL_VTABLE);
  const entry = take(12);
  const entryName = take(4 + METADATA_NAME.length + 1);
  const bufferVtable = take(6);
  const buffer = take(8);
  const payloadLength = take(4 + payloadBytes + 12);
  const payload = Math.ceil((payloadLength + 4) / 16) * 16;
  const oldFile = Math.ceil((payload + payloadBytes) / 16) * 16;
  return {
    modelVtable,
    model,
    buffers,
    metadata,
    entryVtable,
    entry,
    entryName,
    bufferVtable,
    buffer,
    payload,
    oldFile,
  };
}

/**
 * @param {Uint8Array} model a TFLite file without metadata
 * @param {{mean?: number, deviation?: number}} [normalization] of the input: (value - mean) / deviation
 * @returns {Uint8Array}
 */
export function addMetadata(model, { mean = 127.5, deviation = 127.5 } = {}) {
  const old = readRoot(model);
  const payload = modelMetadata(mean, deviation);
  const place = planHead(old.buffers.length, old.metadata.length, payload.length);
  const output = new Uint8Array(place.oldFile + model.length);
  const view = new DataView(output.buffer);
  /** @type {(position: number, value: number) => void} */
  const writeLong = (position, value) => view.setUint32(position, value, true);
  /** @type {(position: number, values: readonly number[]) => void} */
  const writeShorts = (position, values) => {
    for (const [index, value] of values.entries()) view.setUint16(position + 2 * index, value, true);
  };
  /** @type {(position: number, target: number) => void} */
  const pointTo = (position, target) => writeLong(position, target - position);
  /** @type {(position: number, targets: readonly number[]) => void} */
  const writeVector = (position, targets) => {
    writeLong(position, targets.length);
    for (const [index, target] of targets.entries()) pointTo(position + 4 + 4 * index, target);
  };

  pointTo(0, place.model);
  output.set(Buffer.from('TFL3'), 4);

  writeShorts(place.modelVtable, [4 + 2 * MODEL_FIELDS, 4 + 4 * MODEL_FIELDS]);
  writeLong(place.model, place.model - place.modelVtable);
  for (let field = 0; field < MODEL_FIELDS; field++) {
    const offset = 4 + 4 * field;
    const reference = old.references[field] ?? 0;
    let present = true;
    if (field === MODEL_VERSION) writeLong(place.model + offset, old.version);
    else if (field === MODEL_BUFFERS) pointTo(place.model + offset, place.buffers);
    else if (field === MODEL_METADATA) pointTo(place.model + offset, place.metadata);
    else if (reference !== 0) pointTo(place.model + offset, place.oldFile + reference);
    else present = false;
    writeShorts(place.modelVtable + 4 + 2 * field, [present ? offset : 0]);
  }
  const oldBuffers = old.buffers.map((start) => place.oldFile + start);
  writeVector(place.buffers, [...oldBuffers, place.buffer]);
  const oldMetadata = old.metadata.map((start) => place.oldFile + start);
  writeVector(place.metadata, [...oldMetadata, place.entry]);

  // The new metadata entry: its name, and the number of the buffer that holds it.
  writeShorts(place.entryVtable, [SMALL_VTABLE, 12, 4, 8]);
  writeLong(place.entry, place.entry - place.entryVtable);
  pointTo(place.entry + 4, place.entryName);
  writeLong(place.entry + 8, old.buffers.length);
  writeLong(place.entryName, METADATA_NAME.length);
  output.set(Buffer.from(METADATA_NAME), place.entryName + 4);

  // The new buffer: a vector of bytes, its length in front of it.
  writeShorts(place.bufferVtable, [6, 8, 4]);
  writeLong(place.buffer, place.buffer - place.bufferVtable);
  pointTo(place.buffer + 4, place.payload - 4);
  writeLong(place.payload - 4, payload.length);
  output.set(payload, place.payload);

  output.set(model, place.oldFile);
  return output;
}
