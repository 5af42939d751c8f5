// lab train: the CSV's form, what its numbers mean, and agreement with NumPy's runs of the same settings.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { binary, lab, root } from './support.mjs';

const header = 'iteration,loss,data_loss,reg_loss,train_accuracy';

test('CSV: header, a row every M iterations, final accuracy last on the error stream', () => {
  const run = lab('train', 'preset=notes_linear', '--steps', '200', '--log-every', '10');
  assert.equal(run.code, 0);
  assert.equal(run.rows.length, 21);
  assert.equal(run.rows[0], header);
  assert.deepEqual(run.rows.slice(1).map((row) => Number(row.split(',')[0])), Array.from({ length: 20 }, (_, i) => 10 * i));
  for (const row of run.rows.slice(1)) {
    const [, loss, data, reg, accuracy] = row.split(',').map(Number);
    assert.equal(loss, data + reg);
    assert.ok(accuracy >= 0 && accuracy <= 1);
  }
  assert.equal(Number(run.rows[1].split(',')[1]).toFixed(6), '1.096956');
  const last = run.err.trimEnd().split('\n').at(-1);
  assert.match(last, /^final train_accuracy=0\.493\d* loss=0\.786\d* iteration=200$/);
  assert.ok(!run.err.includes('\r'), 'no progress where nobody watches');
});

test('the last rows and steps: N not a multiple of M, M beyond N, no steps at all', () => {
  const rows = (...args) => lab('train', ...args).rows.slice(1).map((row) => Number(row.split(',')[0]));
  assert.deepEqual(rows('--steps', '25', '--log-every', '10'), [0, 10, 20]);
  assert.deepEqual(rows('--steps=3', '--log-every=100'), [0]);
  assert.deepEqual(rows('--steps', '0'), []);
  assert.match(lab('train', '--steps', '25', '--log-every', '10').err, /iteration=25$/m);
  assert.match(lab('train', '--steps', '0').err, /iteration=0$/m);
});

test('steps that are too small to change anything are told', () => {
  const { code, err } = lab('train', 'lr=1e-300', '--steps', '200');
  assert.equal(code, 0);
  assert.match(err, /^lab train: The steps are too small to change anything: in the last 100 no parameter moved\.$/m);
  assert.match(err.trimEnd().split('\n').at(-1), /^final train_accuracy=/);
  assert.doesNotMatch(lab('train', '--steps', '200').err, /too small/);
});

test('how often is logged changes nothing', () => {
  const settings = 'model=two_layer&hidden=10&batch=16&sampling=epoch&precision=float64';
  const every = lab('train', settings, '--steps', '60', '--log-every', '1').rows;
  const some = lab('train', settings, '--steps', '60', '--log-every', '7').rows;
  assert.deepEqual(some.slice(1), every.slice(1).filter((_, i) => i % 7 === 0));
});

test('JSON: one object a row with the values of the CSV', () => {
  const args = ['train', 'classes=4', 'loss=svm', 'batch=32', '--steps', '30'];
  const csv = lab(...args).rows.slice(1).map((row) => row.split(',').map(Number));
  const json = lab(...args, '--json').rows.map((row) => JSON.parse(row));
  assert.deepEqual(json.map((row) => header.split(',').map((name) => row[name])), csv);
});

test('settings given apart or joined are the same', () => {
  const apart = lab('train', 'classes=4', 'lr=0.5', 'batch=10', '--steps', '20').out;
  assert.equal(lab('train', 'classes=4&lr=0.5&batch=10', '--steps', '20').out, apart);
  assert.equal(lab('train', '--steps', '20', 'classes=4\nlr=0.5\nbatch=10').out, apart);
});

test('divergence: exit code 1, the iteration, and JSON that stays JSON', () => {
  const args = ['train', 'lr=1e6', 'l2=1', '--steps', '1000', '--log-every', '1'];
  const run = lab(...args);
  assert.equal(run.code, 1);
  const [, iteration] = run.err.match(/diverged at iteration (\d+)/);
  assert.equal(run.rows.at(-1).split(',')[0], iteration);
  assert.match(run.err.trimEnd().split('\n').at(-1), /^final train_accuracy=/);
  const json = lab(...args, '--json');
  assert.equal(json.code, 1);
  assert.equal(JSON.parse(json.rows.at(-1)).iteration, Number(iteration));
});

test('side by side is for the screen: one model trains, and the program says so', () => {
  const run = lab('train', 'side_by_side=1', 'model=two_layer', '--steps', '5');
  assert.equal(run.code, 0);
  assert.match(run.err, /side_by_side/);
  assert.equal(run.out, lab('train', 'model=two_layer', '--steps', '5').out);
});

const folder = path.join(root, 'tests/golden/runs');
for (const name of fs.readdirSync(folder).sort()) {
  test(`golden run ${name}: NumPy's numbers to 1e-9`, () => {
    const lines = fs.readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n');
    const field = (key) => lines.find((line) => line.startsWith(`${key}: `)).slice(key.length + 2);
    const golden = lines.slice(lines.indexOf(header) + 1, -1).map((row) => row.split(',').map(Number));
    const run = lab('train', field('settings'), '--steps', field('steps'), '--log-every', field('log_every'));
    assert.equal(run.code, 0);
    assert.equal(run.rows[0], header);
    const ours = run.rows.slice(1).map((row) => row.split(',').map(Number));
    assert.equal(ours.length, golden.length);
    assert.ok(golden.length >= 10);
    ours.forEach((row, i) => row.forEach((value, j) => {
      assert.ok(Math.abs(value - golden[i][j]) <= 1e-9, `row ${i}, column ${j}: ${value} against ${golden[i][j]}`);
    }));
    const accuracy = Number(run.err.match(/final train_accuracy=(\S+)/)[1]);
    assert.ok(Math.abs(accuracy - Number(field('final_train_accuracy'))) <= 1e-9);
  });
}

test('a person at a terminal sees how far, how fast and how much longer', (t) => {
  if (spawnSync('script', ['--version']).status !== 0) return t.skip('no program `script` of util-linux, which plays the terminal');
  // 40,000 steps take over a second, after which the speed is known.
  const shownOn = (columns) => {
    const command = `stty cols ${columns}; ${binary} train model=two_layer --steps 40000 --log-every 1000 > /dev/null`;
    const run = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8' });
    assert.equal(run.status, 0);
    return run.stdout.split('\r').map((line) => line.replace('\x1b[K', '')).filter((line) => line.startsWith('iteration'));
  };
  const shown = shownOn(120);
  assert.match(shown[0], /^iteration [\d,]+ of 40,000, loss \d\.\d{4}, epoch [\d.]+$/);
  assert.match(shown.at(-1), /40,000, \d:\d\d left, loss .*, [\d,]+ examples\/s$/);
  // A narrow window lacks the end of a line rather than getting a second one.
  for (const line of shownOn(40)) assert.match(line, /^(?=.{1,39}$)iteration .*…$/);
});
