// clang-tidy over the program's own sources, as many at a time as there are processors. What was clean stays so until the
// file, a header of ours that it reaches, its command, the checks or clang-tidy itself change: those are not run again.
//
// usage: node tidy.mjs --tidy CLANG-TIDY --build FOLDER [FILE.cpp…]
//
// FOLDER has compile_commands.json, and keeps what was clean in FOLDER/clean. With files named, only those are looked at.

import { execFile, execFileSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const SOURCES = path.join(ROOT, "src");
const run = promisify(execFile);

const reached = new Map();  // file → itself and the headers of ours that it includes, with theirs

/** @param {string} file @returns {Set<string>} */
function withHeaders(file) {
  const known = reached.get(file);
  if (known) return known;
  const all = new Set([file]);
  reached.set(file, all);
  for (const [, name] of fs.readFileSync(file, "utf8").matchAll(/^#include "([^"]+)"/gm)) {
    const header = path.join(SOURCES, name);
    if (fs.existsSync(header)) for (const further of withHeaders(header)) all.add(further);
  }
  return all;
}

/** @param {{file: string, command: string}} unit @param {string} about what decides besides */
function digestOf({ file, command }, about) {
  const hash = crypto.createHash("sha256").update(`${about}\n${command}\n`);
  for (const name of [...withHeaders(file)].sort()) hash.update(`${name}\n`).update(fs.readFileSync(name));
  return hash.digest("hex");
}

/** What clang-tidy says of a file; empty if nothing. */
async function look(tidy, build, file) {
  const { stdout, stderr } = await run(tidy, ["-p", build, "--quiet", "--warnings-as-errors=*", file], { cwd: ROOT, maxBuffer: 1 << 26 })
    .catch((error) => error.code > 0 ? { ...error, stdout: error.stdout || error.stderr } : Promise.reject(error));
  return stdout || (/error:/.test(stderr) ? stderr : "");
}

const { values: { tidy, build }, positionals } = parseArgs({
  options: { tidy: { type: "string" }, build: { type: "string" } }, allowPositionals: true,
});
if (!tidy || !build) {
  console.error("usage: tidy.mjs --tidy CLANG-TIDY --build FOLDER [FILE.cpp…]");
  process.exit(2);
}
const named = new Set(positionals.map((file) => path.resolve(file)));
const units = JSON.parse(fs.readFileSync(path.join(build, "compile_commands.json"), "utf8"))
  .filter(({ file }) => file.startsWith(SOURCES + path.sep) && (named.size === 0 || named.has(file)));
if (units.length === 0) {
  console.error("tidy: none of these files is compiled");
  process.exit(1);
}
const about = execFileSync(tidy, ["--version"], { encoding: "utf8" }) + fs.readFileSync(path.join(ROOT, ".clang-tidy"), "utf8");
const clean = path.join(build, "clean");
fs.mkdirSync(clean, { recursive: true });

const waiting = units.map((unit) => ({ file: unit.file, mark: path.join(clean, digestOf(unit, about)) }))
  .filter(({ mark }) => !fs.existsSync(mark));
console.log(`${waiting.length} of ${units.length} files to look at`);
let faulty = 0;
await Promise.all(Array.from({ length: os.availableParallelism() }, async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const said = await look(tidy, build, next.file);
    if (!said) {
      fs.writeFileSync(next.mark, "");
      continue;
    }
    faulty++;
    console.log(said.trim());
  }
}));
process.exitCode = faulty > 0 ? 1 : 0;
