// The course's printed numbers, in every engine and in every build of the module; in float64 the very ones of the native
// program, to the bit.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

import { ROOT, state } from "../browser.mjs";

const LAB = path.resolve(process.env.LAB_BINARY ?? path.join(ROOT, "build/release/lab"));

const LINEAR = { preset: "notes_linear", stride: 10, accuracy: "0.49", losses: [1.096956, 0.917265, 0.851503, 0.822336, 0.807586,
  0.799448, 0.794681, 0.791764, 0.789920, 0.788726, 0.787938, 0.787409, 0.787049, 0.786803, 0.786633, 0.786514, 0.786431,
  0.786373, 0.786331, 0.786302] };
const TWO_LAYER = { preset: "notes_two_layer", stride: 1000, accuracy: "0.98", losses: [1.098744, 0.294946, 0.259301, 0.248310,
  0.246170, 0.245649, 0.245491, 0.245400, 0.245335, 0.245292] };

const train = (page, { preset, stride, losses }, precision) => page.evaluate(([text, steps, count]) => {
  const found = [lab.set(text).loss];
  while (found.length < count) found.push(lab.step(steps).loss);
  return { losses: found, end: lab.step(steps) };
}, [`preset=${preset}&precision=${precision}`, stride, losses.length]);

function native({ preset, stride, losses }) {
  assert.ok(fs.existsSync(LAB), `${LAB} is missing; cmake --build --preset release --target lab makes it.`);
  const rows = execFileSync(LAB, ["train", `preset=${preset}`, "precision=float64", "--steps", `${stride * losses.length}`,
    "--log-every", `${stride}`, "--json"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return rows.trim().split("\n").map((row) => JSON.parse(row).loss);
}

function near(ours, published, tolerance) {
  ours.forEach((loss, i) => {
    assert.ok(Math.abs(loss - published[i]) <= tolerance, `entry ${i}: ${loss} is not ${published[i]} ± ${tolerance}`);
  });
}

function checkEnd({ iteration, train_accuracy: accuracy }, table) {
  assert.equal(iteration, table.stride * table.losses.length);
  assert.equal(accuracy.toFixed(2), table.accuracy);
}

async function inFloat64(visitor, table) {
  const { losses, end } = await train(await visitor.lab(), table, "float64");
  checkEnd(end, table);
  assert.equal(end.published.length, table.losses.length);
  assert.ok(end.published.every((check) => check.matches));
  return losses;
}

async function inFloat32(visitor, table) {
  const { losses, end } = await train(await visitor.lab(), table, "float32");
  checkEnd(end, table);
  near(losses, table.losses, 1e-3);
}

// Valid only where relaxed SIMD is known: a function that swizzles. The page asks after another instruction.
const RELAXED = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 0, 253, 15, 65, 0, 253, 15,
  253, 128, 2, 11];

const TINY = "preset=notes_two_layer&precision=";

export const numbers = [
  ["linear in float64: every printed digit, to the bit of the native program, and 49%", async ({ visitor }) => {
    const losses = await inFloat64(visitor, LINEAR);
    assert.deepEqual(losses.map((loss) => loss.toFixed(6)), LINEAR.losses.map((loss) => loss.toFixed(6)));
    assert.deepEqual(losses, native(LINEAR));
  }],
  ["two-layer in float64: within 2e-6 over 10,000 steps, to the bit of the native program, and 98%", async ({ visitor }) => {
    const losses = await inFloat64(visitor, TWO_LAYER);
    near(losses, TWO_LAYER.losses, 2e-6);
    assert.deepEqual(losses, native(TWO_LAYER));
  }],
  ["linear in float32: within 1e-3, and 49%", ({ visitor }) => inFloat32(visitor, LINEAR)],
  ["two-layer in float32: within 1e-3, and 98%", ({ visitor }) => inFloat32(visitor, TWO_LAYER)],
  // The notes' networks have short sums, which no build fuses: their runs are the same to the bit.
  ["every build can be asked for, and all give the same losses", async ({ visitor, engine, t }) => {
    const page = await visitor.lab();
    const isRelaxed = await page.evaluate((bytes) => WebAssembly.validate(new Uint8Array(bytes)), RELAXED);
    t.diagnostic(`relaxed SIMD: ${isRelaxed}, threads: ${engine.sharesMemory}`);
    assert.equal((await state(page)).variant, isRelaxed ? "WebAssembly, relaxed SIMD" : "WebAssembly, SIMD");
    const all = [];
    for (const variant of isRelaxed ? ["simd", "relaxed"] : ["simd"]) {
      for (const threads of engine.sharesMemory ? [1, 3] : [1]) {
        await visitor.visit(t, { isolated: true, address: `?variant=${variant}&threads=${threads}` });
        const seen = await state(page);
        assert.deepEqual([seen.variant, seen.threads], [`WebAssembly, ${variant === "simd" ? "SIMD" : "relaxed SIMD"}`, threads]);
        all.push(await page.evaluate((text) => ["float32", "float64"].map((precision) => {
          lab.set(text + precision);
          lab.benchCheck("C2");
          return lab.step(1000).loss;
        }), TINY));
      }
    }
    for (const losses of all) assert.deepEqual(losses, all[0]);
    assert.ok(Math.abs(all[0][1] - TWO_LAYER.losses[1]) < 2e-6, `${all[0]}`);
  }],
  ["a build that the engine lacks is told, and another runs", async ({ visitor, t }) => {
    const page = await visitor.lab();
    const isRelaxed = await page.evaluate((bytes) => WebAssembly.validate(new Uint8Array(bytes)), RELAXED);
    if (isRelaxed) return t.skip("this engine has every build");
    await visitor.visit(t, { isolated: true, address: "?variant=relaxed&threads=1" });
    assert.match(await page.evaluate(() => document.getElementById("toast").innerText), /no relaxed SIMD/);
    assert.equal((await state(page)).variant, "WebAssembly, SIMD");
    return undefined;
  }, { expected: /no relaxed SIMD/ }],
];
