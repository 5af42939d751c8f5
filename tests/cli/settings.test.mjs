// lab settings --markdown: the settings and presets as the document that readers find in docs/.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { lab, root } from './support.mjs';

const COMMAND = 'lab settings --markdown > docs/settings.md';

test('docs/settings.md is what the table of settings says now', () => {
  const written = fs.readFileSync(path.join(root, 'docs/settings.md'), 'utf8');
  const run = lab('settings', '--markdown');
  assert.equal(run.code, 0);
  assert.equal(written, run.out, `The table has changed since: run "${COMMAND}" and commit it.`);
});

test('the document has a row for every setting and preset, and each row as many cells as its head', () => {
  const { rows } = lab('settings', '--markdown');
  const cells = (row) => row.replaceAll('\\|', '').split('|').length;
  const rowOf = (name) => rows.filter((row) => row.startsWith(`| \`${name}\` |`));
  const listed = lab('settings').rows;
  const keys = listed.slice(0, listed.indexOf('')).map((row) => row.split(' ')[0]);
  assert.ok(keys.length > 40, `${keys.length} keys`);
  for (const key of keys) {
    assert.equal(rowOf(key).length, 1, key);
    assert.equal(cells(rowOf(key)[0]), 8, key);
  }
  const presets = listed.filter((row) => row.startsWith('  ')).map((row) => row.trim().split(' ')[0]);
  assert.ok(presets.length > 5, `${presets.length} presets`);
  for (const preset of presets) {
    assert.equal(rowOf(preset).length, 1, preset);
    const changes = rowOf(preset)[0].split(' | ').at(-1).match(/[a-z0-9_]+=[^`]+/g) ?? [];
    assert.equal(lab('settings', ...changes).rows.at(-1), lab('settings', `preset=${preset}`).rows.at(-1), preset);
  }
});

test('the document is of the defaults alone', () => {
  const run = lab('settings', '--markdown', 'lr=1');
  assert.equal(run.code, 2);
  assert.match(run.err, /--markdown.*no key=value/);
});
