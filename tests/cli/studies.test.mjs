// lab race and lab examples.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { lab } from './support.mjs';

test('race: one row a run; a divergence is told and the others go on', () => {
  const run = lab('race', 'model=two_layer', 'precision=float64', '--steps', '80', '--runs', 'lr=1; lr=1e6; optimizer=adam lr=0.02');
  assert.equal(run.code, 0, run.err);
  assert.equal(run.rows[0], 'changes,iteration,loss,train_accuracy,val_accuracy,diverged_at,seconds');
  const rows = run.rows.slice(1).map((row) => row.split(','));
  assert.deepEqual(rows.map((row) => row[0]), ['lr=1', 'lr=1e6', 'optimizer=adam lr=0.02']);
  assert.deepEqual([rows[0][1], rows[2][1]], ['80', '80']);
  assert.ok(Number(rows[1][5]) >= 1 && Number(rows[1][5]) < 80, run.out);
  assert.equal(rows[0][5], '');
  const alone = lab('train', 'model=two_layer', 'precision=float64', '--steps', '80', 'lr=1');
  assert.ok(alone.err.includes(`loss=${rows[0][2]} `), `${alone.err} ${rows[0]}`);
});

test('race: without --runs the effect of the step size', () => {
  const run = lab('race', '--steps', '200');
  const loss = run.rows.slice(1).map((row) => Number(row.split(',')[2]));
  assert.equal(loss.length, 4);
  assert.ok(loss[1] < loss[0] && loss[1] < loss[2], run.out);
});

test('race: what cannot be raced is refused in words', () => {
  for (const [args, words] of [
    [['--runs', 'lr=1; hidden=3'], /same weights/],
    [['--runs', 'lr=1; lr=quick'], /Run 2: lr=quick is not allowed/],
    [['--runs', 'lr=1;'.repeat(7)], /1 to 6 runs/],
    [['--steps', '0'], /--steps/],
    [['data=cifar10'], /needs --data-dir/],
  ]) {
    const run = lab('race', ...args);
    assert.equal(run.code, 2);
    assert.match(run.err, words);
  }
});

test('examples: every figure of the texts, and the errata with the right ones', () => {
  const run = lab('examples');
  assert.equal(run.code, 0);
  for (const figure of ['svm loss 2.9', 'svm loss 12.9', 'mean: svm 5.266667', 'softmax loss 2.0403', 'svm loss 1.58',
    '0.172039303128072', '0.200000 -0.700000 0.500000', 'prints 10.9; the correct value is 12.90', 'prints 4.6; the correct value is 5.27',
    'prints 0.89; the correct value is 2.04', 'prints 0.452; the correct value is 1.04']) {
    assert.ok(run.out.includes(figure), `${figure} in ${run.out}`);
  }
  assert.equal(lab('examples', 'all').code, 2);
});
