// Makes the page's folder of static files: scripts are bundled, every file but the entry points gets its content's hash
// into its name, every reference to it is rewritten, what a page marks with data-inline becomes part of it, and what
// compresses well gets .gz and .br beside it.
//
// usage: node make_dist.mjs --out DIST [--budget BYTES] [--define NAME=VALUE]… [--copy FOLDER]… FILE-OR-FOLDER…
//
// A folder to copy goes in as it is, under its own name, if it exists: images, which name and hash themselves.
// Files of a folder are our own: a reference in them is written "./name" and has to lead somewhere. Files named one by
// one are generated (the module, the fonts, icons): the names of other files in them are rewritten where they stand in quotes,
// and our scripts learn of the module by `import built from "lab:built"`.
// A page over its budget, which leaves out what is copied, is refused: the folder stays as it was.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

import { checkBudget } from "./page_budget.mjs";
import { bundleScripts, minifyScript, minifyStyle, ScriptError } from "./scripts.mjs";

const TEXT = new Set([".html", ".css", ".js", ".json", ".webmanifest", ".svg", ".txt"]);
const SCRIPT = /\.m?js$/;
const COMPRESSED = new Set([...TEXT, ".wasm", ".ttf", ".bin"]);

// Files that are asked for by a name that must not change.
const keepsName = (name) => /(^|\/)(service-worker\.[a-z]+|robots\.txt|favicon\.ico)$/.test(name) || name.endsWith(".html");

// A script or style sheet without which a page could not even say what is wrong: it cannot be missing if it is in the page.
const INLINE = /<(script|link)\b[^>]*?\s(?:src|href)="\.\/([^"]+)"[^>]*?\sdata-inline>(?:<\/script>)?/g;

class DistError extends Error {}

/** Reads the inputs into name → { content, file, own }. */
export function collect(inputs) {
  const files = new Map();
  const add = (name, file, own) => {
    if (files.has(name)) throw new DistError(`two files are called ${name}: ${file}`);
    files.set(name, { content: fs.readFileSync(file), file, own });
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

const digest = (content) => createHash("sha256").update(content).digest("hex");

function hashedName(name, content) {
  const { dir, name: stem, ext } = path.posix.parse(name);
  return path.posix.join(dir, `${stem}.${digest(content).slice(0, 8)}${ext}`);
}

// A page names its scripts as the sources do.
const asBundled = (name) => name.replace(SCRIPT, ".js");

// A comment in our own sources may name files freely; scripts have none left here.
function isInComment(text, index, extension) {
  if (extension === ".js") return false;
  const [open, close] = extension === ".html" || extension === ".svg" ? ["<!--", "-->"] : ["/*", "*/"];
  return text.lastIndexOf(open, index) > text.lastIndexOf(close, index);
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

/** Scripts that a page names, and the service worker, which names itself: all others are parts of them. */
function entriesOf(files) {
  const entries = new Map();
  const add = (name, kind) => {
    if (files.has(name)) entries.set(name, { file: files.get(name).file, kind });
  };
  for (const [name, { content }] of files) {
    if (/^service-worker\.js$/.test(name)) add(name, "worker");
    if (!name.endsWith(".html")) continue;
    for (const [tag, , source] of content.toString("utf8").matchAll(/<script\b[^>]*?\ssrc=(["'])\.\/([^"']*)\1[^>]*>/g)) {
      add(source, /\stype=(["'])module\1/.test(tag) ? "module" : "classic");
    }
  }
  return entries;
}

/** Turns our own scripts among the files into their bundles: names end in .js, which every server knows. */
async function bundle(files, built, define) {
  const modules = Object.fromEntries(Object.entries(built).filter(([name]) => /\.(m?js|wasm|ttf)$/.test(name)));
  const bundles = await bundleScripts(entriesOf(files), { built: modules, define });
  const result = new Map([...files].filter(([name, { own }]) => !own || !SCRIPT.test(name)));
  for (const [name, text] of bundles) result.set(name, { content: Buffer.from(text), own: true });
  return result;
}

// A module that starts threads with itself names itself; its final name it cannot know, but where it came from.
function rewriteGenerated(name, text, finalName, files) {
  return text.replaceAll(`new URL("${name}",import.meta.url)`, "new URL(import.meta.url)")
    .replace(/(["'])(?:\.\/)?([A-Za-z0-9_.-]+\.[A-Za-z0-9]+)\1/g, (whole, quote, reference) => {
      if (reference === name || !files.has(reference)) return whole;
      return whole.replace(reference, finalName(reference));
    });
}

/** Generated files under their final names: { result: final name → content, built: name → { file, for code and fonts bytes and sha256 } }. */
async function finishGenerated(files) {
  const generated = new Map([...files].filter(([, { own }]) => !own));
  const built = {};
  const result = new Map();
  const finish = (name, content) => {
    const file = hashedName(name, content);
    result.set(file, content);
    built[name] = /\.(wasm|ttf)$/.test(name) ? { file, bytes: content.length, sha256: digest(content) } : { file };
  };
  for (const [name, { content }] of generated) if (!SCRIPT.test(name)) finish(name, content);
  const finalName = (name) => built[name]?.file ?? name;
  for (const [name, { content }] of generated) {
    if (!SCRIPT.test(name)) continue;
    const text = rewriteGenerated(name, content.toString("utf8"), finalName, generated);
    finish(name, Buffer.from(await minifyScript(text, true)));
  }
  return { result, built };
}

// A module script that is not what the page was built with does not run, and that is noticed.
const withIntegrity = (html, result) =>
  html.replace(/(<script type="module" src="\.\/([^"]+)")/g, (tag, start, name) =>
    `${start} integrity="sha384-${createHash("sha384").update(result.get(name)).digest("base64")}"`);

/**
 * A page with its inline files in it. Its policy allows each by the digest that stands for 'sha256-NAME' there.
 * @param {string} html with <!--inline NAME--> where they belong
 * @param {Map<string, Buffer>} parts by NAME
 */
function withInline(html, parts) {
  let whole = html;
  for (const [name, content] of parts) {
    const tag = name.endsWith(".css") ? "style" : "script";
    const text = content.toString("utf8");  // in which esbuild and terser write </script> and </style> otherwise
    const hash = createHash("sha256").update(content).digest("base64");
    whole = whole.replace(`<!--inline ${name}-->`, () => `<${tag}>${text}</${tag}>`).replaceAll(`'sha256-${name}'`, `'sha256-${hash}'`);
  }
  return whole;
}

// A page that wishes it says which version it is: what leads to it and all that it leads to is in its digest.
const withVersion = (html) =>
  html.replace(/(<html\b[^>]*?\sdata-version)(?=[\s>])/, (start) => `${start}="${digest(html).slice(0, 16)}"`);

/** Rewrites and names every file: returns final name → content. */
export async function link(given, define = {}) {
  const { result, built } = await finishGenerated(given);
  const files = await bundle(given, built, define);
  const finals = new Map(Object.entries(built).map(([name, { file }]) => [name, file]));
  const inlined = new Set();
  const inProgress = new Set();

  const finalName = async (name) => {
    if (keepsName(name)) return name;
    if (!finals.has(name)) await finish(name);
    return finals.get(name);
  };

  const rewrite = async (name, text) => {
    const extension = path.posix.extname(name);
    const folder = path.posix.dirname(name);
    let written = "";
    let last = 0;
    for (const match of text.matchAll(/(["'`(])(\.\.?\/[^"'`()\s?#<>]*)/g)) {
      const [whole, quote, reference] = match;
      if (isInComment(text, match.index, extension)) continue;
      const target = asBundled(path.posix.normalize(path.posix.join(folder, reference)));
      if (files.has(target)) {
        const relative = path.posix.relative(folder, await finalName(target));
        written += text.slice(last, match.index) + quote + (relative.startsWith(".") ? relative : `./${relative}`);
        last = match.index + whole.length;
      } else if (/\.[A-Za-z0-9]+$/.test(reference)) {
        // "./" alone is the page itself, and a template's beginning ("./part-${n}") is resolved at run time.
        throw new DistError(`${name} refers to ${reference}, which is not a file of the page`);
      }
    }
    return written + text.slice(last);
  };

  const rewritePage = async (name, text) => {
    checkHtml(name, text);
    const parts = new Map();
    for (const [, , part] of text.matchAll(INLINE)) {
      const target = asBundled(part);
      if (!files.has(target)) throw new DistError(`${name} refers to ./${part}, which is not a file of the page`);
      parts.set(part, result.get(await finalName(target)));
      inlined.add(finals.get(target));
    }
    const html = await rewrite(name, text.replace(INLINE, (tag, kind, part) => `<!--inline ${part}-->`));
    return withVersion(withInline(withIntegrity(html, result), parts));
  };

  const finish = async (name) => {
    if (inProgress.has(name)) throw new DistError(`files refer to each other in a circle: ${[...inProgress, name].join(" → ")}`);
    inProgress.add(name);
    let { content } = files.get(name);
    if (TEXT.has(path.posix.extname(name)) && !name.endsWith(".txt")) {
      const text = await (name.endsWith(".html") ? rewritePage : rewrite)(name, content.toString("utf8"));
      content = Buffer.from(name.endsWith(".css") ? await minifyStyle(text) : text);
    }
    inProgress.delete(name);
    finals.set(name, keepsName(name) ? name : hashedName(name, content));
    result.set(finals.get(name), content);
  };
  for (const name of files.keys()) if (!finals.has(name)) await finish(name);
  for (const name of inlined) result.delete(name);
  return result;
}

function compressions(content) {
  return {
    ".gz": () => zlib.gzipSync(content, { level: 9 }),
    ".br": () => zlib.brotliCompressSync(content, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }),
  };
}

/**
 * Writes the folder beside the old one and then takes its place, so that a server never sees half of it.
 * @param {Map<string, Buffer|string>} result by file name
 * @param {string} out
 * @param {{copies?: string[], budget?: number}} [how] folders that are copied into it, and what a visit may take in bytes
 */
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

async function main(args) {
  const inputs = [];
  const copies = [];
  const define = {};
  let out, budget;
  for (let i = 0; i < args.length; ++i) {
    if (args[i] === "--out") out = path.resolve(args[++i] ?? "");
    else if (args[i] === "--budget") budget = Number(args[++i]);
    else if (args[i] === "--copy") copies.push(args[++i]);
    else if (args[i] === "--define") {
      const [name, ...value] = (args[++i] ?? "").split("=");
      define[name] = value.join("=");
    }
    else inputs.push(args[i]);
  }
  if (!out || inputs.length === 0 || Number.isNaN(budget)) {
    console.error("usage: make_dist.mjs --out DIST [--budget BYTES] [--define NAME=VALUE]… [--copy FOLDER]… FILE-OR-FOLDER…");
    process.exit(2);
  }
  try {
    write(await link(collect(inputs), define), out, { copies, budget });
  } catch (error) {
    if (!(error instanceof DistError || error instanceof ScriptError)) throw error;
    console.error(`make_dist: ${error.message}`);
    process.exit(1);
  }
}

const invoked = process.argv[1] && fs.realpathSync(process.argv[1]);
if (invoked === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
