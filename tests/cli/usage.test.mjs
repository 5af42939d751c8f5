// What the terminal says to a person who asks for help, or mistypes: exit codes, and messages that name the mistake.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { lab, root } from './support.mjs';

const commands = ['reproduce', 'train', 'save', 'load', 'gradcheck', 'check', 'bench', 'settings'];

test('help names every command, and every command has its own', () => {
  const help = lab('--help');
  assert.equal(help.code, 0);
  assert.equal(help.err, '');
  for (const command of commands) {
    assert.match(help.out, new RegExp(`^  ${command} `, 'm'));
    for (const args of [[command, '--help'], ['help', command], [command, 'lr=1', '-h']]) {
      const own = lab(...args);
      assert.equal(own.code, 0);
      assert.match(own.out, new RegExp(`^Usage: lab ${command}`));
      assert.equal(own.err, '');
    }
  }
});

test('the version is that of the project', () => {
  const version = lab('--version');
  assert.equal(version.code, 0);
  assert.match(version.out, /^lab \d+\.\d+\.\d+\n$/);
  const [, project] = /^project\(\w+ VERSION (\S+)/m.exec(fs.readFileSync(path.join(root, 'CMakeLists.txt'), 'utf8'));
  assert.equal(version.out, `lab ${project}\n`);
});

// arguments, what the message must hold
const mistakes = [
  [[], /command is missing/],
  [['trian'], /'trian'.*'train'.*reproduce/s],
  [['--hepl'], /'--hepl'.*'--help'/],
  [['-x'], /'-x'/],
  [['help', 'nothing'], /'nothing'/],
  [['train', '--step', '5'], /'--step'.*'--steps'/],
  [['train', '--steps'], /--steps needs a value/],
  [['train', '--steps', 'many'], /--steps.*'many'.*0 to 1000000000/],
  [['train', '--steps', '-1'], /--steps.*'-1'/],
  [['train', '--steps=1.5'], /'1\.5'/],
  [['train', '--log-every', '0'], /--log-every.*'0'.*1 to/],
  [['train', '--json=yes'], /--json takes no value/],
  [['train', 'fast'], /'fast'.*key=value/],
  [['train', 'lr=-1'], /lr.*-1.*0 to/],
  [['train', 'lr=nan'], /lr.*nan/],
  [['train', 'points=5', 'classes=11'], /classes.*11.*2 to 10/],
  [['train', 'hiden=5'], /'hiden'.*Did you mean 'hidden'/],
  [['train', 'points=5&clases=3'], /Did you mean 'classes'/],
  [['train', 'points=0&clases=3'], /points=0/],
  [['train', 'preset=notes'], /notes_linear.*notes_two_layer/],
  [['train', '--epochs', '5'], /--epochs goes with data=cifar10/],
  [['train', 'data=cifar10'], /--data-dir PATH/],
  [['train', '--save', 'no/such/m.npy', '--steps', '1000000000'], /folder no\/such does not exist/],
  [['train', '--save', '/proc/m.npy', '--steps', '1000000000'], /m\.npy cannot be written/],
  [['train', '--save', '/'], /'\/' is a folder/],
  [['save'], /lab save FILE/],
  [['save', 'lr=1'], /file must come first, not 'lr=1'/],
  [['save', '--steps', '1', 'm.npy'], /file must come first, not '--steps'/],
  [['save', 'm.npy', '--save=n.npy'], /--save is for 'lab train'.*m\.npy/],
  [['save', 'no/such/m.npy', '--steps', '1000000000'], /folder no\/such does not exist/],
  [['load'], /lab load FILE/],
  [['load', '--steps', '5'], /lab load FILE/],
  [['load', 'm.npy', '--step', '5'], /'--step'.*'--steps'/],
  [['gradcheck', 'loss=hinge'], /loss.*hinge.*softmax or svm/],
  [['gradcheck', '--all'], /'--all'/],
  [['reproduce', 'lr=1'], /'lr=1'/],
  [['reproduce', '--json'], /'--json'/],
  [['settings', 'lr'], /'lr'/],
];

for (const [args, message] of mistakes) {
  test(`lab ${args.join(' ')}: exit code 2, and says why`, () => {
    const run = lab(...args);
    assert.equal(run.code, 2);
    assert.equal(run.out, '');
    assert.match(run.err, message);
    assert.match(run.err, /--help/);
  });
}

test('settings lists every stable key, the presets and one line that reads back', () => {
  const run = lab('settings');
  assert.equal(run.code, 0);
  const keys = ['data', 'points', 'classes', 'noise', 'seed', 'model', 'hidden', 'init', 'init_scale', 'init_skip',
    'init_seed', 'loss', 'l2', 'l1', 'l2_half', 'optimizer', 'lr', 'momentum', 'batch', 'sampling', 'batch_seed',
    'precision'];
  for (const key of keys) assert.match(run.out, new RegExp(`^${key} +\\S+ +\\S`, 'm'));
  assert.match(run.out, /notes_linear/);
  assert.match(run.out, /notes_two_layer/);
  const line = run.rows.at(-1);
  assert.equal(lab('settings', line).out, run.out);
  const preset = lab('settings', 'preset=notes_two_layer');
  assert.match(preset.rows.at(-1), /model=two_layer.*init_skip=24/);
});
