// Everything that trains, behind one interface:
//
//   name, threads, kind: "lab", "rival" or "beside"
//   start()        resolves to what it says about itself; throws the reason why it cannot take part
//   prepare(id)    loads a workload
//   first(count)   makes its first steps: { steps, loss, parameters }, the latter undefined if it does not show them
//   run(seconds)   goes on: { steps, seconds, loss }
//   release(), close()
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";

import { bytesOf, floatsOf, openPage } from "./browser.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** A library from npm, in a page of its own. */
class Rival {
  kind = "rival";

  constructor(browser, address, name, module, threads) {
    Object.assign(this, { browser, name, threads });
    this.address = `${address}bench/rival.html?name=${module}&threads=${threads}`;
  }

  async start() {
    this.page = await openPage(this.browser, this.address);
    await this.page.waitForFunction("window.rival");
    return this.page.evaluate("rival.about()");
  }

  prepare(id) {
    return this.page.evaluate(`rival.prepare(${JSON.stringify(id)})`);
  }

  async first(count) {
    const { steps, loss } = await this.page.evaluate(`rival.steps(${count})`);
    return { steps, loss, parameters: floatsOf(await bytesOf(this.page, "rival.parameters()")) };
  }

  run(seconds) {
    return this.page.evaluate(`rival.run(${seconds})`);
  }

  release() {
    return this.page.evaluate("rival.release()");
  }

  close() {
    return this.page?.context().close();
  }
}

/** The lab's page, with a variant of its module and a number of threads. */
class Lab {
  kind = "lab";

  constructor(browser, address, variant, threads) {
    Object.assign(this, { browser, threads, name: `lab, ${variant}` });
    this.address = `${address}?variant=${variant}&threads=${threads}`;
  }

  async start() {
    this.page = await openPage(this.browser, this.address);
    await this.page.waitForFunction("window.lab");
    await this.page.evaluate("lab.ready.then(() => true)");
    if (!await this.page.evaluate("typeof lab.bench === 'function'")) throw new Error("its page has no lab.bench");
    return "the page of build/web/dist";
  }

  prepare(id) {
    this.id = JSON.stringify(id);
  }

  async first(count) {
    let steps = 0;
    let last;
    while (steps < count) {
      last = await this.run(0);
      steps += last.steps;
    }
    return { steps, loss: last.loss };
  }

  run(seconds) {
    return this.page.evaluate(`lab.bench(${this.id}, ${seconds})`);
  }

  release() {}

  close() {
    return this.page?.context().close();
  }
}

/** NumPy in a process of its own, which reads the workloads from their files. */
class NumPy {
  kind = "beside";
  name = "NumPy, OpenBLAS";

  constructor(problems, threads) {
    Object.assign(this, { problems, threads });
  }

  async start() {
    const { LAB_PYTHON, LAB_PYTHON_PATH, LAB_BLAS_PATH } = process.env;
    if (!LAB_PYTHON) throw new Error("it is not set up (tools/setup numpy)");
    this.child = spawn(LAB_PYTHON, [path.join(HERE, "rivals/numpy_rival.py")], {
      env: {
        ...process.env,
        PYTHONPATH: LAB_PYTHON_PATH,
        LD_LIBRARY_PATH: LAB_BLAS_PATH,
        OPENBLAS_NUM_THREADS: String(this.threads),
      },
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.errors = "";
    this.child.stderr.on("data", (data) => (this.errors += data));
    this.child.stdin.on("error", () => {}); // the answer that does not come says what happened
    this.answers = readline.createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    return (await this.#ask("about")).about;
  }

  async #ask(...command) {
    this.child.stdin.write(`${JSON.stringify(command)}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new Error(this.errors.trim().split("\n").at(-1) || "it ended without a word");
    return JSON.parse(value);
  }

  prepare(id) {
    return this.#ask("prepare", this.problems, id);
  }

  async first(count) {
    const { steps, loss } = await this.#ask("steps", count);
    const file = path.join(this.problems, "parameters.bin");
    await this.#ask("parameters", file);
    const parameters = floatsOf(fs.readFileSync(file));
    fs.rmSync(file);
    return { steps, loss, parameters };
  }

  run(seconds) {
    return this.#ask("run", seconds);
  }

  release() {
    return this.#ask("release");
  }

  close() {
    this.child?.stdin.end();
  }
}

export function contestants({ browser, address, problems }) {
  const both = (make) => [1, 2].map(make);
  return [
    ...["simd", "relaxed"].flatMap((variant) => both((threads) => new Lab(browser, address, variant, threads))),
    ...both((threads) => new Rival(browser, address, "ONNX Runtime Web", "onnx", threads)),
    ...both((threads) => new Rival(browser, address, "TensorFlow.js", "tfjs", threads)),
    new Rival(browser, address, "ConvNetJS", "convnet", 1),
    ...both((threads) => new NumPy(problems, threads)),
  ];
}
