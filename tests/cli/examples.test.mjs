// The program in examples/, as its reader runs it: on the library alone it comes to the losses that the course prints.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { lab, root } from './support.mjs';

const program = process.env.LAB_EXAMPLE ?? path.join(root, 'build/release/train_spiral');
const BUILD = 'cmake --preset release && cmake --build --preset release --target train_spiral';

test('the example trains the published run, with the numbers of the terminal', () => {
  assert.ok(fs.existsSync(program), `${program} is not built: ${BUILD}`);
  const { status, stdout, stderr } = spawnSync(program, { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.equal(status, 0);
  const losses = [...stdout.matchAll(/^iteration (\d+): loss (\d\.\d{6})$/gm)].map(([, at, loss]) => [at, loss]);
  const run = lab('train', 'preset=notes_two_layer', '--steps', '1001', '--log-every', '100');
  const expected = run.rows.filter((row) => /^\d+00,|^0,/.test(row)).map((row) => row.split(','))
    .map(([at, loss]) => [at, Number(loss).toFixed(6)]);
  assert.equal(losses.length, 11);
  assert.deepEqual(losses, expected);
  assert.deepEqual(losses.at(-1), ['1000', '0.294946']);
  assert.match(stdout, /^training accuracy: 0\.93$/m);
});
