// The course's printed numbers, from the page itself.
import assert from "node:assert/strict";
import { test } from "node:test";

import { labPages } from "./browser.mjs";

const open = labPages();

const LINEAR = [1.096956, 0.917265, 0.851503, 0.822336, 0.807586, 0.799448, 0.794681, 0.791764, 0.789920, 0.788726,
  0.787938, 0.787409, 0.787049, 0.786803, 0.786633, 0.786514, 0.786431, 0.786373, 0.786331, 0.786302];
const TWO_LAYER = [1.098744, 0.294946, 0.259301, 0.248310, 0.246170, 0.245649, 0.245491, 0.245400, 0.245335, 0.245292];

const train = (page, settings, stride, entries) => page.evaluate(([text, steps, count]) => {
  const losses = [lab.set(text).loss];
  while (losses.length < count) losses.push(lab.step(steps).loss);
  return { losses, end: lab.step(steps) };
}, [settings, stride, entries]);

function near(ours, published, tolerance) {
  ours.forEach((loss, i) => {
    assert.ok(Math.abs(loss - published[i]) <= tolerance, `entry ${i}: ${loss} is not ${published[i]} ± ${tolerance}`);
  });
}

test("linear, float64: every printed digit, and 49%", async (t) => {
  const page = await open(t);
  const { losses, end } = await train(page, "preset=notes_linear&precision=float64", 10, LINEAR.length);
  assert.deepEqual(losses.map((loss) => loss.toFixed(6)), LINEAR.map((loss) => loss.toFixed(6)));
  assert.equal(end.iteration, 200);
  assert.equal(end.train_accuracy.toFixed(2), "0.49");
  assert.equal(end.published.length, LINEAR.length);
  assert.ok(end.published.every((check) => check.matches));
});

test("two-layer, float64: within 2e-6 over 10,000 steps, and 98%", async (t) => {
  const page = await open(t);
  const { losses, end } = await train(page, "preset=notes_two_layer&precision=float64", 1000, TWO_LAYER.length);
  near(losses, TWO_LAYER, 2e-6);
  assert.equal(end.iteration, 10_000);
  assert.equal(end.train_accuracy.toFixed(2), "0.98");
  assert.ok(end.published.every((check) => check.matches));
});

test("linear, float32: within 1e-3, and 49%", async (t) => {
  const page = await open(t);
  const { losses, end } = await train(page, "preset=notes_linear&precision=float32", 10, LINEAR.length);
  near(losses, LINEAR, 1e-3);
  assert.equal(end.train_accuracy.toFixed(2), "0.49");
});

test("two-layer, float32: within 1e-3, and 98%", async (t) => {
  const page = await open(t);
  const { losses, end } = await train(page, "preset=notes_two_layer&precision=float32", 1000, TWO_LAYER.length);
  near(losses, TWO_LAYER, 1e-3);
  assert.equal(end.train_accuracy.toFixed(2), "0.98");
});
