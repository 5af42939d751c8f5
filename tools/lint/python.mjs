// Python under Ruff: undefined and unused names, and what is most likely a mistake.
//
// usage: node python.mjs FILE.py…

import fs from "node:fs";

import { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";

// pycodestyle, Pyflakes, bugbear, Pylint's errors, what is out of date and what NumPy has given up.
const RULES = ["E4", "E7", "E9", "F", "W", "B", "PLE", "RUF", "UP", "NPY"];
const NOT = ["UP031"];  // "%.17g" % x is how the C++ beside it writes a number

const workspace = new Workspace({ "target-version": "py39", "line-length": 120, lint: { select: RULES, ignore: NOT } }, PositionEncoding.Utf16);
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: python.mjs FILE.py…");
  process.exit(2);
}
for (const file of files) {
  for (const { code, message, start_location: { row, column } } of workspace.check(fs.readFileSync(file, "utf8"))) {
    console.log(`${file}:${row}:${column}: ${code} ${message}`);
    process.exitCode = 1;
  }
}
