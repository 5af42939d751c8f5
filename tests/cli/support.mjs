// Runs the terminal program. LAB_BINARY names it; without it, the one that the release preset builds.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const binary = process.env.LAB_BINARY ?? path.join(root, 'build/release/lab');

// { code, out, err, rows } of one run; `rows` are the lines of `out`.
export function lab(...args) {
  const run = spawnSync(binary, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  return { code: run.status, out: run.stdout, err: run.stderr, rows: run.stdout.split('\n').slice(0, -1) };
}
