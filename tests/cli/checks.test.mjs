// lab reproduce, lab gradcheck and lab check: what they print, and that their exit codes tell success from failure.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lab } from './support.mjs';

test('reproduce: both tables and both accuracies are met', () => {
  const run = lab('reproduce');
  assert.equal(run.code, 0, run.out);
  const rows = run.rows.map((row) => row.trim().split(/\s+/)).filter((cells) => /^\d+$/.test(cells[0]) && cells.length === 5);
  assert.equal(rows.length, 30);
  for (const [iteration, published, ours, difference, verdict] of rows.slice(0, 20)) {
    assert.equal(Number(ours).toFixed(6), published, `linear, iteration ${iteration}`);
    assert.ok(Math.abs(Number(difference)) <= 5e-7);
    assert.equal(verdict, 'ok');
  }
  for (const [iteration, published, ours, , verdict] of rows.slice(20)) {
    assert.ok(Math.abs(ours - published) <= 2e-6, `two-layer, iteration ${iteration}`);
    assert.equal(verdict, 'ok');
  }
  assert.match(run.out, /accuracy +49% +49\.33% +ok/);
  assert.match(run.out, /accuracy +98% +9[78]\.\d\d% +ok/);
  assert.ok(!/DIFFERS/.test(run.out));
});

test('gradcheck: without arguments every loss, model and regularizer', () => {
  const run = lab('gradcheck');
  assert.equal(run.code, 0, run.out);
  assert.match(run.rows.at(-1), /^72 of 72 passed$/);
  for (const model of ['linear', 'two_layer']) {
    for (const loss of ['softmax', 'svm']) assert.ok(run.out.includes(`model=${model} loss=${loss}`));
  }
  assert.equal(run.rows.filter((row) => /^ +W2 /.test(row)).length, 36);
});

test('gradcheck: the given settings, on many seeds', () => {
  for (let seed = 0; seed < 20; ++seed) {
    const run = lab('gradcheck', 'model=two_layer', 'loss=svm', 'points=100', 'hidden=50', 'l1=0.01', `seed=${seed}`);
    assert.equal(run.code, 0, run.out);
    assert.match(run.rows.at(-1), /^1 of 1 passed$/);
  }
});

test('gradcheck: where no derivative exists it does not pass', () => {
  // Every weight is 0, and there |w| bends.
  const run = lab('gradcheck', 'init=zero', 'l1=0.1');
  assert.equal(run.code, 1);
  assert.match(run.out, /FAILED/);
  assert.match(run.rows.at(-1), /^0 of 1 passed$/);
});

test('gradcheck: the automatic derivative stands beside the numerical one, and agrees to rounding', () => {
  const run = lab('gradcheck');
  const rows = run.rows.map((row) => row.trim().split(/ +/)).filter((cells) => /^[Wb][12]?$/.test(cells[0]));
  assert.equal(rows.length, 36 * 2 + 36 * 4);
  for (const [block, , , , analytic, , automatic, , toAutomatic] of rows) {
    assert.ok(Math.abs(analytic - automatic) <= 1e-8 * Math.abs(analytic) + 1e-15, `${block}: ${analytic} ${automatic}`);
    assert.ok(Number(toAutomatic) < 1e-9, `${block}: ${toAutomatic}`);
  }
});

test('gradcheck --break: each mistake is caught; without a penalty there is none to forget', () => {
  for (const mistake of ['forget_regularizer', 'flip_sign', 'forget_mean', 'forget_bias']) {
    const run = lab('gradcheck', '--break', mistake, 'model=two_layer', 'l2=0.1');
    assert.equal(run.code, 1, run.out);
    assert.match(run.rows.at(-1), /^0 of 1 passed$/);
  }
  assert.equal(lab('gradcheck', '--break', 'forget_regularizer', 'l2=0').code, 0);
  assert.equal(lab('gradcheck', '--break', 'none').code, 0);
  const unknown = lab('gradcheck', '--break', 'flip_sing');
  assert.equal(unknown.code, 2);
  assert.match(unknown.err, /Did you mean 'flip_sign'/);
});

test('check sanity: passes, fails with a reason, and the exit code tells', () => {
  const sound = lab('check', 'sanity', 'model=two_layer');
  assert.equal(sound.code, 0, sound.out);
  assert.match(sound.rows.at(-1), /^3 of 3 passed$/);
  const linear = lab('check', 'sanity', 'overfit');
  assert.equal(linear.code, 1);
  assert.match(linear.out, /straight lines/);
  const large = lab('check', 'sanity', 'initial_loss', 'init_scale=10');
  assert.equal(large.code, 1);
  assert.match(large.out, /initial_loss: FAILED[^]*weight scale 10/);
});

test('check naive: both losses agree, on images in the records of CIFAR-10', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lab-check-'));
  const record = 1 + 3072;
  const bytes = Buffer.alloc(60 * record);
  for (let i = 0; i < bytes.length; ++i) bytes[i] = i % record === 0 ? (i / record) % 10 : (i * 7919) >> 3;
  writeFileSync(path.join(folder, 'data_batch_1.bin'), bytes);
  const run = lab('check', 'naive', '--data-dir', folder);
  rmSync(folder, { recursive: true });
  assert.equal(run.code, 0, run.out + run.err);
  assert.match(run.rows[0], /^naive: passed, 60 images$/);
  for (const loss of ['softmax', 'svm']) {
    const cells = run.rows.find((row) => row.trim().startsWith(loss)).trim().split(/ +/);
    assert.equal(cells[1], cells[2], loss);
    assert.ok(Math.abs(cells[3]) < 1e-10 && Number(cells[4]) < 1e-9, loss);
    assert.ok(Number(cells[5]) > 0 && Number(cells[6]) > 0, loss);
  }
});

test('check: wrong usage is refused in words', () => {
  for (const [args, words] of [
    [[], /Which check is missing/],
    [['nave'], /Did you mean 'naive'/],
    [['naive'], /--data-dir DIR/],
    [['sanity', 'overfitting'], /Did you mean 'overfit'/],
    [['sanity', 'data=cifar10'], /--data-dir PATH/],
    [['sanity', 'lr=fast'], /lr=fast is not allowed/],
    [['naive', '--data-dir', 'no/such'], /does not exist/],
  ]) {
    const run = lab('check', ...args);
    assert.equal(run.code, 2, `${args}: ${run.out}`);
    assert.match(run.err, words);
  }
});
