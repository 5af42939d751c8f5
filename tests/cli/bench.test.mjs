// lab bench: right numbers in both forms, and refusals in words. How fast is not asked here.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { lab } from './support.mjs';

test('bench: a table with one thread and with two', () => {
  const run = lab('bench', 'S1', '--seconds', '0.05', '--rounds', '3', '--threads', '2');
  assert.equal(run.code, 0, run.err);
  assert.equal(run.err, '');
  assert.match(run.rows[0], /^native, \d+ floats at once$/);
  assert.match(run.rows[1], /^workload +threads +steps\/s +lowest +highest +GFLOP\/s +loss$/);
  const rows = run.rows.slice(2).map((row) => row.trim().split(/ +/));
  assert.deepEqual(rows.map((row) => row.slice(0, 2)), [['S1', '1'], ['S1', '2']]);
  for (const [, , median, low, high] of rows.map((row) => row.map(Number))) {
    assert.ok(low > 0 && low <= median && median <= high, run.out);
  }
});

test('bench --json: one row a workload and number of threads', () => {
  const run = lab('bench', 'S1', 'S2', '--json', '--seconds=0.05', '--rounds=2', '--threads=1');
  assert.equal(run.code, 0, run.err);
  const rows = JSON.parse(run.out);
  assert.deepEqual(rows.map(({ workload, threads }) => [workload, threads]), [['S1', 1], ['S2', 1]]);
  for (const row of rows) {
    assert.deepEqual(Object.keys(row),
      ['workload', 'threads', 'steps_per_second', 'low', 'high', 'gflops', 'loss', 'variant']);
    assert.ok(row.low <= row.steps_per_second && row.steps_per_second <= row.high, run.out);
    assert.match(row.variant, /^native/);
  }
  const flop = 4 * 300 * 2 * 3;
  assert.ok(Math.abs(rows[0].gflops / (rows[0].steps_per_second * flop * 1e-9) - 1) < 1e-9, run.out);
  assert.ok(rows[0].loss < 0.9 && rows[0].loss > 0.7, 'the spiral by lines');
  assert.ok(rows[1].loss < 1.09, 'and with hidden units');
});

test('bench: what cannot be measured is refused in words', () => {
  for (const [args, words] of [
    [['S3'], /no workload 'S3'.*S1, S2, C1.*Did you mean 'S/s],
    [['s1'], /no workload 's1'/],
    [['S1', 'lr=2'], /takes no settings, but 'lr=2'/],
    [['--json', 'lr=2'], /takes no settings, but 'lr=2'/],
    [['S1', '--seconds', 'long'], /--seconds is 'long'.*0 to 600/],
    [['S1', '--seconds', '-1'], /--seconds is '-1'/],
    [['S1', '--seconds', 'nan'], /--seconds is 'nan'/],
    [['S1', '--rounds', '0'], /--rounds is '0'.*1 to 1000/],
    [['S1', '--rounds', '1.5'], /--rounds is '1.5'/],
    [['S1', '--threads', '65'], /--threads is '65'.*1 to 64/],
    [['S1', '--second', '1'], /'--second'.*'--seconds'/],
    [['S1', '--json=yes'], /--json takes no value/],
  ]) {
    const run = lab('bench', ...args);
    assert.equal(run.code, 2, args.join(' '));
    assert.equal(run.out, '');
    assert.match(run.err, words);
  }
});
