// The terminal program beside the module, both on the same settings, which are drawn at random: losses, accuracies and the
// saved model. What the README promises under "The same numbers" is held here: on points all variants of the module give
// the native program's numbers to the bit, on images those without fused multiply-adds.
// DIFFERENTIAL_RUNS: settings for each variant (40); DIFFERENTIAL_SEED: of the first of them (1).
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { binary, root } from '../cli/support.mjs';

const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 40);
const FIRST = Number(process.env.DIFFERENTIAL_SEED ?? 1);
const AT_ONCE = 200;  // settings for one start of the module
const VARIANTS = ['simd', 'relaxed', 'simd-threads', 'relaxed-threads'];
const STEPS = 6;  // as in main.cpp

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-differential-'));
after(() => fs.rmSync(folder, { recursive: true }));

// Records in CIFAR-10's layout: noise, brighter in a place of its own for each class.
const records = path.join(folder, 'data_batch_1.bin');
fs.writeFileSync(records, Uint8Array.from({ length: 120 * 3073 }, (_, at) => {
  const [image, place] = [Math.floor(at / 3073), at % 3073];
  if (place === 0) return image % 10;
  return (Math.imul(at, 2654435761) >>> 25) + (Math.floor(place / 310) === image % 10 ? 90 : 0);
}));

// What a variant of the module makes of `count` seeds from `from` on: [{ seed, settings, rows, model }].
function trainedByModule(variant, from, count, images) {
  const program = path.join(root, `build/web/lab_differential-${variant}.cjs`);
  const words = [folder, from, count, ...(images ? [records] : [])].map(String);
  const run = spawnSync('node', ['--experimental-wasm-relaxed-simd', program, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, run.stderr);
  const parts = run.stdout.split(/^settings /m).slice(1);
  assert.equal(parts.length, count);
  return parts.map((part, index) => {
    const [settings, ...rows] = part.trimEnd().split('\n');
    const file = path.join(folder, `${from + index}.npy`);
    const model = fs.existsSync(file) ? fs.readFileSync(file) : null;
    fs.rmSync(file, { force: true });
    return { seed: from + index, settings, rows, model };
  });
}

// glibc's logarithm takes fused multiply-adds where the processor has them, and then differs from the module's in the last
// bit of one normal in some 45,000. Without them both have the same.
const PLAIN_LOGARITHM = { ...process.env, GLIBC_TUNABLES: 'glibc.cpu.hwcaps=-FMA,-FMA_Usable,-AVX2,-AVX2_Usable' };

function trainedByLab(settings, images, env = process.env) {
  const file = path.join(folder, 'native.npy');
  fs.rmSync(file, { force: true });
  const run = spawnSync(binary, ['train', settings, '--steps', String(STEPS), '--log-every', '1', '--save', file,
    ...(images ? ['--data-dir', folder] : [])], { encoding: 'utf8', env });
  // A run that diverged ends with 1, and its model is not written.
  assert.ok(run.status === 0 || /diverged at iteration/.test(run.stderr), `${settings}\n${run.stderr}`);
  return { rows: run.stdout.trimEnd().split('\n').slice(1), model: fs.existsSync(file) ? fs.readFileSync(file) : null };
}

function* allOf(variant, images) {
  for (let from = FIRST; from < FIRST + RUNS; from += AT_ONCE) {
    yield* trainedByModule(variant, from, Math.min(AT_ONCE, FIRST + RUNS - from), images);
  }
}

const told = ({ seed, settings }) => `seed ${seed}: lab train '${settings}' --steps ${STEPS} --log-every 1`;
const sameModel = (a, b) => (a === null || b === null ? a === b : a.equals(b));

/** Rows and model to the bit, but for that logarithm. Returns whether it was the cause of a difference. */
function checkToTheBit(module, images) {
  const native = trainedByLab(module.settings, images);
  if (module.rows.join() === native.rows.join() && sameModel(module.model, native.model)) return false;
  const plain = trainedByLab(module.settings, images, PLAIN_LOGARITHM);
  assert.deepEqual(module.rows, plain.rows, told(module));
  assert.ok(sameModel(module.model, plain.model), `another model, ${told(module)}`);
  return true;
}

test('lab and the module are there', () => {
  for (const file of [binary, ...VARIANTS.map((variant) => path.join(root, `build/web/lab_differential-${variant}.cjs`))]) {
    assert.ok(fs.existsSync(file), `${file} is missing`);
  }
});

for (const variant of VARIANTS) {
  test(`${variant}: points are learned to the bit as lab learns them`, (t) => {
    let steps = 0, diverged = 0, logarithms = 0;
    for (const module of allOf(variant, false)) {
      logarithms += checkToTheBit(module, false);
      steps += module.rows.length;
      diverged += module.model === null;
    }
    t.diagnostic(`${steps} steps; ${diverged} runs diverged; another logarithm in ${logarithms}`);
    // Nearly all of them train, on nearly the same numbers.
    assert.ok(steps > 4 * RUNS && diverged < RUNS / 2 && logarithms <= 1 + RUNS / 50, 'too few runs that say something');
  });

  // Sums over 3,072 pixels are fused by the relaxed variants where the processor fuses: losses then agree to rounding, for
  // as long as the parameters do.
  const fuses = variant.startsWith('relaxed');
  test(`${variant}: images are learned as lab learns them, ${fuses ? 'but for rounding' : 'to the bit'}`, () => {
    for (const module of allOf(variant, true)) {
      if (!fuses) {
        checkToTheBit(module, true);
        continue;
      }
      const loss = (rows) => Number(rows[0].split(',')[1]);
      const [ours, native] = [loss(module.rows), loss(trainedByLab(module.settings, true).rows)];
      assert.ok(Math.abs(ours - native) <= 1e-4 * Math.max(1, Math.abs(native)) || Object.is(ours, native),
        `${ours} in place of ${native}, ${told(module)}`);
    }
  });
}
