// The same training in plain JavaScript and float64: what every contestant's loss and parameters are compared with.
import { batchCount, layersOf } from "./problem.mjs";

/** out (rows x outputs) = biases + input (rows x inputs) * weights */
function affine(input, rows, { inputs, outputs, weights, biases }, parameters, out) {
  for (let row = 0; row < rows; ++row) {
    const to = row * outputs;
    for (let j = 0; j < outputs; ++j) out[to + j] = parameters[biases + j];
    for (let k = 0; k < inputs; ++k) {
      const value = input[row * inputs + k];
      const from = weights + k * outputs;
      for (let j = 0; j < outputs; ++j) out[to + j] += value * parameters[from + j];
    }
  }
}

/** The gradient of an affine layer's weights and biases, added to `gradient`. */
function affineGradient(input, rows, { inputs, outputs, weights, biases }, dOut, gradient) {
  for (let row = 0; row < rows; ++row) {
    const from = row * outputs;
    for (let j = 0; j < outputs; ++j) gradient[biases + j] += dOut[from + j];
    for (let k = 0; k < inputs; ++k) {
      const value = input[row * inputs + k];
      const to = weights + k * outputs;
      for (let j = 0; j < outputs; ++j) gradient[to + j] += value * dOut[from + j];
    }
  }
}

/** Scores become their gradient; the result is the mean cross-entropy. */
function softmaxLoss(scores, labels, rows, classes) {
  let loss = 0;
  for (let row = 0; row < rows; ++row) {
    const scored = scores.subarray(row * classes, (row + 1) * classes);
    const largest = scored.reduce((most, score) => Math.max(most, score), -Infinity);
    const sum = scored.reduce((total, score) => total + Math.exp(score - largest), 0);
    loss += Math.log(sum) - (scored[labels[row]] - largest);
    for (let j = 0; j < classes; ++j) scored[j] = Math.exp(scored[j] - largest) / sum / rows;
    scored[labels[row]] -= 1 / rows;
  }
  return loss / rows;
}

export class Oracle {
  constructor(problem) {
    this.problem = problem;
    this.layers = layersOf(problem);
    this.batches = batchCount(problem);
    this.parameters = Float64Array.from(problem.parameters);
    this.velocity = new Float64Array(this.parameters.length);
    this.steps = 0;
  }

  /** One update; returns the loss before it, penalty included. */
  step() {
    const { batch, features, classes, hidden, l2, lr, momentum, X, y } = this.problem;
    const first = (this.steps++ % this.batches) * batch;
    const input = Float64Array.from(X.subarray(first * features, (first + batch) * features));
    const labels = y.subarray(first, first + batch);
    const [front, back] = this.layers;
    const gradient = new Float64Array(this.parameters.length);
    const scores = new Float64Array(batch * classes);
    let loss;
    if (hidden) {
      const active = new Float64Array(batch * hidden);
      affine(input, batch, front, this.parameters, active);
      for (let i = 0; i < active.length; ++i) active[i] = Math.max(0, active[i]);
      affine(active, batch, back, this.parameters, scores);
      loss = softmaxLoss(scores, labels, batch, classes);
      affineGradient(active, batch, back, scores, gradient);
      affineGradient(input, batch, front, this.#hiddenGradient(scores, active), gradient);
    } else {
      affine(input, batch, front, this.parameters, scores);
      loss = softmaxLoss(scores, labels, batch, classes);
      affineGradient(input, batch, front, scores, gradient);
    }
    loss += this.#penalty(l2, gradient);
    for (let i = 0; i < gradient.length; ++i) {
      this.velocity[i] = momentum * this.velocity[i] - lr * gradient[i];
      this.parameters[i] += this.velocity[i];
    }
    return loss;
  }

  #hiddenGradient(dScores, active) {
    const { batch, hidden, classes } = this.problem;
    const { weights } = this.layers[1];
    const dActive = new Float64Array(active.length);
    for (let row = 0; row < batch; ++row) {
      for (let k = 0; k < hidden; ++k) {
        if (!(active[row * hidden + k] > 0)) continue;
        let sum = 0;
        const from = weights + k * classes;
        for (let j = 0; j < classes; ++j) sum += dScores[row * classes + j] * this.parameters[from + j];
        dActive[row * hidden + k] = sum;
      }
    }
    return dActive;
  }

  #penalty(l2, gradient) {
    let squares = 0;
    for (const { weights, biases } of this.layers) {
      for (let i = weights; i < biases; ++i) {
        squares += this.parameters[i] ** 2;
        gradient[i] += l2 * this.parameters[i];
      }
    }
    return 0.5 * l2 * squares;
  }
}
