// A workload as every contestant gets it: shapes, rates, examples, labels and the parameters to start from. On disk and
// on the wire it is a header (JSON) and one file with its arrays behind each other.

const ARRAYS = [
  ["X", Float32Array],
  ["y", Int32Array],
  ["parameters", Float32Array],
  ["scale", Float32Array],
  ["shift", Float32Array],
  ["bytes", Uint8Array], // last: its length need not be a multiple of four
];

export const arrayNames = ARRAYS.map(([name]) => name);

/** @param {ArrayBuffer} buffer the arrays that header.lengths counts, in the order of ARRAYS */
export function unpack({ lengths, ...problem }, buffer) {
  let offset = 0;
  for (const [name, Type] of ARRAYS) {
    if (!lengths[name]) continue;
    problem[name] = new Type(buffer, offset, lengths[name]);
    offset += problem[name].byteLength;
  }
  return problem;
}

/** The layers of a problem's model, with the place of their weights (one input a row) and biases in the parameters. */
export function layersOf({ features, hidden, classes }) {
  const sizes = hidden ? [features, hidden, classes] : [features, classes];
  let end = 0;
  return sizes.slice(1).map((outputs, index) => {
    const inputs = sizes[index];
    const weights = end;
    const biases = weights + inputs * outputs;
    end = biases + outputs;
    return { inputs, outputs, weights, biases, end };
  });
}

/** How many minibatches a pass over the examples has. */
export function batchCount({ id, examples, batch }) {
  if (examples % batch) throw new Error(`${id}: ${examples} examples are no multiple of the batch, ${batch}`);
  return examples / batch;
}

/** Labels as rows with a single 1, as matrix products want them. */
export function oneHot({ y, classes }) {
  const rows = new Float32Array(y.length * classes);
  y.forEach((label, row) => (rows[row * classes + label] = 1));
  return rows;
}

/** Floating-point operations of a step: the products forward and backward, but for the examples' own gradient. */
export function flopOfStep({ batch, features, hidden, classes }) {
  return hidden ? 4 * batch * features * hidden + 6 * batch * hidden * classes : 4 * batch * features * classes;
}
