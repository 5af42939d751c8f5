// The whole training step as one ONNX graph: parameters in, parameters and loss out.
//
// Gemm computes alpha * A * B + beta * C, so that a gradient and its update are one operation: for plain SGD with the
// penalty, W' = (1 - lr * l2) * W - lr/B * X^T dS. Momentum is kept as the parameters before the last step, "old", in
// place of a velocity: W' = (1 + momentum - lr * l2) * W - momentum * old - lr/B * X^T dS. That is the same update and
// saves a pass over the weights, and their velocity among the outputs, which would be copied out of the module.
//
// Weights are kept transposed, one output a row: dS^T X has few long rows where X^T dS has many short ones. On C1 that
// makes a step a third faster, on the other workloads it is as fast or a little faster.
import { layersOf, oneHot } from "../problem.mjs";
import { FLOAT, Graph, INT64, UINT8 } from "./onnx_model.mjs";

/** Whether a minibatch is a part of its graph. Bytes are not: their conversion would be done once, on loading. */
export const isBuiltIn = (problem) => !problem.bytes;

/** The rows of minibatch `index`, as they lie in memory. */
export function batchOf(problem, index) {
  const { batch, features, classes } = problem;
  const rows = (values, width) => values.subarray(index * batch * width, (index + 1) * batch * width);
  problem.oneHot ??= oneHot(problem);
  return { examples: rows(problem.bytes ?? problem.X, features), labels: rows(problem.oneHot, classes) };
}

/** The minibatch as the graph's matrices: examples as floats, labels as rows with a single 1. */
function examplesOf(graph, problem, index) {
  const { batch, features, classes, scale, shift } = problem;
  if (isBuiltIn(problem)) {
    const { examples, labels } = batchOf(problem, index);
    return {
      x: graph.constant("X", [batch, features], examples),
      labels: graph.constant("Y", [batch, classes], labels),
    };
  }
  const floats = graph.add("Cast", [graph.input("X", [batch, features], UINT8)], { to: BigInt(FLOAT) });
  const scaled = graph.add("Mul", [floats, graph.constant("scale", [features], scale)]);
  return {
    x: graph.add("Add", [scaled, graph.constant("shift", [features], shift)]),
    labels: graph.input("Y", [batch, classes]),
  };
}

function addLoss(graph, problem, probabilities, labels, weights) {
  const rows = graph.constant("axis of rows", [1], BigInt64Array.of(1n), INT64);
  const ofLabels = graph.add("ReduceSum", [graph.add("Mul", [probabilities, labels]), rows], { keepdims: 0n });
  let rest = graph.add("ReduceMean", [graph.add("Log", [ofLabels])], { keepdims: 0n });
  const half = graph.scalar("half of l2", problem.l2 / 2);
  weights.forEach((matrix, index) => {
    const penalty = graph.add("Mul", [graph.add("ReduceSumSquare", [matrix], { keepdims: 0n }), half]);
    // The logarithm is negative: the first subtraction also turns its sign.
    rest = graph.add(index ? "Add" : "Sub", [penalty, rest], {}, index === weights.length - 1 ? "loss" : undefined);
  });
  graph.output("loss", []);
}

/** One matrix's update, left^T right being its gradient. */
function addUpdate(graph, { lr, momentum, batch }, { name, shape, decay }, left, right) {
  const gemm = { alpha: -lr / batch, transA: 1n };
  const result = `${name}'`;
  if (momentum) {
    const old = graph.input(`${name} old`, shape);
    const moved = graph.add("Gemm", [left, right, old], { ...gemm, beta: -momentum });
    const kept = graph.add("Mul", [name, graph.scalar(`keep of ${name}`, 1 + momentum - decay)]);
    graph.add("Add", [moved, kept], {}, result);
  } else {
    graph.add("Gemm", [left, right, name], { ...gemm, beta: 1 - decay }, result);
  }
  graph.output(result, shape);
}

/** The model's bytes. Parameters are W0 (transposed), b0, W1, b1; what comes out is marked with a prime. */
export function trainingStep(problem, index) {
  const { batch, hidden, lr, l2 } = problem;
  const graph = new Graph();
  const { x, labels } = examplesOf(graph, problem, index);
  const layers = layersOf(problem).map(({ inputs, outputs }, layer) => ({
    weights: graph.input(`W${layer}`, [outputs, inputs]),
    biases: graph.input(`b${layer}`, [1, outputs]),
    inputs,
    outputs,
  }));
  const affine = (input, { weights, biases }) => graph.add("Gemm", [input, weights, biases], { transB: 1n });
  const active = hidden ? graph.add("Relu", [affine(x, layers[0])]) : x;
  const probabilities = graph.add("Softmax", [affine(active, layers.at(-1))], { axis: 1n });
  addLoss(graph, problem, probabilities, labels, layers.map(({ weights }) => weights));

  const ones = graph.constant("ones", [batch, 1], new Float32Array(batch).fill(1));
  const update = ({ weights, biases, inputs, outputs }, input, gradient) => {
    addUpdate(graph, problem, { name: weights, shape: [outputs, inputs], decay: lr * l2 }, gradient, input);
    addUpdate(graph, problem, { name: biases, shape: [1, outputs], decay: 0 }, ones, gradient);
  };
  const dScores = graph.add("Sub", [probabilities, labels]);
  update(layers.at(-1), active, dScores);
  if (hidden) {
    const dActive = graph.add("Gemm", [dScores, layers[1].weights]);
    update(layers[0], x, graph.add("Mul", [dActive, graph.add("Sign", [active])]));
  }
  return graph.finish();
}
