// window.lab: the lab for scripts, other pages' tests and the browser's console.
//
//   await lab.ready;
//   lab.set("preset=notes_two_layer&precision=float64");
//   lab.step(1000).loss;     // 0.2949…
//   lab.run();
//
//   await lab.loadImages();
//   lab.set("preset=cifar_softmax");

import { boundTexts, LONGEST } from "./bounds.mjs";

/**
 * Loss, accuracy and progress of one model.
 * @typedef {object} RunState
 * @property {"linear"|"two_layer"} model
 * @property {number} parameters how many numbers it learns
 * @property {number} iteration updates made so far
 * @property {number} epoch examples used so far, in passes over the data
 * @property {number} lr learning rate of the next step, as the schedule has it
 * @property {number|null} loss data_loss + reg_loss over the whole training set, now; null if it is not finite
 * @property {number|null} data_loss
 * @property {number|null} reg_loss
 * @property {number} train_accuracy 0 to 1; of images, of the first thousand
 * @property {number|null} val_accuracy of the validation images; null without images
 * @property {number|null} batch_loss loss of the last step's minibatch, before its update
 * @property {number} expected_start data loss of a model that knows nothing
 * @property {number|null} diverged_at iteration whose step gave something that is no number
 * @property {{iteration: number, published: number, ours: number|null, matches: boolean}[]} published
 *   the course's printed losses beside ours; empty unless the settings are a published run's
 * @property {{tries: number, kept: number, best_loss: number|null, last_loss: number|null}|null} search with
 *   optimizer=random_search or local_search: losses after the last try, of what is kept and of that try, on the
 *   examples of its step; null before the first, and where they are not finite
 * @property {number|null} loss_evaluations of a step, with optimizer=numerical: parameters + 1
 * @property {{train: number, validation: number, test: number}} [split] images only
 * @property {{iteration: number, accuracy: number}|null} [test] images only: what the command "test" found last
 */

/**
 * How far the images are.
 * @typedef {object} ImagesState
 * @property {"none"|"loading"|"done"|"failed"} state
 * @property {number} bytes of what is being read
 * @property {number} total_bytes
 * @property {number} images read so far
 * @property {number} total_images
 * @property {number} train there to learn from now
 * @property {number} test
 * @property {string} source where they come from, for people
 * @property {boolean} stand_in drawn by the lab's own code, not CIFAR-10
 * @property {string} message what went wrong or is missing; empty if nothing
 */

/**
 * What is the lab's own, whatever models it trains.
 * @typedef {object} OwnState
 * @property {"paused"|"running"|"diverged"} status
 * @property {"plane"|"images"} mode
 * @property {ImagesState} images
 * @property {boolean} picture a picture of the visitor's own is there
 * @property {{part: "train"|"validation"|"test", index: number}|null} image the one that the inspector shows
 * @property {RunState[]} runs on the screen: one, or both models': linear first, each with its own iteration
 * @property {Object<string, string>} settings every setting as text, by its key
 * @property {string} settings_text the same as one line: key=value&key=value…
 * @property {number} classes
 * @property {number} points examples to learn from
 * @property {number} features numbers an example
 * @property {number} speed wished steps a second; 0: as fast as possible
 * @property {number} steps_owed of a "step N" command still to be made
 * @property {boolean} can_step_back
 * @property {boolean} can_go_back command("back press") has somewhere to go
 * @property {string} undo what undo() brings back, for people: "the two-layer run at iteration 1,000 on the spiral";
 *   empty: nothing
 * @property {string} redo likewise
 * @property {string} notice what the last command did beyond the obvious, or why it was refused
 * @property {boolean} notice_is_error
 * @property {boolean} notice_offers_undo the notice is about a run that ended, which undo() brings back
 * @property {number} steps_per_second measured; 0 while paused
 * @property {number} frame_ms measured while training runs
 * @property {number} frames pictures drawn since the page opened
 * @property {boolean} hidden training rests because the tab is hidden
 * @property {boolean} simd compiled with vector instructions
 * @property {string} variant "WebAssembly, relaxed SIMD" or "WebAssembly, SIMD"
 * @property {number} threads that training is spread over; 1: it shares the page's own
 * @property {number} floats_per_packet float32 numbers an instruction, as Eigen sees it
 * @property {number} doubles_per_packet
 * @property {string} version
 * @property {number} data_revision changes whenever the data set does
 * @property {number} run_revision changes whenever anything moved
 */

/** @typedef {RunState & OwnState} LabState the figures of a run are those of the model that settings.model names */

/**
 * One example's forward pass opened up, as in the course.
 * @typedef {object} Inspection
 * @property {number} example
 * @property {number} label
 * @property {number} predicted
 * @property {number[]} features
 * @property {number[]} hidden after the ReLU; empty for the linear model
 * @property {number[]} scores
 * @property {number[]} exponentials softmax only
 * @property {number[]} probabilities softmax only
 * @property {number[]} margins SVM only
 * @property {number[]} dscores
 * @property {number} loss
 */

/**
 * One of the benchmark's workloads: S1, S2, C1, C2, C2L, C1u8, C2u8 or S2d. Softmax, and half of l2 times the sum of the
 * squared weights; v = momentum v - lr gradient, parameters + v.
 * @typedef {object} BenchProblem
 * @property {string} id
 * @property {number} examples
 * @property {number} batch minibatches in turn: rows k batch to (k + 1) batch; all at once if it is as many as examples
 * @property {number} features
 * @property {number} hidden 0 for a linear model
 * @property {number} classes
 * @property {number} lr
 * @property {number} momentum 0: plain SGD
 * @property {number} l2
 * @property {Float32Array} X one example a row
 * @property {Int32Array} y
 * @property {Float32Array} parameters to start from: weights, one input a row, and biases, layer after layer
 * @property {Uint8Array} [bytes] C1u8 and C2u8: what X is made of, as bytes * scale + shift
 * @property {Float32Array} [scale]
 * @property {Float32Array} [shift]
 */

/**
 * @typedef {object} Lab
 * @property {Promise<Lab>} ready resolves when the lab can be used; rejects if it cannot start
 * @property {(settings: string | Object<string, string|number>) => LabState} set "key=value&key=value…"; applies at
 *   once, all or nothing; throws an Error that names key, value and the allowed range
 * @property {(steps?: number) => LabState} step makes so many steps before it returns
 * @property {(steps?: number) => LabState} back undoes so many steps, as far as they are remembered
 * @property {() => LabState} run trains until paused
 * @property {() => LabState} pause
 * @property {() => LabState} reset initial parameters, iteration 0
 * @property {() => LabState} generate draws the data again from its seed, and resets
 * @property {() => LabState} undo brings back what the last restart, change of data or preset ended, whole; throws an
 *   Error when there is nothing
 * @property {() => LabState} redo the other way round
 * @property {() => LabState} forget starts as on a first visit: all runs, and what the browser keeps of them
 * @property {(stepsPerSecond: number) => LabState} speed wished speed; 0: as fast as possible
 * @property {(text: string) => LabState} command any command of the lab, as in the terminal: "set lr=0.5", "step 10"
 * @property {() => LabState} state
 * @property {() => {iteration: number[], loss: number[], data_loss: number[], reg_loss: number[],
 *   batch_loss: number[], train_accuracy: number[], val_accuracy: (number|null)[], update_ratio: number[]}} history
 *   of the main run, thinned
 * @property {() => {running: boolean, race: {steps: number, lanes: {changes: string, iteration: number, loss: number,
 *   train_accuracy: number, val_accuracy: number|null, diverged_at: number|null, finished: boolean,
 *   seconds: number}[]}|null, search: {running: boolean, stopped: boolean, steps: number, columns: number,
 *   rows: number, seed: number|null, held_out: number, held_out_seed: number|null, finished: number,
 *   best: number|null, seconds_left: number, cells: {lr: number, l2?: number, l1?: number,
 *   state: "waiting"|"running"|"done"|"diverged", steps: number, loss: number|null, train_accuracy: number|null,
 *   val_accuracy: number|null, diverged_at: number|null, seconds: number}[]}|null, check: {running: boolean,
 *   gradient: object|null, naive: object|null, initial_loss: object|null, regularization: object|null,
 *   overfit: object|null}|null}} studies what was begun with command("race start 400; lr=0.1; lr=1"),
 *   command("search start lr=0.01..10 l2=1e-5..0.1 grid=4x4 steps=200") or command("check gradient") and its like; a
 *   grid's cells row by row, strengths ascending; a check has its numbers, a verdict (running, passed or failed) and a
 *   reason
 * @property {() => string} searchCsv the cells of the search that are over, as "lab search --csv" writes them
 * @property {(example: number, part?: "train"|"validation"|"test"|"picture") => Inspection} inspect a point of the
 *   plane, or with a part an image, of the test images after the command "test"; throws a RangeError for an example that
 *   is not there
 * @property {() => {X: number[][], y: number[], predictions: number[]}|null} examples points; null for images
 * @property {() => {count: number, weights: number[]}} templates first-layer weights, one row of inputs after the other
 * @property {() => Promise<LabState>} loadImages fetches the images beside the page, as far as they are not there yet;
 *   rejects if none came
 * @property {(bytes: Uint8Array, name: string) => Promise<LabState>} addImages reads a file of CIFAR-10's binary
 *   version, an archive or records, by its name; rejects in words
 * @property {(index: number, part?: "train"|"test") => {label: number, pixels: Uint8Array}} image one image as the lab
 *   has it in memory: 3,072 bytes, its red, green and blue plane. It counts as state().images does, so the first
 *   split.validation images of "train" are the run's for validation; throws a RangeError for one that is not there
 * @property {(planes: Uint8Array | null) => LabState} setPicture a picture of one's own: 3,072 bytes, its red, green
 *   and blue plane; null forgets it
 * @property {(id: string, seconds: number) => {steps: number, seconds: number, loss: number|null, variant: string}} bench
 *   trains a workload of the benchmark for about so many seconds before it returns, at least one step, from where the
 *   last call stopped; the loss is that of the last step before its update, penalty included, null if training diverged
 * @property {(id: string) => BenchProblem} benchProblem what that workload is, as copies
 * @property {(id: string) => void} benchCheck makes its first steps once more and compares them with plain loops in
 *   float64; throws an Error that says where the answer is wrong
 */

const RECORD = 3073;  // bytes of an image with its label
const LONGEST_BENCH = 600;  // seconds, in which the page stands still

/**
 * @returns {{lab: Lab, start: {connect: (module: object, intake:
 *   import("./intake.mjs").Intake) => void, ready: () => void, failed: (e: Error) => void}}}
 */
export function createLabApi() {
  let module = null;
  let intake = null;
  let resolve, reject;
  const ready = new Promise((yes, no) => [resolve, reject] = [yes, no]);
  ready.catch(() => {});  // the page shows why; a caller who waits is told as well

  const call = (name, type, argTypes = [], args = []) => {
    if (!module) throw new Error("The lab is not ready yet: await lab.ready first.");
    return module.ccall(name, type, argTypes, args);
  };
  const read = (name, argTypes, args) => JSON.parse(call(name, "string", argTypes, args));
  const state = () => read("lab_state");
  const after = (refused) => {
    if (refused) throw new Error(refused);
    return state();
  };
  const command = (text) => {
    if (String(text).length > LONGEST) throw new RangeError(`A command of more than ${LONGEST} characters is refused.`);
    return after(call("lab_command", "string", ["string"], [String(text)]));
  };
  const count = (steps) => {
    if (!Number.isInteger(steps) || steps < 1 || steps > 1e9) {
      throw new RangeError(`steps=${steps}: a whole number from 1 to 1000000000 is allowed.`);
    }
    return steps;
  };
  const unlessRefused = (found) => {
    if (found.error) throw new Error(found.error);
    return found;
  };
  const short = (id) => String(id).slice(0, 100);
  const asText = (settings) => typeof settings === "string" ? settings
    : Object.entries(settings ?? {}).map(([key, value]) => `${key}=${value}`).join("&");

  const lab = Object.freeze({
    ready,
    set: (settings) => command(`set ${asText(settings)}`),
    step: (steps = 1) => after(call("lab_step", "string", ["number"], [count(steps)])),
    back: (steps = 1) => command(`back ${count(steps)}`),
    run: () => command("run"),
    pause: () => command("pause"),
    reset: () => command("reset"),
    generate: () => command("generate"),
    undo: () => command("undo"),
    redo: () => command("redo"),
    forget: () => command("forget"),
    speed: (stepsPerSecond) => command(`speed ${stepsPerSecond}`),
    command,
    state,
    history: () => read("lab_history"),
    studies: () => read("lab_studies"),
    searchCsv: () => call("lab_search_csv", "string"),
    inspect(example, part = "") {
      const seen = Number.isInteger(example) && example >= 0 && example < 2 ** 31
        ? read("lab_inspect", ["number", "string"], [example, part]) : null;
      if (!seen) throw new RangeError(`There is no example ${example}${part && ` of ${part}`}.`);
      return seen;
    },
    examples: () => read("lab_examples"),
    templates: () => read("lab_templates"),
    async loadImages() {
      await ready;
      await intake.load();
      return state();
    },
    async addImages(bytes, name) {
      await ready;
      await intake.read([new File([bytes], name)]);
      return state();
    },
    image(index, part = "train") {
      const known = ["train", "test"].includes(part) && Number.isInteger(index) && index >= 0 && index < 2 ** 31;
      const at = known ? call("lab_image", "number", ["number", "number"], [part === "test" ? 1 : 0, index]) : 0;
      if (!at) throw new RangeError(`There is no image ${index} of ${part}.`);
      return { label: module.HEAPU8[at], pixels: module.HEAPU8.slice(at + 1, at + RECORD) };
    },
    setPicture(planes) {
      if (planes === null) return command("page drop_picture");
      call("lab_state", "string");  // throws if the lab is not ready
      intake.setPicture(planes);
      return state();
    },
    bench(id, seconds) {
      if (!Number.isFinite(seconds) || seconds < 0 || seconds > LONGEST_BENCH) {
        throw new RangeError(`seconds=${seconds}: a number from 0 to ${LONGEST_BENCH} is allowed.`);
      }
      return unlessRefused(read("lab_bench", ["string", "number"], [short(id), seconds]));
    },
    benchProblem(id) {
      const { arrays, ...problem } = unlessRefused(read("lab_bench_problem", ["string"], [short(id)]));
      const views = { y: module.HEAP32, bytes: module.HEAPU8 };
      for (const [name, { at, length }] of Object.entries(arrays)) {
        const view = views[name] ?? module.HEAPF32;
        const first = at / view.BYTES_PER_ELEMENT;
        problem[name] = view.slice(first, first + length);
      }
      return problem;
    },
    benchCheck(id) {
      const wrong = call("lab_bench_check", "string", ["string"], [short(id)]);
      if (wrong) throw new Error(wrong);
    },
  });

  return {
    lab,
    start: {
      connect: (loaded, images) => {
        boundTexts(loaded);
        module = loaded;
        intake = images;
      },
      ready: () => resolve(lab),
      failed: (error) => reject(error),
    },
  };
}
