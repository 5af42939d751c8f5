// What the Tab key completes: the candidates come from the tables that parser and help read, and bash gets them through
// the script that `lab completion bash` prints.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { binary, lab } from './support.mjs';

// Candidates for the last of these words.
const complete = (...words) => lab('--complete', ...words).rows.map((row) => row.split('\t')[0]);

// What bash would be told for a line with the cursor at its end.
function inBash(line) {
  const script = `source <("$LAB" completion bash)
    COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:' COMP_LINE="$LAB $1" COMP_POINT=$(( \${#LAB} + 1 + \${#1} ))
    _lab
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const run = spawnSync('bash', ['--norc', '--noprofile', '-c', script, 'bash', line],
    { encoding: 'utf8', env: { ...process.env, LAB: binary } });
  assert.equal(run.status, 0, run.stderr);
  assert.equal(run.stderr, '');
  return run.stdout.split('\n').filter((row) => row !== '');
}

const commands = lab('--help').rows.filter((row) => /^  [a-z]/.test(row) && !row.startsWith('  lab '))
  .map((row) => row.trim().split(' ')[0]);

// A line as it was typed, and what bash is told.
const lines = [
  ['tra', ['train']],
  ['re', ['reproduce']],
  ['help sea', ['search']],
  ['train --s', ['--steps', '--save']],
  ['train lr=1 --log', ['--log-every']],
  ['train mod', ['model=']],
  // Readline's word begins behind the equals sign.
  ['train model=', ['linear', 'two_layer']],
  ['train --steps 5 optimizer=ada', ['adagrad', 'adam']],
  ['settings preset=notes', ['notes_linear', 'notes_two_layer']],
  ['gradcheck --break forget', ['forget_regularizer', 'forget_mean', 'forget_bias']],
  ['gradcheck --break=flip', ['flip_sign']],
  ['check ', ['naive', 'sanity'], 'first'],
  ['check sanity o', ['overfit', 'optimizer=']],
  ['bench C1 C2', ['C2', 'C2L', 'C2u8']],
  ['completion ', ['bash', 'zsh', 'fish']],
  // Files are the shell's.
  ['train --save ', []],
  ['train --data-dir=/tm', []],
  ['load ', []],
  ['reproduce ', []],
  ['nonsense ', []],
];

for (const [line, expected, begins] of lines) {
  test(`bash completes "lab ${line}"`, () => {
    const found = inBash(line);
    assert.deepEqual(begins ? found.slice(0, expected.length) : found, expected);
  });
}

test('every command is completed, and each of its options is in its help and among the candidates, once', () => {
  assert.ok(commands.length > 12, commands.join(' '));
  for (const command of commands) assert.ok(complete('').includes(command), command);
  for (const command of commands) {
    const help = lab(command, '--help').rows;
    const helped = help.filter((row) => /^  --/.test(row)).map((row) => row.trim().split(' ')[0]);
    assert.deepEqual([...helped, '--help'], complete(command, '-'), command);
    for (const row of help.filter((one) => /^  --/.test(one))) assert.match(row.trim(), /^\S+( \S+)?  +\S+/, command);
    assert.ok(help.every((row) => [...row].length <= 122), `${command}: a long line`);
  }
});

test('an option that several commands have is described in the same words', () => {
  const described = commands.map((command) => lab(command, '--help').out)
    .filter((help) => /^  --data-dir/m.test(help))
    .map((help) => /^  --data-dir PATH +([^]*?)\n(?=  --|\n|$)/m.exec(help)[1].replace(/\s+/g, ' '));
  assert.ok(described.length >= 6, `${described.length} commands`);
  for (const words of described) assert.equal(words, described[0]);
});

test('every setting is completed, and each value that is offered is one that is taken', () => {
  const keys = lab('settings').rows;
  for (const row of keys.slice(0, keys.indexOf(''))) {
    const key = row.split(' ')[0];
    assert.ok(complete('train', '').includes(`${key}=`), key);
    for (const one of complete('settings', `${key}=`)) assert.equal(lab('settings', one).code, 0, one);
  }
  for (const one of complete('settings', 'preset=')) assert.equal(lab('settings', one).code, 0, one);
  assert.ok(!complete('train', 'lr=1', 'l').includes('lr='), 'a key that stands there already');
});

test('a saved model is offered what may change during a run, and no other setting', () => {
  const offered = complete('load', 'net.npy', '');
  assert.ok(offered.includes('lr='));
  assert.ok(!offered.includes('hidden=') && !offered.includes('preset='));
});

test('the workloads that are offered are those that there are', () => {
  const known = /There are? (.*)\.|: ([A-Z].*)\.$/m.exec(lab('bench', 'nothing').err);
  for (const id of complete('bench', '')) assert.match(known[0], new RegExp(`\\b${id}\\b`));
  assert.equal(complete('bench', '').length, known[0].match(/\b[SC]\d\w*\b/g).length);
});

test('an unknown shell is refused, and each known one gets a script', () => {
  for (const shell of ['bash', 'zsh', 'fish']) assert.match(lab('completion', shell).out, /lab --complete|--complete/);
  for (const [args, message] of [[[], /shell is missing/], [['bassh'], /'bassh'.*'bash'/], [['bash', 'x'], /'x'/]]) {
    const run = lab('completion', ...args);
    assert.equal(run.code, 2);
    assert.match(run.err, message);
  }
});
