import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import test from "node:test";
import zlib from "node:zlib";

import { collect, link, write } from "../make_dist.mjs";
import { checkBudget, visit } from "../page_budget.mjs";

function page(t, files) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "dist-"));
  t.after(() => fs.rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  return root;
}

const linked = async (root) =>
  new Map([...await link(collect([root]))].map(([name, content]) => [name, content.toString()]));
const named = (files, pattern) => [...files.keys()].find((name) => pattern.test(name));
const PAGE = '<link rel="stylesheet" href="./style.css"><script type="module" src="./main.mjs"></script>';

test("references follow the content's hash through every level", async (t) => {
  const files = {
    "index.html": PAGE,
    "main.mjs": 'import "./part/inner.mjs";',
    "part/inner.mjs": 'fetch(new URL("./data.json", import.meta.url));',
    "data.json": "{}",
    "style.css": "a { background: url(./icon.svg) }",
    "icon.svg": "<svg/>",
  };
  const before = await linked(page(t, files));
  assert.match(before.get("index.html"), /src="\.\/main\.[0-9a-f]{8}\.js"/);
  assert.match(before.get("index.html"), /href="\.\/style\.[0-9a-f]{8}\.css"/);
  assert.match(before.get(named(before, /^main/)), /"\.\/data\.[0-9a-f]{8}\.json"/);
  assert.match(before.get(named(before, /^style/)), /url\(\.\/icon\.[0-9a-f]{8}\.svg\)/);

  const after = await linked(page(t, { ...files, "data.json": "[]" }));
  assert.notEqual(named(after, /^main/), named(before, /^main/), "a changed leaf renames what leads to it");
  assert.equal(named(after, /^style/), named(before, /^style/), "and nothing else");
});

test("what a script and a part loaded on demand would share is refused", async (t) => {
  const root = page(t, {
    "index.html": PAGE,
    "main.mjs": 'import { both } from "./both.mjs"; both(); window.more = () => import("./more.mjs");',
    "more.mjs": 'import { both } from "./both.mjs"; both(1);',
    "both.mjs": "export const both = (n) => console.log(n);",
    "style.css": "",
  });
  await assert.rejects(linked(root), /both\.mjs: imported by a script and by a part/);
});

test("a page asks for one script, and for others when they are wanted; all names end in .js", async (t) => {
  const files = await linked(page(t, {
    "index.html": `<script src="./first.js"></script>${PAGE}`,
    "first.js": "window.first = 1;",
    "main.mjs": 'import { a } from "./a.mjs"; a(); window.more = () => import("./more.mjs");',
    "a.mjs": 'import { b } from "./b.mjs"; export const a = () => console.log("from a", b());',
    "b.mjs": 'import { a } from "./a.mjs"; export const b = () => typeof a;',
    "more.mjs": 'console.log("more");',
    "style.css": "",
    "service-worker.js": "self.onfetch = () => {};",
  }));
  const kinds = [...files.keys()].map((name) => name.replace(/\.[0-9a-f]{8}\./, ".")).sort();
  assert.deepEqual(kinds, ["first.js", "index.html", "main.js", "more.js", "service-worker.js", "style.css"]);
  const main = files.get(named(files, /^main/));
  assert.match(main, /from a/);
  assert.match(main, /import\("\.\/more\.[0-9a-f]{8}\.js"\)/);
  assert.doesNotMatch(main, /"more"\)/);
  assert.match(files.get("index.html"), /src="\.\/first\.[0-9a-f]{8}\.js"/);
});

test("generated files are rewritten where they name another file, and our scripts know their names and digests", async (t) => {
  const web = page(t, { "index.html": PAGE, "style.css": "", "main.mjs": 'import built from "lab:built"; console.log(built, LIMIT);' });
  const wasm = "\0asm";
  const built = page(t, { "lab.js": 'f("lab.wasm","./unknown.txt")', "lab.wasm": wasm });
  const files = await link(collect([web, path.join(built, "lab.js"), path.join(built, "lab.wasm")]), { LIMIT: "12" });
  const module = files.get(named(files, /^lab\..*js$/)).toString();
  assert.match(module, /f\("lab\.[0-9a-f]{8}\.wasm","\.\/unknown\.txt"\)/);
  const main = files.get(named(files, /^main/)).toString();
  const digest = crypto.createHash("sha256").update(wasm).digest("hex");
  for (const part of [named(files, /wasm$/), named(files, /^lab\..*js$/), digest, "bytes:4", "12"]) {
    assert.ok(main.includes(part), `${part} is not in ${main}`);
  }
});

test("what a page marks is put into it, and its policy names it by its digest", async (t) => {
  const files = {
    "index.html": `<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'sha256-boot.mjs'; style-src 'sha256-style.css'">` +
      '<script src="./boot.mjs" data-inline></script><link rel="stylesheet" href="./style.css" data-inline>' +
      '<script type="module" src="./main.mjs"></script>',
    "boot.mjs": 'import { word } from "./word.mjs"; window.booted = word;',
    "word.mjs": 'export const word = "$& and $1</script>";',
    "main.mjs": "console.log(1);",
    "style.css": 'a { background: url(./icon.svg) } b::after { content: "</style>" }',
    "icon.svg": "<svg/>",
  };
  const made = await linked(page(t, files));
  const html = made.get("index.html");
  const [, script] = /<script>([^]*?)<\/script>/.exec(html);
  const [, style] = /<style>([^]*?)<\/style>/.exec(html);
  assert.match(script, /window\.booted="\$& and \$1<\\\/script>"/);
  assert.match(style, /url\(\.\/icon\.[0-9a-f]{8}\.svg\)/);
  const hash = (text, kind = "sha256") => crypto.createHash(kind).update(text).digest("base64");
  assert.ok(html.includes(`script-src 'self' 'sha256-${hash(script)}'; style-src 'sha256-${hash(style)}'`), html);
  assert.equal(named(made, /^(boot|style)/), undefined, "they are nowhere else");
  assert.ok(html.includes(`integrity="sha384-${hash(made.get(named(made, /^main/)), "sha384")}"`), html);
});

test("a page that wishes it says which version it is, by all that it leads to", async (t) => {
  const files = { "index.html": `<html lang="en" data-version>${PAGE}</html>`, "main.mjs": 'fetch(new URL("./data.json", import.meta.url));',
    "data.json": "{}", "style.css": "" };
  const versionOf = async (changed) => {
    const [, version] = /<html lang="en" data-version="([0-9a-f]{16})">/.exec((await linked(page(t, { ...files, ...changed }))).get("index.html"));
    return version;
  };
  const version = await versionOf({});
  assert.equal(await versionOf({}), version);
  assert.notEqual(await versionOf({ "data.json": "[]" }), version);
  assert.notEqual(await versionOf({ "index.html": files["index.html"].replace("</html>", "<p></html>") }), version);
});

test("a reference that leads nowhere, to another host or in a circle is refused", async (t) => {
  const refused = (files, message) => assert.rejects(linked(page(t, files)), message);
  await refused({ "index.html": '<img src="./none.png">' }, /index\.html refers to \.\/none\.png/);
  await refused({ "index.html": '<script src="https://example.org/x.js"></script>' }, /not a file of the page/);
  await refused({ "index.html": '<link rel="icon" href="icon.svg">', "icon.svg": "" }, /write ".\/name"/);
  await refused({ "index.html": "", "a.css": "@import url(./b.css)", "b.css": "@import url(./a.css)" },
    /in a circle: a\.css → b\.css → a\.css/);
  await refused({ "main.mjs": "" }, /no index\.html/);
});

test("comments and links may name what they like", async (t) => {
  const html = '<!-- <img src="./none.png"> --><a href="https://example.org/">there</a><a href="#here">here</a>';
  assert.equal((await linked(page(t, { "index.html": html }))).get("index.html"), html);
});

test("scripts and style sheets are minified and say the same, comments stay behind, and strings as they are", async (t) => {
  const files = await linked(page(t, {
    "index.html": '<script type="module" src="./a.mjs"></script>',
    "a.mjs": '/** What\n * it does. */\nconst longName = (n) => n + 1;  // unit\nexport const b = (x) => `\n${longName(x)}// "./c"`;\n',
    "b.css": "/* Why\n   not. */\na { color: red }  /* unit */\n",
    "service-worker.js": "// Why.\nfunction answer() {}\nself.onfetch = answer;\n",
  }));
  const script = files.get(named(files, /^a/));
  assert.doesNotMatch(script, /What|unit|longName/);
  assert.equal((await import(`data:text/javascript,${encodeURIComponent(script)}`)).b(1), '\n2// "./c"');
  assert.equal(files.get(named(files, /^b/)).trim(), "a{color:red}");
  assert.match(files.get("service-worker.js"), /self\.onfetch=/, "a worker keeps its name");
});

test("a script or style sheet with a mistake is refused with its place", async (t) => {
  const mistaken = page(t, { "index.html": '<script type="module" src="./a.mjs"></script>', "a.mjs": "const a = 1;\nconst = 2;\n" });
  await assert.rejects(linked(mistaken), /^Error: a\.mjs, line 2: /);
  const lost = page(t, { "index.html": '<script type="module" src="./a.mjs"></script>', "a.mjs": 'import "./none.mjs";' });
  await assert.rejects(linked(lost), /a\.mjs, line 1: Could not resolve "\.\/none\.mjs"/);
});

test("compressed copies say the same, and a second run takes the place of the first", async (t) => {
  const text = "spiral ".repeat(500);
  const root = page(t, { "index.html": text, "a.txt": text });
  const out = path.join(root, "..", `${path.basename(root)}-out`);
  t.after(() => fs.rmSync(out, { recursive: true, force: true }));
  write(await link(collect([root])), out);
  assert.equal(zlib.gunzipSync(fs.readFileSync(path.join(out, "index.html.gz"))).toString(), text);
  assert.equal(zlib.brotliDecompressSync(fs.readFileSync(path.join(out, "index.html.br"))).toString(), text);

  fs.writeFileSync(path.join(root, "index.html"), "new ".repeat(500));
  fs.rmSync(path.join(root, "a.txt"));
  write(await link(collect([root])), out);
  assert.deepEqual(fs.readdirSync(out).sort(), ["index.html", "index.html.br", "index.html.gz"]);
  assert.equal(zlib.gunzipSync(fs.readFileSync(path.join(out, "index.html.gz"))).toString(), "new ".repeat(500));
});

// Bytes that no compression makes smaller.
const noise = (length) => crypto.createHash("shake256", { outputLength: length }).update("noise").digest("latin1");

test("a visit is each file in its smallest form, without what is opened or installed, one module of several and one icon", (t) => {
  const root = page(t, {
    "index.html": "x".repeat(50), "index.html.br": "x".repeat(20), "index.html.gz": "x".repeat(30),
    "part/a.00000000.js": "x".repeat(10), "licences.00000000.txt": "x".repeat(900),
    "lab.00000000.wasm": "x".repeat(300), "lab.00000000.wasm.br": "x".repeat(100), "lab-relaxed.00000000.wasm": "x".repeat(110),
    "lab.00000000.js": "x".repeat(40), "lab-relaxed.00000000.js": "x".repeat(35), "lab_api.00000000.js": "x".repeat(5),
    "icon-192.00000000.png": "x".repeat(3), "icon-full-192.00000000.png": "x".repeat(2), "icon-full-512.00000000.png": "x".repeat(70),
    "icon-touch.00000000.png": "x".repeat(60),
  });
  assert.deepEqual(visit(root).map(({ name, size }) => [name, size]), [["lab-relaxed.00000000.wasm", 110],
    ["lab.00000000.js", 40], ["index.html", 20], ["part/a.00000000.js", 10], ["lab_api.00000000.js", 5],
    ["icon-192.00000000.png", 3]]);
  assert.equal(checkBudget(root, 188).fits, true);
  assert.equal(checkBudget(root, 187).fits, false);
});

test("a page over its budget fails the build, says what is large, and leaves the page that was there", (t) => {
  const web = page(t, { "index.html": "first", "small.txt": "small" });
  const built = page(t, { "lab.wasm": noise(3000) });
  const images = page(t, { "shard.bin": noise(9000) });
  const out = path.join(page(t, {}), "dist");
  const build = (budget) => spawnSync(process.execPath, [new URL("../make_dist.mjs", import.meta.url).pathname, "--out", out,
    "--budget", budget, "--copy", images, web, path.join(built, "lab.wasm")], { encoding: "utf8" });
  const fits = build("10000");
  assert.equal(fits.status, 0, fits.stderr);
  assert.match(fits.stdout, /^Page: \d,\d{3} bytes compressed of the 10,000 a visit may take\n$/);

  fs.writeFileSync(path.join(web, "index.html"), "second");
  const refused = build("2000");
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /too large by \d,\d{3} bytes: .* of the 2,000 a visit may take; the largest files:\n +\d,\d{3}  lab\.\w{8}\.wasm\n/);
  assert.equal(fs.readFileSync(path.join(out, "index.html"), "utf8"), "first");
  assert.equal(build("ten").status, 2);
});
