// What one visit of the page downloads, and the budget it has to stay within: every file in its smallest form beside it
// (.br), but the licences, which open on a click, and the icons that are fetched when somebody installs the page; one module
// only where there are variants of it, and of the icons one at most, with which a browser offers to install it. Images are
// no part of it: make_dist.mjs copies them later.

import fs from "node:fs";
import path from "node:path";

const COMPRESSED = /\.(br|gz)$/;
const LICENCES = /^licences\./;
const INSTALLED = /^icon-(?:[a-z]+-)?(?:512|touch)\.[0-9a-f]{8}\.png$/;
const OFFERED = /^icon-(?:[a-z]+-)?192\.[0-9a-f]{8}\.(png)$/;
// lab.js and lab.wasm with their hashes, and variants of them: lab-relaxed.01234567.wasm
const MODULE = /^lab(-[a-z0-9-]+)?\.[0-9a-f]{8}\.(js|wasm)$/;

const bytes = (number) => number.toLocaleString("en-US");

/** The files of a visit, largest first: [{ name, size }]. Of the module's variants, the largest script and code; of icons one. */
export function visit(folder) {
  const files = [];
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || COMPRESSED.test(entry.name) || LICENCES.test(entry.name) || INSTALLED.test(entry.name)) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const smallest = fs.existsSync(`${file}.br`) ? `${file}.br` : file;
    files.push({ name: path.relative(folder, file), size: fs.statSync(smallest).size });
  }
  files.sort((a, b) => b.size - a.size);
  const taken = new Set();
  return files.filter(({ name }) => {
    const kind = MODULE.exec(name)?.[2] ?? OFFERED.exec(name)?.[1];
    const first = !taken.has(kind);
    if (kind) taken.add(kind);
    return !kind || first;
  });
}

/** Returns { fits, text }: the sum in words, or what is too large. */
export function checkBudget(folder, budget) {
  const files = visit(folder);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const sum = `${bytes(total)} bytes compressed of the ${bytes(budget)} a visit may take`;
  if (total <= budget) return { fits: true, text: `Page: ${sum}` };
  const largest = files.slice(0, 5).map(({ name, size }) => `  ${bytes(size).padStart(9)}  ${name}`);
  return {
    fits: false,
    text: [`the page is too large by ${bytes(total - budget)} bytes: ${sum}; the largest files:`, ...largest].join("\n"),
  };
}
