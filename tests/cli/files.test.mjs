// Where the terminal program writes and what it reads, whatever the path is: nothing is replaced that is no file, no path
// ends the program, and an archive is known by its bytes.
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { binary, lab } from './support.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-files-'));
after(() => fs.rmSync(folder, { recursive: true }));
const at = (...names) => path.join(folder, ...names);
const search = (csv) => lab('search', 'lr=0.1,0.3', 'l2=0.01', '--steps', '3', '--csv', csv);
const isModel = (bytes) => bytes.subarray(1, 6).toString() === 'NUMPY';

// Everything that takes the name of an output: what it is called with, and whether the bytes are its own.
const outputs = [
  ['a model', (file) => lab('save', file, '--steps', '1'), isModel],
  ['a table', search, (bytes) => bytes.toString().startsWith('lr,l2,')],
];

for (const [what, write, isOurs] of outputs) {
  test(`${what}: a pipe is written into and stays one`, async () => {
    const pipe = at(`${what}.pipe`);
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    const reader = spawn('cat', [pipe]);
    const pieces = [];
    reader.stdout.on('data', (piece) => pieces.push(piece));
    const ended = new Promise((resolve) => reader.on('close', resolve));
    assert.equal(write(pipe).code, 0);
    await ended;
    assert.ok(isOurs(Buffer.concat(pieces)));
    assert.ok(fs.statSync(pipe).isFIFO());
  });

  test(`${what}: links are followed, there or not yet, and the mode stays`, () => {
    const real = at(`${what} real`), link = at(`${what} link`);
    fs.symlinkSync(`${what} real`, link);
    assert.equal(write(link).code, 0);
    assert.ok(isOurs(fs.readFileSync(real)));
    fs.writeFileSync(real, 'old');
    fs.chmodSync(real, 0o600);
    assert.equal(write(link).code, 0);
    assert.ok(fs.lstatSync(link).isSymbolicLink());
    assert.ok(isOurs(fs.readFileSync(real)));
    assert.equal(fs.statSync(real).mode & 0o777, 0o600);
  });

  test(`${what}: a name of 255 bytes, and nothing beside it is left over`, () => {
    const own = at(`${what} folder`);
    fs.mkdirSync(own);
    const name = 'n'.repeat(255);
    assert.equal(write(path.join(own, name)).code, 0);
    assert.deepEqual(fs.readdirSync(own), [name]);
    assert.ok(isOurs(fs.readFileSync(path.join(own, name))));
  });

  test(`${what}: the terminal's own output, a file included`, () => {
    const file = at(`${what} out`);
    const out = fs.openSync(file, 'w');
    const args = what === 'a model' ? ['save', '/dev/stdout', '--steps', '1']
      : ['search', 'lr=0.1,0.3', 'l2=0.01', '--steps', '3', '--csv', '/dev/stdout'];
    assert.equal(spawnSync(binary, args, { stdio: ['ignore', out, 'pipe'] }).status, 0);
    fs.closeSync(out);
    const text = fs.readFileSync(file).toString('latin1');
    assert.ok(/^iteration,|^ *validation/.test(text.slice(0, 60)), 'the rows come first, whole');
    assert.ok(/\x93NUMPY[^]*float32|^lr,l2,[^]*\n$/m.test(text), 'then what is saved');
  });

  test(`${what}: places that the system refuses are told in words, before any work`, () => {
    fs.rmSync(at('loop'), { force: true });
    fs.symlinkSync('loop', at('loop'));
    for (const place of [at('loop'), at('loop', 'm'), at('n'.repeat(256)), at('no', 'such'), folder, `${folder}/`, '']) {
      const run = write(place);
      assert.equal(run.code, 2, place);
      assert.equal(run.out, '');
      assert.match(run.err, /cannot be (written|used)|is a folder/);
    }
  });
}

test('reading what cannot be read ends in a sentence', () => {
  fs.rmSync(at('loop'), { force: true });
  fs.symlinkSync('loop', at('loop'));
  for (const place of [at('loop'), at('n'.repeat(300)), at('none'), folder]) {
    for (const args of [['load', place], ['train', 'data=cifar10', '--data-dir', place, '--steps', '1'],
      ['pack', '--out', at('o'), '--data-dir', place], ['check', 'naive', '--data-dir', place]]) {
      const run = lab(...args);
      assert.ok(run.code === 1 || run.code === 2, `${args[0]} ${place}: ${run.code}`);
      assert.match(run.err, /^lab \w+: .+\./);
    }
  }
  assert.match(lab('load', '/dev/zero').err, /no NumPy file|too large/);
  assert.equal(lab('pack', '--stand-in', '--train', '10', '--test', '0', '--out', at('a', 'b', 'c')).code, 0);
  assert.deepEqual(fs.readdirSync(at('a', 'b', 'c')), ['train-00.shard']);
});

// Batch b (0 to 5) has b + 1 images, of the value 10 b.
const batch = (b) => Buffer.concat(Array.from({ length: b + 1 }, (_, i) =>
  Buffer.concat([Buffer.from([i % 10]), Buffer.alloc(3072, 10 * b)])));
const nameOf = (b) => b === 5 ? 'test_batch.bin' : `data_batch_${b + 1}.bin`;
function tar() {
  const parts = [];
  for (const b of [4, 0, 5, 1, 2, 3]) {
    const header = Buffer.alloc(512), content = batch(b);
    header.write(`cifar-10-batches-bin/${nameOf(b)}`, 0);
    header.write(content.length.toString(8).padStart(11, '0'), 124);
    header.write('        0', 148);
    header.write(header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0') + '\0', 148);
    parts.push(header, content, Buffer.alloc((512 - content.length % 512) % 512));
  }
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
const read = (name) => lab('train', 'preset=cifar_softmax', 'val=5', '--data-dir', at(name), '--steps', '1');

test('an archive is known by its bytes, whatever its name and whatever follows', () => {
  const plain = tar(), half = plain.length >> 1;
  const files = {
    'good.tar.gz': zlib.gzipSync(plain),
    'plain.tar': plain,
    'plain.tar.gz': plain,
    'packed.tar': zlib.gzipSync(plain),
    'packed.bin': zlib.gzipSync(plain),
    'NAME (1).TGZ': zlib.gzipSync(plain),
    'members.gz': Buffer.concat([zlib.gzipSync(plain.subarray(0, half)), zlib.gzipSync(plain.subarray(half))]),
    'padded.gz': Buffer.concat([zlib.gzipSync(plain), Buffer.alloc(512)]),
    'junk.gz': Buffer.concat([zlib.gzipSync(plain), Buffer.from('\r\n')]),
    'unclosed.gz': zlib.gzipSync(plain.subarray(0, plain.length - 1024)).subarray(0, -8),
  };
  for (const [name, bytes] of Object.entries(files)) fs.writeFileSync(at(name), bytes);
  const good = read('good.tar.gz');
  assert.equal(good.code, 0, good.err);
  for (const name of Object.keys(files)) assert.equal(read(name).out, good.out, name);
  fs.mkdirSync(at('batches'));
  for (let b = 0; b < 6; ++b) fs.writeFileSync(at('batches', nameOf(b)), batch(b));
  const whole = read('batches');
  assert.equal(whole.out, good.out, 'the order is that of the batches');
  assert.doesNotMatch(whole.err, /has no/);
  fs.rmSync(at('batches', nameOf(2)));
  fs.rmSync(at('batches', nameOf(5)));
  assert.match(read('batches').err, /batches has no data_batch_3\.bin and test_batch\.bin; /);
});

test('what is something else is named', () => {
  const cases = {
    'data_batch_1.bin.gz': [zlib.gzipSync(batch(3)), /single file of records.*unpack it/],
    'page.tar.gz': [Buffer.from(`<!DOCTYPE html><title>404</title>${' '.repeat(600)}`), /is a web page|: This is a web page/],
    'pointer.bin': [Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0'), /Git LFS/],
    'cut.tar.gz': [zlib.gzipSync(tar()).subarray(0, 200), /damaged or cut short/],
    'cut.tar': [tar().subarray(0, 5000), /cut short/],
    'empty': [Buffer.alloc(0), /is empty/],
    '\x1b[31mred': [Buffer.alloc(0), /\?\[31mred is empty/],
  };
  for (const [name, [bytes, words]] of Object.entries(cases)) {
    fs.writeFileSync(at(name), bytes);
    const run = read(name);
    assert.equal(run.code, 2, name);
    assert.match(run.err, words);
  }
});
