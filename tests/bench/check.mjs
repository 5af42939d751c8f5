// Who is fast because the answer is wrong? First steps of every contestant against plain JavaScript in float64.
import { flopOfStep } from "./problem.mjs";
import { Oracle } from "./oracle.mjs";

const LOSS_TOLERANCE = 1e-3;
// Of the way that the parameters went: float32 keeps few digits of what a small step adds to a large number.
const MOVE_TOLERANCE = 1e-2;
// What the oracle computes within half a minute or so.
const MOST_FLOP = 3e10;

const length = (values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
const distance = (a, b) => length(Float64Array.from(a, (value, index) => value - b[index]));

export class Checker {
  constructor(problem) {
    this.problem = problem;
    // The loss is that before the update, so that one step alone says nothing about the gradient.
    this.count = Math.max(2, Math.min(20, Math.floor(2e9 / flopOfStep(problem))));
    this.oracle = new Oracle(problem);
    this.losses = [];
    this.#lossAfter(this.count);
    this.parameters = this.oracle.parameters.slice();
  }

  #lossAfter(steps) {
    while (this.losses.length < steps) this.losses.push(this.oracle.step());
    return this.losses[steps - 1];
  }

  /** Throws if a contestant's first steps are not those of the oracle; returns what was found, for people. */
  check({ steps, loss, parameters }) {
    if (steps * flopOfStep(this.problem) > MOST_FLOP) return `not checked: ${steps} steps are too many for the oracle`;
    const expected = this.#lossAfter(steps);
    const off = Math.abs(loss - expected) / Math.abs(expected);
    if (!(off <= LOSS_TOLERANCE)) throw new Error(`after ${steps} steps the loss is ${loss}, expected ${expected}`);
    const found = `loss of step ${steps} off by ${off.toExponential(1)}`;
    if (!parameters) return found;
    const moved = distance(this.parameters, this.problem.parameters);
    const apart = distance(parameters, this.parameters) / moved;
    if (!(apart <= MOVE_TOLERANCE)) {
      throw new Error(`after ${steps} steps the parameters are off by ${apart.toPrecision(2)} of their way`);
    }
    return `${found}, parameters by ${apart.toExponential(1)} of their way`;
  }
}
