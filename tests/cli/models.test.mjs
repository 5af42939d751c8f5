// lab save and lab load: a model goes through its file to the bit, NumPy reads it, and nothing half done is left behind.
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { binary, lab, root } from './support.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-models-'));
after(() => fs.rmSync(folder, { recursive: true }));
const at = (name) => path.join(folder, name);
const bytesOf = (name) => fs.readFileSync(at(name));
const finalLine = (run) => run.err.trimEnd().split('\n').at(-1);
const value = (run, key) => Number(finalLine(run).match(new RegExp(` ${key}=(\\S+)`))[1]);

// Records in CIFAR-10's layout: noise, with a patch that is bright in a place of its own for each class.
function writeRecords(name, count, seed) {
  const bytes = Buffer.alloc(count * 3073);
  let state = seed;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24;
  for (let i = 0; i < count; ++i) {
    const label = next() % 10;
    bytes[i * 3073] = label;
    for (let d = 0; d < 3072; ++d) {
      const bright = Math.floor(d / 90) % 10 === label ? 60 : 0;
      bytes[i * 3073 + 1 + d] = Math.min(255, next() * 0.75 + bright);
    }
  }
  fs.writeFileSync(at(name), bytes);
}
writeRecords('data_batch_1.bin', 260, 1);
writeRecords('test_batch.bin', 90, 2);
const images = ['preset=cifar_two_layer', 'hidden=12', 'val=60', 'batch=32', '--data-dir', folder];

test('saved, loaded and trained further: the file and the rows of a run without a stop', () => {
  const settings = ['model=two_layer', 'hidden=15', 'batch=16', 'sampling=epoch', 'optimizer=adam', 'lr=0.01',
    'dropout=0.2'];
  const whole = lab('save', at('whole.npy'), ...settings, '--steps', '200');
  const first = lab('save', at('first.npy'), ...settings, '--steps', '100');
  const second = lab('load', at('first.npy'), '--steps', '100', '--save', at('second.npy'));
  assert.deepEqual([whole.code, first.code, second.code], [0, 0, 0], second.err);
  assert.deepEqual([...first.rows, ...second.rows.slice(1)], whole.rows);
  assert.equal(finalLine(second), finalLine(whole));
  assert.ok(bytesOf('second.npy').equals(bytesOf('whole.npy')));
  assert.match(first.err, /^saved .*first\.npy: iteration 100, \d+ bytes$/m);
  // In place of itself.
  assert.equal(lab('load', at('first.npy'), '--steps', '100', '--save', at('first.npy')).code, 0);
  assert.ok(bytesOf('first.npy').equals(bytesOf('whole.npy')));
});

// Where a field's bytes begin in a model's file.
function placeOf(bytes, name) {
  const end = 10 + bytes.readUInt16LE(8);
  let place = end;
  for (const [, field, size, shape] of bytes.toString('latin1', 10, end)
    .matchAll(/\('(\w+)', '[<|][a-zA-Z](\d+)'(?:, \(([\d, ]*)\))?\)/g)) {
    if (field === name) return place;
    place += size * (shape ?? '').split(',').filter(Boolean).reduce((product, part) => product * part, 1);
  }
  throw new Error(`no field ${name}`);
}

test('a count that its file could not hold is refused before the training, and one that it can is not', () => {
  lab('save', at('old.npy'), 'lr=0.1', '--steps', '5');
  const bytes = bytesOf('old.npy');
  assert.equal(bytes.readBigInt64LE(placeOf(bytes, 'iteration')), 5n);
  bytes.writeBigInt64LE(10n ** 15n - 2n, placeOf(bytes, 'iteration'));
  fs.writeFileSync(at('old.npy'), bytes);
  const refused = lab('load', at('old.npy'), '--steps', '3', '--save', at('older.npy'));
  assert.equal(refused.code, 1);
  assert.equal(refused.out, '');
  assert.match(refused.err, /^lab load: The model is not trained further: its iteration is 999,999,999,999,998, and 3 more/m);
  assert.ok(!fs.existsSync(at('older.npy')));
  assert.equal(lab('load', at('old.npy'), '--steps', '2', '--save', at('older.npy')).code, 0);
  assert.match(lab('load', at('older.npy')).out, /after 1000000000000000 iterations/);
});

test('lab save is lab train --save', () => {
  const saved = lab('save', at('a.npy'), 'lr=0.5', '--steps', '30');
  const trained = lab('train', 'lr=0.5', '--steps', '30', '--save', at('b.npy'));
  assert.equal(saved.out, trained.out);
  assert.ok(bytesOf('a.npy').equals(bytesOf('b.npy')));
});

test('load tells what the model is and measures it', () => {
  const saved = lab('save', at('m.npy'), 'preset=notes_linear', '--steps', '50');
  const run = lab('load', at('m.npy'));
  assert.equal(run.code, 0);
  assert.match(run.rows[0], /m\.npy: linear model of spiral, 9 parameters in float64, after 50 iterations$/);
  assert.match(run.rows[1], /^settings: data=spiral&.*init_skip=18.*precision=float64$/);
  assert.equal(run.err.trimEnd(), finalLine(saved));
});

test('live settings change, others are refused', () => {
  lab('save', at('m.npy'), '--steps', '50');
  const changed = lab('load', at('m.npy'), 'l2=0.5', '--save', at('n.npy'));
  assert.equal(changed.code, 0);
  assert.notEqual(value(changed, 'loss'), value(lab('load', at('m.npy')), 'loss'));
  assert.match(lab('load', at('n.npy')).out, /&l2=0\.5&/);
  for (const [settings, message] of [
    [['hidden=7', 'lr=2'], /^lab load: hidden=7 would begin another run: .*changes of .*\blr\b/],
    [['preset=cifar_svm'], /data=cifar10.* would begin another run/],
    [['lrr=2'], /Did you mean 'lr'/],
  ]) {
    const run = lab('load', at('m.npy'), ...settings);
    assert.equal(run.code, 2);
    assert.match(run.err, message);
    assert.equal(run.out, '');
  }
});

test('a run that diverges leaves the older file alone', () => {
  lab('save', at('m.npy'), '--steps', '50');
  const before = bytesOf('m.npy');
  const run = lab('load', at('m.npy'), 'lr=1e6', 'l2=1', '--steps', '1000', '--save', at('m.npy'));
  assert.equal(run.code, 1);
  assert.match(run.err, /m\.npy is not written: the training diverged/);
  assert.ok(bytesOf('m.npy').equals(before));
});

test('a schedule that has ended stops the training, is told, and what was reached is saved', () => {
  const run = lab('save', at('m.npy'), 'schedule=cosine', 'decay_epochs=25', '--steps', '100', '--log-every', '5');
  assert.equal(run.code, 0);
  assert.deepEqual(run.rows.slice(1).map((row) => row.split(',')[0]), ['0', '5', '10', '15', '20']);
  assert.match(run.err, /^lab save: The schedule has ended: after 25 epochs/m);
  assert.equal(value(run, 'iteration'), 25);
  const more = lab('load', at('m.npy'), 'decay_epochs=50', '--steps', '10');
  assert.equal(value(more, 'iteration'), 35);
  assert.equal(lab('load', at('m.npy'), '--steps', '10').rows.length, 1);
});

test('Ctrl-C saves what was reached', async () => {
  const child = spawn(binary, ['save', at('long.npy'), 'model=two_layer', '--steps', '1000000000', '--log-every', '1']);
  let err = '';
  child.stderr.on('data', (text) => (err += text));
  const ended = new Promise((resolve) => child.on('close', (code) => resolve(code)));
  child.stdout.once('data', () => {
    child.stdout.on('data', () => {});
    child.kill('SIGINT');
  });
  assert.equal(await ended, 0);
  assert.match(err, /lab save: interrupted/);
  const [, iteration] = err.match(/^saved .*: iteration (\d+),/m);
  assert.ok(Number(iteration) > 0 && Number(iteration) < 1e9);
  assert.match(lab('load', at('long.npy')).out, new RegExp(`after ${iteration} iterations`));
});

test('images: told without them, measured, tested and trained further with them', () => {
  const whole = lab('save', at('whole.npy'), ...images, '--epochs', '4', '--test');
  assert.equal(whole.code, 0, whole.err);
  assert.equal(lab('save', at('half.npy'), ...images, '--epochs', '2').code, 0);
  const told = lab('load', at('half.npy'));
  assert.equal(told.code, 0);
  assert.match(told.rows[0], /two_layer model of cifar10, 37006 parameters in float32, after 14 iterations$/);
  assert.match(told.err, /not measured; --data-dir/);
  const second = lab('load', at('half.npy'), '--data-dir', folder, '--epochs', '2', '--test', '--save', at('second.npy'));
  assert.equal(second.code, 0, second.err);
  assert.ok(bytesOf('second.npy').equals(bytesOf('whole.npy')));
  const table = (run) => run.out.slice(run.out.indexOf('\ntest accuracy'));
  assert.match(table(second), /^\ntest accuracy \d+\.\d\d% on 90 images\n[^]*airplane/);
  assert.equal(table(second), table(whole));
  assert.equal(finalLine(second), finalLine(whole));
  assert.ok(value(second, 'val_accuracy') > 0.3, 'it has learned something');
  for (const option of [['--test'], ['--steps', '1'], ['--save', at('x.npy')]]) {
    const run = lab('load', at('half.npy'), ...option);
    assert.equal(run.code, 2);
    assert.match(run.err, /needs --data-dir/);
  }
});

test('images: other ones than the model was trained on are told, and --test wants test images', () => {
  lab('save', at('half.npy'), ...images, '--epochs', '1');
  const other = fs.mkdirSync(at('other/x'), { recursive: true }) && at('other');
  writeRecords('other/data_batch_1.bin', 260, 3);
  const run = lab('load', at('half.npy'), '--data-dir', other);
  assert.equal(run.code, 0);
  assert.match(run.err, /^lab load: These are not the images that the model was trained on/m);
  assert.doesNotMatch(lab('load', at('half.npy'), '--data-dir', folder).err, /not the images/);
  const untested = lab('load', at('half.npy'), '--data-dir', other, '--test');
  assert.equal(untested.code, 2);
  assert.match(untested.err, /--test needs test images/);
});

test('damaged files: exit code 1, the file and what is wrong with it', () => {
  lab('save', at('m.npy'), '--steps', '5');
  const sound = bytesOf('m.npy');
  const damaged = (change) => {
    const bytes = Buffer.from(sound);
    fs.writeFileSync(at('bad.npy'), change(bytes) ?? bytes);
    const run = lab('load', at('bad.npy'));
    assert.equal(run.code, 1);
    assert.equal(run.out, '');
    assert.match(run.err, /^lab load: .*bad\.npy/);
    return run.err;
  };
  const header = sound.readUInt16LE(8) + 10;
  const W = sound.indexOf('precision=float32') + 'precision=float32'.length;
  assert.ok(W > header);
  assert.match(damaged(() => Buffer.alloc(0)), /is empty/);
  assert.match(damaged(() => Buffer.from('weights,1,2,3\n')), /no NumPy file/);
  assert.match(damaged((bytes) => bytes.subarray(0, header - 1)), /cut short/);
  assert.match(damaged((bytes) => bytes.subarray(0, bytes.length - 1)), /cut short/);
  assert.match(damaged((bytes) => Buffer.concat([bytes, bytes])), /too many/);
  assert.match(damaged((bytes) => void bytes.writeFloatLE(NaN, W)), /field 'W': the number at \(0, 0\) is not finite/);
  assert.match(damaged((bytes) => void bytes.write("'V'", bytes.indexOf("'W'"))), /no field 'W'/);
  assert.match(damaged((bytes) => void bytes.write('loss=hinges', bytes.indexOf('loss=softmax'))), /loss=hinges/);
  for (const [file, message] of [[at('none.npy'), /none\.npy cannot be opened/], [folder, /is a folder/]]) {
    const run = lab('load', file);
    assert.equal(run.code, 1);
    assert.match(run.err, message);
  }
});

test('nothing half written is left behind', () => {
  const left = fs.readdirSync(folder).filter((name) => name.includes('.part'));
  assert.deepEqual(left, []);
});

const script = path.join(root, 'tests/cli/model_scores.py');
const python = ['/usr/bin/python3', 'python3'].find((one) => spawnSync(one, ['-c', 'import numpy']).status === 0);
function numpy(...args) {
  const run = spawnSync(python, [script, ...args], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim();
}
const withNumpy = { skip: python ? false : 'there is no Python with NumPy here' };

test('NumPy reads a model, and its scores give the same accuracy', withNumpy, () => {
  for (const settings of ['preset=notes_linear', 'model=two_layer', 'classes=5&loss=svm&points=40&seed=3&hidden=9']) {
    const saved = lab('save', at('m.npy'), settings, '--steps', '300');
    assert.equal(Number(numpy(at('m.npy'))), value(saved, 'train_accuracy'), settings);
  }
});

test('NumPy: pixels as they are, through the preprocessing in the file', withNumpy, () => {
  for (const normalize of ['raw', 'unit', 'mean_image', 'channel', 'pixel']) {
    for (const model of ['linear', 'two_layer']) {
      const rate = normalize === 'raw' || normalize === 'mean_image' ? 'lr=1e-5' : 'lr=1e-2';
      const saved = lab('save', at('m.npy'), ...images, `normalize=${normalize}`, `model=${model}`, rate, '--epochs', '2',
        '--test');
      assert.equal(saved.code, 0, saved.err);
      assert.equal(Number(numpy(at('m.npy'), at('data_batch_1.bin'), 0, 60)), value(saved, 'val_accuracy'), normalize);
      assert.equal(Number(numpy(at('m.npy'), at('test_batch.bin'), 0, 90)), value(saved, 'test_accuracy'), normalize);
    }
  }
});

test('NumPy: what it writes is read, whatever the order of the fields; big-endian is refused', withNumpy, () => {
  lab('save', at('m.npy'), ...images, '--epochs', '1');
  numpy(at('m.npy'), 'rewrite', at('n.npy'));
  assert.ok(!bytesOf('m.npy').equals(bytesOf('n.npy')));
  const ours = lab('load', at('m.npy'), '--data-dir', folder, '--steps', '9', '--save', at('m2.npy'));
  const theirs = lab('load', at('n.npy'), '--data-dir', folder, '--steps', '9', '--save', at('n2.npy'));
  assert.equal(theirs.code, 0, theirs.err);
  assert.equal(theirs.out, ours.out);
  assert.ok(bytesOf('m2.npy').equals(bytesOf('n2.npy')));
  numpy(at('m.npy'), 'big-endian', at('n.npy'));
  assert.match(lab('load', at('n.npy')).err, /big-endian \(>/);
});

test('NumPy: the saved stream of minibatches is RandomState, so many choices later', withNumpy, () => {
  lab('save', at('m.npy'), 'batch=32', 'batch_seed=5', '--steps', '70');
  assert.equal(numpy(at('m.npy'), 'stream', 70, 300, 32), 'True');
  assert.equal(numpy(at('m.npy'), 'stream', 69, 300, 32), 'False');
});
