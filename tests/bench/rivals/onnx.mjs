// ONNX Runtime Web on its WASM backend: one graph is the whole training step.
//
// Its API copies every input into the module and every output out of it; outputs that are given beforehand are never
// written on this backend. So the parameters make that way each step. Minibatches of floats do not: each is a constant
// of a session of its own.
import * as ort from "/modules/onnxruntime-web/dist/ort.wasm.min.mjs";

import { batchCount, layersOf } from "../problem.mjs";
import { batchOf, isBuiltIn, trainingStep } from "./onnx_step.mjs";

const OPTIONS = {
  executionProviders: ["wasm"],
  graphOptimizationLevel: "all",
  enableCpuMemArena: true,
  enableMemPattern: true,
  executionMode: "sequential",
  logSeverityLevel: 3,
};

const floats = (values, shape) => new ort.Tensor("float32", values, shape);

/** A matrix with its rows as columns. */
function transposed(values, rows, columns) {
  const result = new Float32Array(values.length);
  values.forEach((value, place) => (result[(place % columns) * rows + Math.floor(place / columns)] = value));
  return result;
}

/** The parameters as tensors by the graph's names. */
function tensorsOf({ parameters }, layers) {
  return Object.fromEntries(layers.flatMap(({ inputs, outputs, weights, biases, end }, index) => [
    [`W${index}`, floats(transposed(parameters.subarray(weights, biases), inputs, outputs), [outputs, inputs])],
    [`b${index}`, floats(parameters.slice(biases, end), [1, outputs])],
  ]));
}

/** What a graph without its minibatch inside is fed with. */
function feedOf(problem, index) {
  if (isBuiltIn(problem)) return {};
  const { examples, labels } = batchOf(problem, index);
  const { batch, features, classes } = problem;
  return { X: new ort.Tensor("uint8", examples, [batch, features]), Y: floats(labels, [batch, classes]) };
}

export async function start(threads) {
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.proxy = false;
  ort.env.wasm.wasmPaths = "/modules/onnxruntime-web/dist/";
  let problem, layers, feeds, current, old, lastLoss, steps;
  let sessions = [];

  return {
    about: `ONNX Runtime Web ${ort.env.versions.web}, WASM SIMD`,
    async prepare(given) {
      problem = given;
      layers = layersOf(problem);
      feeds = Array.from({ length: batchCount(problem) }, (_, index) => feedOf(problem, index));
      for (let index = 0; index < (isBuiltIn(problem) ? feeds.length : 1); ++index) {
        sessions.push(await ort.InferenceSession.create(trainingStep(problem, index), OPTIONS));
      }
      current = old = tensorsOf(problem, layers);
      steps = 0;
    },
    async step() {
      const index = steps++ % feeds.length;
      const feed = { ...feeds[index], ...current };
      if (problem.momentum) for (const name in old) feed[`${name} old`] = old[name];
      const results = await sessions[index % sessions.length].run(feed);
      lastLoss = results.loss;
      old = current;
      current = {};
      for (const name in old) current[name] = results[`${name}'`];
    },
    loss: () => lastLoss.data[0],
    parameters() {
      const all = new Float32Array(problem.parameters.length);
      layers.forEach(({ inputs, outputs, weights, biases }, index) => {
        all.set(transposed(current[`W${index}`].data, outputs, inputs), weights);
        all.set(current[`b${index}`].data, biases);
      });
      return all;
    },
    async release() {
      for (const session of sessions) await session.release();
      sessions = [];
      problem = feeds = current = old = undefined;
    },
  };
}
