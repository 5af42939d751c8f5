// The benchmark's own arithmetic, and the figures of the documents; the rivals are checked by the benchmark itself, against
// this oracle.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import test from "node:test";

import { chart } from "../../tests/bench/chart.mjs";
import { Checker } from "../../tests/bench/check.mjs";
import { Oracle } from "../../tests/bench/oracle.mjs";
import { batchCount, flopOfStep, layersOf, oneHot, unpack } from "../../tests/bench/problem.mjs";
import { Record } from "../../tests/bench/record.mjs";
import { report } from "../../tests/bench/report.mjs";
import { summary } from "../../tests/bench/statistics.mjs";

/** A small problem of irregular numbers. */
function problemOf(hidden) {
  const [examples, batch, features, classes] = [6, 3, 4, 3];
  const places = hidden ? (features + 1) * hidden + (hidden + 1) * classes : (features + 1) * classes;
  return {
    id: "T", examples, batch, features, hidden, classes, lr: 0.1, momentum: 0.9, l2: 0.01,
    X: Float32Array.from({ length: examples * features }, (_, index) => Math.sin(3 * index + 1)),
    y: Int32Array.from({ length: examples }, (_, index) => index % classes),
    parameters: Float32Array.from({ length: places }, (_, index) => 0.5 * Math.cos(7 * index)),
  };
}

test("the oracle's first update is -lr times the slope of its loss", () => {
  for (const hidden of [0, 5]) {
    const problem = problemOf(hidden);
    const lossAt = (parameters) => new Oracle({ ...problem, parameters }).step();
    const oracle = new Oracle(problem);
    oracle.step();
    problem.parameters.forEach((value, place) => {
      const h = 1e-5;
      const [up, down] = [h, -h].map((move) => lossAt(Float64Array.from(problem.parameters).with(place, value + move)));
      const slope = (up - down) / (2 * h);
      assert.ok(Math.abs((value - oracle.parameters[place]) / problem.lr - slope) < 1e-8, `parameter ${place}`);
    });
  }
});

test("the oracle takes minibatches in turn and keeps its velocity", () => {
  const problem = { ...problemOf(0), lr: 0 };
  const oracle = new Oracle(problem);
  const losses = Array.from({ length: 4 }, () => oracle.step());
  assert.equal(losses[0], losses[2]);
  assert.equal(losses[1], losses[3]);
  assert.notEqual(losses[0], losses[1]);

  const moving = new Oracle(problemOf(0));
  moving.step();
  const first = moving.velocity.slice();
  moving.problem = { ...moving.problem, lr: 0 };
  moving.step();
  moving.velocity.forEach((value, place) => assert.equal(value, 0.9 * first[place]));
});

test("wrong losses and wrong parameters are refused", () => {
  const problem = problemOf(5);
  const checker = new Checker(problem);
  const oracle = new Oracle(problem);
  let loss;
  for (let step = 0; step < checker.count; ++step) loss = oracle.step();
  const right = { steps: checker.count, loss, parameters: oracle.parameters };
  assert.match(checker.check(right), /loss of step 20 off by 0/);
  assert.throws(() => checker.check({ ...right, loss: 1.01 * loss }), /after 20 steps the loss is/);
  assert.throws(() => checker.check({ ...right, loss: NaN }), /the loss is NaN/);
  assert.throws(() => checker.check({ ...right, parameters: problem.parameters }), /the parameters are off by 1/);
});

test("shapes, labels and arrays", () => {
  assert.deepEqual(layersOf({ features: 2, hidden: 0, classes: 3 }),
    [{ inputs: 2, outputs: 3, weights: 0, biases: 6, end: 9 }]);
  assert.deepEqual(layersOf({ features: 2, hidden: 4, classes: 3 })[1],
    { inputs: 4, outputs: 3, weights: 12, biases: 24, end: 27 });
  assert.deepEqual([...oneHot({ y: [2, 0], classes: 3 })], [0, 0, 1, 1, 0, 0]);
  assert.equal(flopOfStep({ batch: 256, features: 3072, hidden: 0, classes: 10 }), 31_457_280);
  assert.throws(() => batchCount({ id: "T", examples: 5, batch: 2 }), /no multiple/);
  const buffer = Uint8Array.from([0, 0, 128, 63, 7, 0, 0, 0, 1, 2, 3]).buffer;
  const problem = unpack({ id: "T", lengths: { X: 1, y: 1, bytes: 3 } }, buffer);
  assert.deepEqual([problem.X[0], problem.y[0], ...problem.bytes], [1, 7, 1, 2, 3]);
});

test("medians and the report's ratios", () => {
  assert.deepEqual(summary([5, 1, 3]), { median: 3, low: 1, high: 5 });
  assert.deepEqual(summary([4, 1, 3, 2]), { median: 2.5, low: 1, high: 4 });
  const row = (kind, name, threads, median, gflops) =>
    ({ workload: "C1", kind, name, threads, median, low: median, high: median, gflops });
  const ceiling = (kind, threads, median) => ({ kind, threads, median, low: median, high: median });
  const text = report({
    date: "2000-01-01T00:00:00Z", machine: {}, settings: {}, troubles: [],
    ceilings: [ceiling("plain", 1, 40), ceiling("relaxed", 1, 60), ceiling("plain", 2, 80), ceiling("read", 1, 13)],
    rows: [row("lab", "lab", 1, 1200, 45), row("lab", "lab", 2, 2400, 60), row("rival", "A", 1, 400, 15),
      row("rival", "A", 2, 200, 8), row("rival", "B", 1, 300, 12)],
    absent: [{ name: "C", threads: 1, reason: "it is away" }],
  });
  assert.match(text, /\| lab, 1 thread \| 1,200 \(1,200 to 1,200\) \|/);
  assert.match(text, /\| lab, 1 thread \| 3\.00 × A \|/);
  assert.match(text, /\| lab, 2 threads \| 6\.00 × A \|/, "a rival with one thread may be the fastest");
  assert.match(text, /\| lab, 1 thread \| 75 % \|/);
  assert.match(text, /\| lab, 2 threads \| 75 % \|/, "without relaxed SIMD the plain ceiling counts");
  assert.match(text, /relaxed multiply-add.*not in this browser/);
  assert.match(text, /- Not there: C, 1 thread: it is away\./);
});

const documents = new URL("../../docs/", import.meta.url);
const documented = (name) => fs.readFileSync(new URL(name, documents), "utf8");
const recorded = () => JSON.parse(documented("bench/results.json"));

test("the figures of the documents are those that a benchmark wrote, with its date and machine", () => {
  const results = recorded();
  assert.match(results.date, /^20\d\d-\d\d-\d\dT/);
  assert.ok(results.machine.processor && results.machine.browser);
  assert.deepEqual(results.troubles, [], "every answer was right");
  assert.equal(documented("bench/results.md"), report(results));
  assert.equal(documented("bench/results.svg"), chart(results));
});

test("README and performance.md quote the record: date, and how many times as fast", () => {
  const { date, rows } = recorded();
  const day = new Date(date).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const median = (kind, name, workload) => Math.max(...rows.filter((row) => row.kind === kind && row.threads === 1 &&
    row.workload === workload && (!name || row.name === name)).map((row) => row.median));
  const times = ["S1", "S2", "C1", "C2", "C2L"].map((workload) =>
    (median("lab", "lab, relaxed", workload) / median("rival", "", workload)).toFixed(1));
  const [first, ...rest] = times;
  const performance = documented("performance.md").replace(/\s+/g, " ");
  const readme = documented("../README.md").replace(/\s+/g, " ");
  assert.ok(performance.includes(`${[first, ...rest.slice(0, -1)].join(", ")} and ${rest.at(-1)} times`), times.join());
  assert.ok(performance.includes(day), day);
  const sorted = times.map(Number).sort((a, b) => a - b);
  assert.ok(readme.includes(`${sorted[0]} to ${sorted.at(-1)} times`), `${sorted}`);
  assert.ok(readme.includes(day), day);
});

test("the chart has the contestants of one thread, the fastest of a workload first", () => {
  const row = (kind, name, threads, median) => ({ workload: "C1", kind, name, threads, median });
  const svg = chart({
    date: "2000-01-02T00:00:00Z", machine: { processor: "A <B>", browser: "9" }, settings: { rounds: 3 },
    rows: [row("rival", "slow", 1, 100), row("lab", "lab", 1, 400), row("lab", "lab", 2, 800), row("native", "own", 1, 900)],
  });
  const widths = [...svg.matchAll(/<rect x="\d+" y="\d+" width="([\d.]+)"/g)].map(([, width]) => Number(width));
  assert.equal(widths.length, 2, "neither two threads nor native builds");
  assert.ok(Math.abs(widths[0] - 4 * widths[1]) < 0.2, `${widths}`);
  assert.match(svg, /2000-01-02, A &lt;B&gt;, Chromium 9, median of 3 rounds/);
  assert.doesNotMatch(svg, /C2|S1/);
});

test("what a measurement prints is kept with date, machine and command", (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "record-"));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  t.mock.method(console, "log", () => {});
  const record = new Record();
  record.print("| a |");
  record.print("| b |");
  const where = { processor: "P", cores: 2, browser: "9" };
  record.write(path.join(folder, "deep"), "frames", "Frames", "./bench --frames", where);
  const text = fs.readFileSync(path.join(folder, "deep/frames.md"), "utf8");
  assert.match(text, /^# Frames\n\n\d{4}-\d\d-\d\d, P, 2 cores, Chromium 9\. Written by `\.\/bench --frames`\.\n\n\| a \|\n\| b \|\n$/);
  record.write(undefined, "frames", "Frames", "./bench --frames", where);  // nowhere
});
