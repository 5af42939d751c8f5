// ConvNetJS with its own trainer. It takes one example at a time and adds up gradients until a batch is full; it
// computes in float64 where the others have float32.
import { batchCount, layersOf } from "../problem.mjs";
import { loadScript } from "./script.mjs";

export async function start() {
  await loadScript("/modules/convnetjs/build/convnet.js");
  let net, trainer, problem, batches, volumes, steps, lastLoss;

  /** An example from bytes goes through one volume, which is filled anew for each. */
  function volumeOf(row) {
    if (!problem.bytes) return volumes[row];
    const { features, bytes, scale, shift } = problem;
    const { w } = volumes[0];
    const from = row * features;
    for (let k = 0; k < features; ++k) w[k] = bytes[from + k] * scale[k] + shift[k];
    return volumes[0];
  }

  const affineLayers = () => net.layers.filter((layer) => layer.filters);

  /** Calls back with the place of every parameter: in the network and in the problem's order. */
  function eachParameter(visit) {
    layersOf(problem).forEach(({ inputs, outputs, weights, biases }, index) => {
      const layer = affineLayers()[index];
      for (let j = 0; j < outputs; ++j) {
        for (let k = 0; k < inputs; ++k) visit(layer.filters[j].w, k, weights + k * outputs + j);
        visit(layer.biases.w, j, biases + j);
      }
    });
  }

  return {
    about: "ConvNetJS, float64, one example at a time",
    prepare(given) {
      problem = given;
      batches = batchCount(problem);
      steps = 0;
      const { features, hidden, classes, lr, momentum, l2, batch, X } = problem;
      net = new convnetjs.Net();
      net.makeLayers([
        { type: "input", out_sx: 1, out_sy: 1, out_depth: features },
        ...(hidden ? [{ type: "fc", num_neurons: hidden, activation: "relu" }] : []),
        { type: "softmax", num_classes: classes },
      ]);
      eachParameter((values, index, place) => (values[index] = problem.parameters[place]));
      // Its trainer divides the penalty's gradient by the batch size, as it does the examples'.
      trainer = new convnetjs.SGDTrainer(net, { learning_rate: lr, momentum, batch_size: batch, l2_decay: l2 * batch });
      volumes = Array.from({ length: problem.bytes ? 1 : problem.examples }, (_, row) => {
        const volume = new convnetjs.Vol(1, 1, features, 0);
        volume.w.set(X.subarray(row * features, (row + 1) * features));
        return volume;
      });
    },
    step() {
      const { batch, y } = problem;
      const first = (steps++ % batches) * batch;
      let cost = 0;
      let last;
      for (let row = first; row < first + batch; ++row) {
        last = trainer.train(volumeOf(row), y[row]);
        cost += last.cost_loss;
      }
      lastLoss = (cost + last.l2_decay_loss) / batch;
    },
    loss: () => lastLoss,
    parameters() {
      const all = new Float32Array(problem.parameters.length);
      eachParameter((values, index, place) => (all[place] = values[index]));
      return all;
    },
    release: () => (net = trainer = volumes = problem = undefined),
  };
}
