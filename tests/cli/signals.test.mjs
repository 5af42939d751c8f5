// What befalls a long run from outside: signals, a reader that goes away, a limit of processes.
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { binary, lab } from './support.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-signals-'));
after(() => fs.rmSync(folder, { recursive: true }));
const at = (name) => path.join(folder, name);
const endless = ['model=two_layer', '--steps', '1000000000', '--log-every', '1'];

// Starts a program, calls `begun` at its first words, and resolves to how it ended. A search announces itself, and
// training has rows, of which the first that come fill a buffer.
function start(program, args, begun) {
  const child = spawn(program, args);
  let err = '';
  const searches = args.includes('search');
  (searches ? child.stderr : child.stdout).once('data', () => setTimeout(() => begun(child), searches ? 300 : 0));
  child.stderr.on('data', (text) => (err += text));
  child.stdout.on('data', () => {});
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, err })));
}

for (const [signal, code] of [['SIGTERM', 143], ['SIGHUP', 129], ['SIGINT', 0]]) {
  test(`${signal} saves what training has reached, exit code ${code}`, async () => {
    const file = at(`${signal}.npy`);
    const run = await start(binary, ['save', file, ...endless], (child) => child.kill(signal));
    assert.equal(run.code, code, run.err);
    assert.match(run.err, /^saved .*: iteration \d+,/m);
    assert.equal(lab('load', file).code, 0);
  });

  test(`${signal} writes what a search has found, exit code ${code || 1}`, async () => {
    const file = at(`${signal}.csv`);
    const run = await start(binary, ['search', 'lr=0.1,0.3', 'l2=0.01', '--steps', '1000000', 'points=1000',
      'model=two_layer', '--csv', file], (child) => child.kill(signal));
    assert.equal(run.code, code || 1, run.err);
    assert.match(run.err, /interrupted; this is what was found/);
    assert.match(fs.readFileSync(file, 'utf8'), /^lr,l2,/);
  });
}

// Large enough that measuring what was reached takes longer than from one signal to the next.
test('a key that is held down, and a second press, do not lose what the first one promised', async () => {
  const file = at('twice.npy');
  const child = spawn(binary, ['save', file, 'points=1000', 'classes=10', 'model=two_layer', 'hidden=1000',
    '--steps', '1000000000', '--log-every', '1000000000'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (text) => (err += text));
  const ended = new Promise((resolve) => child.on('close', resolve));
  // No row tells that it has begun; it does in a fraction of this.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const held = setInterval(() => child.kill('SIGINT'), 5);
  await ended;
  clearInterval(held);
  assert.match(err, /^saved /m);
  assert.equal(lab('load', file).code, 0);
});

test('the third press ends the program, whatever it does', async () => {
  // A pipe that nobody reads: the promise cannot be kept.
  assert.equal(spawnSync('mkfifo', [at('pipe')]).status, 0);
  const presses = [0, 600, 1200];
  const run = await start(binary, ['save', at('pipe'), ...endless], (child) => {
    for (const wait of presses) setTimeout(() => child.kill('SIGINT'), wait);
  });
  assert.equal(run.signal, 'SIGINT');
});

test('what the program was started to ignore, it ignores', async () => {
  const run = await start('sh', ['-c', `trap '' HUP; exec '${binary}' save '${at('nohup.npy')}' model=two_layer ` +
    '--steps 5000 --log-every 1'], (child) => child.kill('SIGHUP'));
  assert.equal(run.code, 0, run.err);
  assert.match(run.err, /^saved .*: iteration 5000,/m);
  assert.doesNotMatch(run.err, /interrupted/);
});

test('a reader that goes away takes the rows and not the model', () => {
  const script = `'${binary}' train --steps 20000 --log-every 1 --save '${at('head.npy')}' | head -n 3`;
  const run = spawnSync('bash', ['-c', `set -o pipefail; ${script}`], { encoding: 'utf8' });
  assert.equal(run.status, 1);
  assert.match(run.stderr, /^saved .*: iteration 20000,/m);
  assert.match(run.stderr, /output could not be written/);
  assert.equal(lab('load', at('head.npy')).code, 0);
});

test('without a thread to be had, the work is done all the same', (t) => {
  if (process.getuid() !== 0 || spawnSync('setpriv', ['--version']).status !== 0) return t.skip('needs root and setpriv');
  fs.chmodSync(folder, 0o755);
  const copy = at('lab');  // where anybody may run it
  fs.copyFileSync(binary, copy);
  const limited = (command) => spawnSync('setpriv', ['--reuid=65534', '--clear-groups', 'bash', '-c',
    `ulimit -u 1; exec ${copy} ${command}`], { encoding: 'utf8' });
  assert.deepEqual(limited('train --steps 20').stdout, lab('train', '--steps', '20').out);
  const search = 'search lr=0.1,0.3 l2=0.01 --steps 5 --jobs 2';
  const run = limited(search);
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stderr, /the system gives 0 of 2 threads/);
  assert.equal(run.stdout, lab(...search.split(' ')).out);
});

test('marks that nobody sees are left out at the ends of words, and named within', () => {
  const plain = lab('train', 'lr=0.5', '--steps', '5').out;
  for (const args of [['train', '\uFEFFlr=0.5', '--steps', '5'], ['train', 'lr=0.5\u00A0', '--steps', '5\r'],
    ['\u200Btrain', 'lr=0.5\r\n', '--steps', '5']]) {
    assert.equal(lab(...args).out, plain);
  }
  assert.match(lab('train', 'l\u200Br=0.5').err, /Unknown setting 'l<U\+200B>r'/);
  assert.match(lab('train', 'a\rb').err, /'a\?b' is neither/);
});

test('a decimal comma is asked about', () => {
  const run = lab('search', 'lr=0,5', 'l2=0,001', '--steps', '5');
  assert.equal(run.code, 2);
  assert.match(run.err, /Did you mean 0\.5\?/);
});
