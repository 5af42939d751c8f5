// Writes ONNX models: just enough of its protocol buffers for a graph of float tensors.
// Field numbers are those of onnx.proto3.

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

export const FLOAT = 1;
export const UINT8 = 2;
export const INT64 = 7;

function varint(value) {
  const bytes = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    const low = Number(rest & 127n);
    if (rest < 128n) return Uint8Array.from([...bytes, low]);
    bytes.push(low | 128);
  }
}

function joined(parts) {
  const all = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

const tag = (field, wireType) => varint((field << 3) | wireType);
const number = (field, value) => joined([tag(field, VARINT), varint(value)]);
const bytes = (field, value) => joined([tag(field, LENGTH_DELIMITED), varint(value.length), value]);
const text = (field, value) => bytes(field, new TextEncoder().encode(value));
const float = (field, value) => joined([tag(field, FIXED32), new Uint8Array(Float32Array.of(value).buffer)]);

/** @param {{name: string, type: number, shape: number[], data: ArrayBufferView}} tensor a constant of the graph */
function tensor({ name, type, shape, data }) {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return joined([...shape.map((size) => number(1, size)), number(2, type), text(8, name), bytes(9, raw)]);
}

function valueInfo({ name, type, shape }) {
  const dimensions = joined(shape.map((size) => bytes(1, number(1, size))));
  const tensorType = joined([number(1, type), bytes(2, dimensions)]);
  return joined([text(1, name), bytes(2, bytes(1, tensorType))]);
}

// Attributes: whole numbers are given as bigint, so that 1.0 stays a float.
function attribute([name, value]) {
  const named = text(1, name);
  if (typeof value === "bigint") return joined([named, number(3, value), number(20, 2)]);
  return joined([named, float(2, value), number(20, 1)]);
}

function node({ type, inputs, outputs, attributes }) {
  return joined([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, type),
    ...Object.entries(attributes).map((entry) => bytes(5, attribute(entry))),
  ]);
}

/** A graph that is written down operation by operation; finish() gives the model's bytes. */
export class Graph {
  #nodes = [];
  #constants = [];
  #inputs = [];
  #outputs = [];

  input(name, shape, type = FLOAT) {
    this.#inputs.push({ name, shape, type });
    return name;
  }

  constant(name, shape, data, type = FLOAT) {
    this.#constants.push({ name, shape, data, type });
    return name;
  }

  scalar(name, value) {
    return this.constant(name, [], Float32Array.of(value));
  }

  /** Adds an operation and gives the name of its result. */
  add(type, inputs, attributes = {}, name = `${type}_${this.#nodes.length}`) {
    this.#nodes.push({ type, inputs, outputs: [name], attributes });
    return name;
  }

  output(name, shape, type = FLOAT) {
    this.#outputs.push({ name, shape, type });
  }

  finish() {
    const graph = joined([
      ...this.#nodes.map((item) => bytes(1, node(item))),
      text(2, "training step"),
      ...this.#constants.map((item) => bytes(5, tensor(item))),
      ...this.#inputs.map((item) => bytes(11, valueInfo(item))),
      ...this.#outputs.map((item) => bytes(12, valueInfo(item))),
    ]);
    return joined([number(1, 8), bytes(7, graph), bytes(8, number(2, 17))]);
  }
}
