// lab.bench and lab.benchProblem on the real page: the workloads that the rivals get, and training that goes on.
import assert from "node:assert/strict";
import { test } from "node:test";

import { labPages } from "./browser.mjs";

const open = labPages();

/** Header, kinds and lengths of the arrays, and a few figures of them. */
const problemOf = (page, id) => page.evaluate((wished) => {
  const { X, y, parameters, bytes, scale, shift, ...header } = lab.benchProblem(wished);
  const kinds = {};
  for (const [name, array] of Object.entries({ X, y, parameters, bytes, scale, shift })) {
    if (array) kinds[name] = [array.constructor.name, array.length];
  }
  const apart = bytes && Array.from(bytes.subarray(0, 1e5), (byte, i) => Math.abs(
    X[i] - Math.fround(Math.fround(byte * scale[i % header.features]) + shift[i % header.features])));
  return { header, kinds, most: X.reduce((most, x) => Math.max(most, Math.abs(x)), 0), labels: [...new Set(y)].sort(),
    apart: apart && Math.max(...apart) };
}, id);

test("S1: the spiral as the notes have it; the loss falls, and the state stays between calls", async (t) => {
  const page = await open(t);
  const { header, kinds, labels } = await problemOf(page, "S1");
  assert.deepEqual(header, { id: "S1", examples: 300, batch: 300, features: 2, hidden: 0, classes: 3, lr: 1,
    momentum: 0, l2: 1e-3 });
  assert.deepEqual(kinds, { X: ["Float32Array", 600], y: ["Int32Array", 300], parameters: ["Float32Array", 9] });
  assert.deepEqual(labels, [0, 1, 2]);

  await page.evaluate(() => lab.benchCheck("S1"));
  const first = await page.evaluate(() => lab.bench("S1", 0));
  assert.equal(first.steps, 1);
  assert.ok(Math.abs(first.loss - 1.096956) < 1e-5, `${first.loss}`);
  assert.match(first.variant, /WebAssembly/);
  const run = await page.evaluate(() => lab.bench("S1", 0.05));
  assert.ok(run.steps > 50 && run.seconds >= 0.05 && run.seconds < 5, JSON.stringify(run));
  await page.evaluate(() => lab.benchCheck("S1"));
  assert.ok((await page.evaluate(() => lab.bench("S1", 0))).loss < 0.9);
  assert.equal(await page.evaluate(() => lab.state().iteration), 0, "the page's own training is left alone");
});

test("C1 and its bytes: lengths, range, answers; another workload makes room", async (t) => {
  const page = await open(t);
  const floats = await problemOf(page, "C1");
  assert.deepEqual(floats.header, { id: "C1", examples: 2048, batch: 256, features: 3072, hidden: 0, classes: 10,
    lr: 0.01, momentum: 0, l2: 1e-4 });
  assert.deepEqual(floats.kinds, { X: ["Float32Array", 2048 * 3072], y: ["Int32Array", 2048],
    parameters: ["Float32Array", 30730] });
  assert.ok(floats.most > 0.4 && floats.most < 0.6, `${floats.most}`);
  await page.evaluate(() => lab.benchCheck("C1"));
  const first = await page.evaluate(() => lab.bench("C1", 0));
  await page.evaluate(() => lab.bench("C1", 0.2));
  const later = await page.evaluate(() => lab.bench("C1", 0));
  assert.ok(later.loss < first.loss, `${first.loss} to ${later.loss}`);

  const bytes = await problemOf(page, "C1u8");
  assert.deepEqual(bytes.kinds, { ...floats.kinds, bytes: ["Uint8Array", 2048 * 3072], scale: ["Float32Array", 3072],
    shift: ["Float32Array", 3072] });
  assert.ok(bytes.apart < 1e-6, `${bytes.apart}`);
  assert.equal((await page.evaluate(() => lab.bench("C1u8", 0))).loss, first.loss, "the same floats");
  assert.equal((await page.evaluate(() => lab.bench("C1", 0))).loss, first.loss, "made anew");
});

test("what cannot be measured is refused in words", async (t) => {
  const page = await open(t);
  const refusal = (code) => page.evaluate(`(() => {
    try {
      ${code};
    } catch (error) {
      return error.message;
    }
    return "";
  })()`);
  for (const [code, words] of [
    ['lab.bench("S3", 1)', /no workload 'S3'.*S1, S2, C1/],
    ["lab.bench()", /seconds=undefined: a number from 0 to 600/],
    ['lab.bench("S1", "1")', /seconds=1: a number/],
    ['lab.bench("S1", NaN)', /seconds=NaN/],
    ['lab.bench("S1", -1)', /seconds=-1/],
    ["lab.benchProblem(7)", /no workload '7'/],
    ['lab.benchCheck("c1")', /no workload 'c1'/],
  ]) {
    assert.match(await refusal(code), words, code);
  }
});
