// TensorFlow.js on its WASM backend, with gradients written by hand: several times faster there than its autodiff.
//
// Its matrix product takes the fast path only without transposed operands, and keeps the right-hand one packed for as
// long as that tensor lives. So X^T dS is computed as (dS^T X)^T: the small matrices are transposed, and a minibatch
// stays packed. -lr/B is folded into dS, which is small, and momentum is kept as the parameters before the last step:
// W' = (1 + momentum - lr * l2) * W - momentum * old - lr/B * X^T dS.
import { batchCount, layersOf, oneHot } from "../problem.mjs";
import { loadScript } from "./script.mjs";

const MODULES = "/modules/@tensorflow";

async function startBackend(threads) {
  await loadScript(`${MODULES}/tfjs-core/dist/tf-core.es2017.min.js`);
  await loadScript(`${MODULES}/tfjs-backend-wasm/dist/tf-backend-wasm.es2017.min.js`);
  // It never uses more threads than half of the cores that the browser names.
  Object.defineProperty(navigator, "hardwareConcurrency", { value: 2 * threads });
  tf.enableProdMode();
  tf.wasm.setWasmPaths(`${MODULES}/tfjs-backend-wasm/dist/`);
  tf.wasm.setThreadsCount(threads);
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", threads > 1);
  if (!await tf.setBackend("wasm")) throw new Error("its WASM backend did not start");
  if (tf.wasm.getThreadsCount() !== threads) throw new Error(`it runs ${tf.wasm.getThreadsCount()} threads`);
}

/** Minibatches on the backend: floats, or bytes with the operations that make floats of them. */
function batchesOf(problem) {
  const { batch, features, classes, scale, shift } = problem;
  const labels = oneHot(problem);
  const slope = problem.bytes && tf.tensor1d(scale);
  const offset = problem.bytes && tf.tensor1d(shift);
  return Array.from({ length: batchCount(problem) }, (_, index) => {
    const rows = (values, width) => values.slice(index * batch * width, (index + 1) * batch * width);
    const y = tf.tensor2d(rows(labels, classes), [batch, classes]);
    if (!problem.bytes) return { x: tf.tensor2d(rows(problem.X, features), [batch, features]), y };
    // Of its types only "bool" takes one byte a number; the cast copies whatever the byte holds.
    const bytes = tf.tensor2d(rows(problem.bytes, features), [batch, features], "bool");
    return { bytes, slope, offset, y };
  });
}

const floatsOf = ({ x, bytes, slope, offset }) => x ?? tf.add(tf.mul(tf.cast(bytes, "float32"), slope), offset);

const productTransposed = (left, right) => tf.transpose(tf.matMul(tf.transpose(right), left));

function lossOf({ l2 }, probabilities, labels, layers) {
  const ofLabels = tf.sum(tf.mul(probabilities, labels), 1);
  const squares = layers.map(({ weights }) => tf.sum(tf.square(weights))).reduce((a, b) => tf.add(a, b));
  return tf.sub(tf.mul(squares, l2 / 2), tf.mean(tf.log(ofLabels)));
}

/** gradient: already times -lr */
function updated({ momentum }, now, old, gradient, decay) {
  const kept = momentum || decay ? tf.mul(now, 1 + momentum - decay) : now;
  const moved = tf.add(kept, gradient);
  return momentum ? tf.sub(moved, tf.mul(old, momentum)) : moved;
}

/** The parameters after a step, as tensors of their own, and its loss. */
function trainingStep(problem, data, layers, old) {
  const { batch, hidden, lr, l2 } = problem;
  const x = floatsOf(data);
  const affine = (a, { weights, biases }, activation) => tf.fused.matMul({ a, b: weights, bias: biases, activation });
  const last = layers.length - 1;
  const active = hidden ? affine(x, layers[0], "relu") : x;
  const probabilities = tf.softmax(affine(active, layers[last], "linear"));
  const loss = lossOf(problem, probabilities, data.y, layers);

  const inputs = hidden ? [x, active] : [x];
  const gradients = [];
  gradients[last] = tf.mul(tf.sub(probabilities, data.y), -lr / batch);
  if (hidden) gradients[0] = tf.mul(tf.matMul(gradients[1], tf.transpose(layers[1].weights)), tf.step(active));
  const next = layers.map(({ weights, biases }, index) => ({
    weights: updated(problem, weights, old[index].weights, productTransposed(inputs[index], gradients[index]), lr * l2),
    biases: updated(problem, biases, old[index].biases, tf.sum(gradients[index], 0), 0),
  }));
  return { loss, next };
}

export async function start(threads) {
  await startBackend(threads);
  let problem, places, batches, layers, old, lastLoss, steps;

  const tensorsOf = ({ parameters }) => places.map(({ inputs, outputs, weights, biases, end }) => ({
    weights: tf.tensor2d(parameters.slice(weights, biases), [inputs, outputs]),
    biases: tf.tensor1d(parameters.slice(biases, end)),
  }));

  return {
    about: `TensorFlow.js ${tf.version_core}, WASM SIMD, gradients by hand`,
    prepare(given) {
      problem = given;
      places = layersOf(problem);
      batches = batchesOf(problem);
      layers = tensorsOf(problem);
      old = tensorsOf(problem);
      steps = 0;
    },
    step() {
      const { loss, next } = tf.tidy(() => trainingStep(problem, batches[steps++ % batches.length], layers, old));
      tf.dispose([lastLoss, old]);
      lastLoss = loss;
      old = layers;
      layers = next;
    },
    loss: () => lastLoss.dataSync()[0],
    parameters() {
      const all = new Float32Array(problem.parameters.length);
      places.forEach(({ weights, biases }, index) => {
        all.set(layers[index].weights.dataSync(), weights);
        all.set(layers[index].biases.dataSync(), biases);
      });
      return all;
    },
    release() {
      tf.dispose([lastLoss, old, layers, batches]);
      lastLoss = old = layers = batches = problem = undefined;
    },
  };
}
