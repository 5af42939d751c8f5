// lab search: what it prints, that jobs change nothing, and what it refuses.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { binary, lab } from './support.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-search-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
const file = (name) => path.join(folder, name);
const header = 'lr,l2,val_accuracy,train_accuracy,loss,steps,diverged_at';
const small = ['model=two_layer', 'hidden=20', 'lr=0.01..1e6', 'l2=1e-5..0.1', '--grid', '5x3', '--steps', '60'];

test('the CSV: every pair of the grid, the same bytes with one job and with two', () => {
  const rows = ['1', '2'].map((jobs) => {
    const run = lab('search', ...small, '--jobs', jobs, '--csv', file(`${jobs}.csv`));
    assert.equal(run.code, 0, run.err);
    return fs.readFileSync(file(`${jobs}.csv`), 'utf8');
  });
  assert.equal(rows[0], rows[1]);
  const cells = rows[0].trimEnd().split('\n');
  assert.equal(cells[0], header);
  assert.equal(cells.length, 16);
  assert.match(cells[1], /^0\.01,1e-05,0\.\d+,0\.\d+,[\d.]+,60,$/);
  assert.match(cells[5], /^1e06,1e-05,,,,(\d+),\1$/, 'a cell that diverged has its step and no figures');
});

test('a cell is the run of lab train with its two values', () => {
  lab('search', 'classes=4', 'batch=8', 'lr=0.1,0.3', 'l2=0.01..0.1', '--grid', '2x2', '--steps', '40', '--csv', file('c.csv'));
  const [, first] = fs.readFileSync(file('c.csv'), 'utf8').split('\n');
  const [lr, l2, , train, loss] = first.split(',');
  const alone = lab('train', 'classes=4', 'batch=8', `lr=${lr}`, `l2=${l2}`, '--steps', '40');
  assert.match(alone.err, new RegExp(`train_accuracy=${train} loss=${loss} iteration=40`));
});

test('the table is sorted by validation accuracy, and the heat map marks the best', () => {
  const run = lab('search', ...small);
  const accuracies = run.rows.slice(1, 16).map((row) => Number(row.match(/^ *([\d.]+) %/)?.[1] ?? -1));
  assert.deepEqual(accuracies, [...accuracies].sort((a, b) => b - a));
  assert.ok(accuracies.includes(-1), 'some of these diverge');
  assert.match(run.out, /diverged at step \d+/);
  assert.equal(run.rows.length, 16 + 1 + 2 + 3);
  assert.equal(run.out.match(/\d\*/g).length, 1);
  assert.match(run.err, /^15 of 15 cells in [\d.]+ s; best lr=1 l2=\S+ val_accuracy=0\.\d+$/m);
  assert.match(run.err, /300 points drawn with seed=1 validate/);
  assert.ok(!run.err.includes('\r'), 'no progress where nobody watches');
});

test('random pairs come again from their seed', () => {
  const csv = (seed, name) => {
    lab('search', 'lr=1e-3..1', 'l2=1e-4..0.1', '--random', '6', '--seed', seed, '--steps', '5', '--csv', file(name));
    return fs.readFileSync(file(name), 'utf8');
  };
  assert.equal(csv('3', 'r1.csv'), csv('3', 'r2.csv'));
  assert.notEqual(csv('3', 'r1.csv'), csv('4', 'r3.csv'));
});

test('bad plans are refused in words, before anything is trained', () => {
  const refuses = (words, ...args) => {
    const run = lab('search', ...args);
    assert.equal(run.code, 2);
    assert.equal(run.out, '');
    assert.match(run.err, words);
  };
  refuses(/upside down/, 'lr=1..0.1');
  refuses(/above 0/, 'lr=0..1');
  refuses(/is no budget/, 'lr=0.1..1', '--steps', '0');
  refuses(/nothing to search/);
  refuses(/is no grid/, 'lr=0.1..1', '--grid', '4');
  refuses(/at most 400 cells/, 'lr=0.1..1', 'l2=0.1..1', '--grid', '21x20');
  refuses(/not both/, 'lr=0.1..1', '--steps', '5', '--epochs', '2');
  refuses(/Unknown setting 'hiden'.*Did you mean 'hidden'/s, 'lr=0.1..1', 'hiden=3');
  refuses(/--jobs is '0'/, 'lr=0.1..1', '--jobs', '0');
  refuses(/needs --data-dir/, 'preset=assignment_svm');
  refuses(/goes with data=cifar10/, 'lr=0.1..1', '--data-dir', folder);
  refuses(/cannot be written/, 'lr=0.1..1', '--csv', path.join(folder, 'no', 'such.csv'));
});

test('a search in which every run diverges ends with exit code 1', () => {
  const run = lab('search', 'model=two_layer', 'lr=1e5,1e6', 'l2=1', '--steps', '500');
  assert.equal(run.code, 1);
  assert.match(run.err, /^2 of 2 cells in [\d.]+ s$/m);
});

test('Ctrl-C prints what was found', async () => {
  const run = spawn(binary, ['search', 'model=two_layer', 'lr=0.1,1', 'l2=0.001', '--steps', '1000000', '--jobs', '2',
    '--csv', file('stopped.csv')]);
  let out = '', err = '';
  run.stdout.on('data', (text) => { out += text; });
  await new Promise((started) => run.stderr.on('data', (text) => { err += text; started(); }));
  await new Promise((later) => setTimeout(later, 300));
  run.kill('SIGINT');
  const code = await new Promise((end) => run.on('close', end));
  assert.equal(code, 1, 'no cell came to its end');
  assert.match(err, /interrupted; this is what was found/);
  assert.match(err, /^0 of 2 cells/m);
  assert.match(out, /validation +training/);
  assert.equal(fs.readFileSync(file('stopped.csv'), 'utf8'), header + '\n');
});
