// The page computes with vector instructions where it matters: a profile of the running page says which functions are
// hot, and their code in the module says what they are made of.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { DIST, labPages, state } from "./browser.mjs";
import { vectorArithmetic } from "./wasm_code.mjs";

const open = labPages();

function moduleBytes(variant = "simd") {
  const name = fs.readdirSync(DIST).find((file) => new RegExp(`^lab-${variant}\\.[0-9a-f]+\\.wasm$`).test(file));
  return fs.readFileSync(path.join(DIST, name));
}

test("the reader of modules counts what is there, and refuses what it does not know", () => {
  const wrap = (...code) => new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 10, code.length + 4, 1, code.length + 2, 0,
    ...code, 11]);
  // Twice a vector multiplication, with constants whose bytes look like instructions between them.
  const multiply = [0xfd, 0xe6, 0x01];
  const constant = [0xfd, 12, ...new Array(16).fill(0xfd)];
  const counted = vectorArithmetic(wrap(...multiply, ...constant, 0x41, 0x7f, ...multiply)).get(0);
  assert.deepEqual(counted, { "f32x4.mul": 2 });
  assert.deepEqual(vectorArithmetic(wrap(0x41, 0x05, 0x1a)).get(0), {});
  assert.throws(() => vectorArithmetic(wrap(0xff)), /Unknown instruction/);
});

function arithmeticOf(variant) {
  const total = {};
  for (const counts of vectorArithmetic(moduleBytes(variant)).values()) {
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  }
  return total;
}

test("only the relaxed modules fuse, and none but their long sums", () => {
  for (const variant of ["relaxed", "relaxed-threads"]) {
    const total = arithmeticOf(variant);
    assert.ok(total["f32x4.relaxed_madd"] >= 12, `${total["f32x4.relaxed_madd"] ?? 0} in ${variant}`);
    assert.ok(total["f32x4.mul"] >= 50, "what is not a long sum stays as it is");
  }
  for (const variant of ["simd", "simd-threads"]) {
    assert.equal(arithmeticOf(variant)["f32x4.relaxed_madd"], undefined, variant);
  }
});

test("the module holds vector arithmetic for both precisions", () => {
  const total = arithmeticOf("simd");
  for (const name of ["f32x4.mul", "f32x4.add", "f64x2.mul", "f64x2.add"]) {
    assert.ok(total[name] >= 50, `${total[name] ?? 0} × ${name}`);
  }
});

for (const [precision, lanes] of [["float32", "f32x4"], ["float64", "f64x2"]]) {
  test(`training in ${precision} spends its time in functions with ${lanes} arithmetic`, async (t) => {
    const page = await open(t, { address: "?variant=simd&threads=1" });
    await page.evaluate((text) => lab.set(text),
      `preset=notes_two_layer&hidden=200&points=500&precision=${precision}`);
    const profiler = await page.context().newCDPSession(page);
    await profiler.send("Profiler.enable");
    await profiler.send("Profiler.setSamplingInterval", { interval: 200 });
    await page.evaluate(() => { lab.step(20); });  // until the browser has compiled the hot functions well
    await profiler.send("Profiler.start");
    await page.evaluate(() => { lab.step(150); });
    const { profile } = await profiler.send("Profiler.stop");

    const functions = vectorArithmetic(moduleBytes());
    let vector = 0, all = 0;
    const seen = new Map();
    for (const { callFrame, hitCount } of profile.nodes) {
      const index = callFrame.functionName.match(/^wasm-function\[(\d+)\]$/)?.[1];
      if (index === undefined || !hitCount) continue;
      const counts = functions.get(Number(index)) ?? {};
      all += hitCount;
      if (counts[`${lanes}.mul`] && counts[`${lanes}.add`]) vector += hitCount;
      seen.set(index, (seen.get(index) ?? 0) + hitCount);
    }
    assert.ok(all >= 50, `${all} samples say nothing`);
    const hottest = [...seen].sort((a, b) => b[1] - a[1]).slice(0, 5);
    assert.ok(vector / all > 0.5, `${vector} of ${all} samples; hot: ${JSON.stringify(hottest)}`);
    t.diagnostic(`${(100 * vector / all).toFixed()}% of ${all} samples in functions with ${lanes} arithmetic`);
    const now = await state(page);
    assert.equal(now.simd, true);
    assert.equal(precision === "float32" ? now.floats_per_packet : now.doubles_per_packet, lanes === "f32x4" ? 4 : 2);
  });
}
