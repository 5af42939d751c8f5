// lab reproduce and lab gradcheck: what they print, and that their exit codes tell success from failure.
import { test } from 'node:test';
import assert from 'node:assert/strict';
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
