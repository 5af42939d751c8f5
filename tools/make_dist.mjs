// Makes the page's folder of static files: every file but the entry points gets its content's hash into its name, every
// reference to it is rewritten, scripts are minified, and what compresses well gets .gz and .br beside it.
//
// usage: node make_dist.mjs --out DIST [--budget BYTES] [--copy FOLDER]… FILE-OR-FOLDER…
//
// A folder to copy goes in as it is, under its own name, if it exists: images, which name and hash themselves.
// Files of a folder are our own: a reference in them is written "./name" and has to lead somewhere. Files named one by
// one are generated (the module, the fonts): the names of other files in them are rewritten where they stand in quotes.
// A page over its budget, which leaves out what is copied, is refused: the folder stays as it was.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

import UglifyJS from "uglify-js";

import { checkBudget } from "./page_budget.mjs";

const TEXT = new Set([".html", ".css", ".mjs", ".js", ".json", ".webmanifest", ".svg", ".txt"]);
const COMPRESSED = new Set([...TEXT, ".wasm", ".ttf", ".bin"]);

// Files that are asked for by a name that must not change.
function keepsName(name) {
  return /(^|\/)(service-worker\.[a-z]+|robots\.txt|favicon\.ico)$/.test(name) || name.endsWith(".html");
}

class DistError extends Error {}

/** Reads the inputs into name → { content, own }. */
export function collect(inputs) {
  const files = new Map();
  const add = (name, file, own) => {
    if (files.has(name)) throw new DistError(`two files are called ${name}: ${file}`);
    files.set(name, { content: fs.readFileSync(file), own });
  };
  const walk = (root, relative) => {
    for (const entry of fs.readdirSync(path.join(root, relative), { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const name = path.posix.join(relative, entry.name);
      if (entry.isDirectory()) walk(root, name);
      else add(name, path.join(root, name), true);
    }
  };
  for (const input of inputs) {
    if (!fs.existsSync(input)) throw new DistError(`no such file: ${input}`);
    if (fs.statSync(input).isDirectory()) walk(input, "");
    else add(path.basename(input), input, false);
  }
  if (!files.has("index.html")) throw new DistError("there is no index.html among the page's files");
  return files;
}

function hashedName(name, content) {
  const { dir, name: stem, ext } = path.posix.parse(name);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  return path.posix.join(dir, `${stem}.${hash}${ext}`);
}

// A comment in our own sources may name files freely.
function isInComment(text, index, extension) {
  const lineStart = text.lastIndexOf("\n", index) + 1;
  if ([".mjs", ".js"].includes(extension) && /^\s*(\/\/|\*|\/\*)/.test(text.slice(lineStart, index))) return true;
  const [open, close] = extension === ".html" || extension === ".svg" ? ["<!--", "-->"] : ["/*", "*/"];
  return text.lastIndexOf(open, index) > text.lastIndexOf(close, index);
}

// Our sources say why as well as what; a page needs the what.
function minified(name, text) {
  const extension = path.posix.extname(name);
  if (extension === ".css") return text.replace(/^[ \t]*\/\*[^]*?\*\/[ \t]*\n/gm, "");
  if (![".mjs", ".js"].includes(extension)) return text;
  const { code, error } = UglifyJS.minify(text, { module: extension === ".mjs" });
  if (error) throw new DistError(`${name}, line ${error.line}: ${error.message}`);
  return code;
}

// A page asks nobody else for anything: what loads must be a file of the folder, written "./name".
function checkHtml(name, text) {
  for (const match of text.matchAll(/<(\w+)\b[^>]*?\s(src|href)\s*=\s*["']([^"']*)["']/g)) {
    const [, tag, attribute, value] = match;
    if (isInComment(text, match.index, ".html") || /^(\.\/|\.\.\/|#|data:|mailto:)/.test(value)) continue;
    if (tag === "a" && /^https?:/.test(value)) continue;
    throw new DistError(`${name}: <${tag} ${attribute}="${value}"> is not a file of the page; write "./name"`);
  }
}

/** Rewrites and names every file: returns final name → content. */
export function link(files) {
  const finals = new Map();
  const result = new Map();
  const inProgress = new Set();

  const finalName = (name) => {
    if (keepsName(name)) return name;
    if (!finals.has(name)) finish(name);
    return finals.get(name);
  };

  const rewriteOwn = (name, text) => {
    const extension = path.posix.extname(name);
    if (extension === ".html") checkHtml(name, text);
    const folder = path.posix.dirname(name);
    return text.replace(/(["'`(])(\.\.?\/[^"'`()\s?#<>]*)/g, (whole, quote, reference, index) => {
      if (isInComment(text, index, extension)) return whole;
      const target = path.posix.normalize(path.posix.join(folder, reference));
      if (files.has(target)) {
        let relative = path.posix.relative(folder, finalName(target));
        if (!relative.startsWith(".")) relative = `./${relative}`;
        return quote + relative;
      }
      // "./" alone is the page itself, and a template's beginning ("./part-${n}") is resolved at run time.
      if (!/\.[A-Za-z0-9]+$/.test(reference)) return whole;
      throw new DistError(`${name} refers to ${reference}, which is not a file of the page`);
    });
  };

  // A module that starts threads with itself names itself; its final name it cannot know, but where it came from.
  const rewriteGenerated = (name, text) =>
    text.replaceAll(`new URL("${name}",import.meta.url)`, "new URL(import.meta.url)")
      .replace(/(["'])(?:\.\/)?([A-Za-z0-9_.-]+\.[A-Za-z0-9]+)\1/g, (whole, quote, reference) => {
        if (reference === name || !files.has(reference)) return whole;
        return whole.replace(reference, finalName(reference));
      });

  const finish = (name) => {
    if (inProgress.has(name)) throw new DistError(`files refer to each other in a circle: ${[...inProgress, name].join(" → ")}`);
    inProgress.add(name);
    const { own, content: original } = files.get(name);
    let content = original;
    if (TEXT.has(path.posix.extname(name)) && !name.endsWith(".txt")) {
      // The largest module's size, for a progress bar where the server compresses and so hides the length.
      const modules = [...files].filter(([file]) => file.endsWith(".wasm")).map(([, { content }]) => content.length);
      const wasmBytes = modules.length > 0 ? String(Math.max(...modules)) : "";
      const text = original.toString("utf8").replaceAll("__LAB_WASM_BYTES__", wasmBytes);
      content = Buffer.from(minified(name, own ? rewriteOwn(name, text) : rewriteGenerated(name, text)));
    }
    inProgress.delete(name);
    finals.set(name, keepsName(name) ? name : hashedName(name, content));
    result.set(finals.get(name), content);
  };

  for (const name of files.keys()) if (!finals.has(name)) finish(name);
  return result;
}

function compressions(content) {
  return {
    ".gz": () => zlib.gzipSync(content, { level: 9 }),
    ".br": () => zlib.brotliCompressSync(content, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }),
  };
}

/** Writes the folder beside the old one and then takes its place, so that a server never sees half of it. */
export function write(result, out, { copies = [], budget } = {}) {
  const fresh = `${out}.new`;
  fs.rmSync(fresh, { recursive: true, force: true });
  for (const [name, content] of result) {
    const file = path.join(fresh, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    if (!COMPRESSED.has(path.extname(name))) continue;
    for (const [suffix, compress] of Object.entries(compressions(content))) {
      // A hashed name says that the content is the same: what was compressed before is taken over.
      const before = path.join(out, name + suffix);
      const data = !keepsName(name) && fs.existsSync(before) ? fs.readFileSync(before) : compress();
      if (data.length < content.length) fs.writeFileSync(file + suffix, data);
    }
  }
  if (budget !== undefined) {
    const { fits, text } = checkBudget(fresh, budget);
    if (!fits) throw new DistError(text);
    console.log(text);
  }
  for (const folder of copies.filter((folder) => fs.existsSync(folder))) {
    fs.cpSync(folder, path.join(fresh, path.basename(folder)), { recursive: true });
  }
  fs.rmSync(out, { recursive: true, force: true });
  fs.renameSync(fresh, out);
}

function main(args) {
  const inputs = [];
  const copies = [];
  let out, budget;
  for (let i = 0; i < args.length; ++i) {
    if (args[i] === "--out") out = path.resolve(args[++i] ?? "");
    else if (args[i] === "--budget") budget = Number(args[++i]);
    else if (args[i] === "--copy") copies.push(args[++i]);
    else inputs.push(args[i]);
  }
  if (!out || inputs.length === 0 || Number.isNaN(budget)) {
    console.error("usage: make_dist.mjs --out DIST [--budget BYTES] [--copy FOLDER]… FILE-OR-FOLDER…");
    process.exit(2);
  }
  try {
    write(link(collect(inputs)), out, { copies, budget });
  } catch (error) {
    if (!(error instanceof DistError)) throw error;
    console.error(`make_dist: ${error.message}`);
    process.exit(1);
  }
}

const invoked = process.argv[1] && fs.realpathSync(process.argv[1]);
if (invoked === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
