// Links of the documents lead somewhere: to a file or folder of the repository, and to a heading that is there. So do paths
// that documents name in passing, and documents that comments of the sources point to. Other hosts are not asked.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The text without blocks of code, line for line. */
function prose(markdown) {
  let fenced = false;
  return markdown.split("\n").map((line) => {
    if (/^\s*```/.test(line)) fenced = !fenced;
    return fenced || /^( {4}|\t|\s*```)/.test(line) && !/^\s*([-*]|\d+\.) /.test(line) ? "" : line;
  });
}

/** What GitHub calls the headings of a document. */
function anchorsOf(markdown) {
  const anchors = new Set();
  for (const line of prose(markdown)) {
    const [, title] = /^#{1,6} +(.*?)[ #]*$/.exec(line) ?? [];
    if (title === undefined) continue;
    const plain = title.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N}_ -]/gu, "").replaceAll(" ", "-");
    let name = slug;
    for (let again = 1; anchors.has(name); ++again) name = `${slug}-${again}`;
    anchors.add(name);
  }
  return anchors;
}

/** Whether a path of the repository is a file or a folder in `files`. */
function isThere(files, name) {
  const wanted = name.replace(/\/$/, "");
  return files.has(wanted) || [...files].some((file) => file.startsWith(`${wanted}/`));
}

/** Why a link from `file` leads nowhere, or nothing. */
function complaint(root, files, file, target) {
  if (/^[a-z]+:/.test(target)) {
    return /^(https:\/\/[\w.-]+\.[a-z]+(\/|$)|mailto:)/.test(target) ? "" : "is no address of the web";
  }
  const [where, anchor] = target.split("#");
  const name = where ? path.posix.normalize(path.posix.join(path.posix.dirname(file), where)) : file;
  if (!isThere(files, name)) return `there is no ${name}`;
  if (anchor === undefined) return "";
  if (!name.endsWith(".md")) return "only documents have headings to point to";
  return anchorsOf(fs.readFileSync(path.join(root, name), "utf8")).has(anchor) ? "" : `${name} has no heading ${anchor}`;
}

const LINK = /\]\(<?([^()\s>]+)>?(?: "[^"]*")?\)/g;
const REFERENCE = /^\[[^\]]+\]: +(\S+)/;
const OWN_PATH = /`((?:src|tests|tools|web|docs|cmake|examples|\.github)\/[\w./-]+)`/g;

/** All that leads nowhere in one document, as "file:line: target: why". */
function brokenLinks(root, files, file) {
  const broken = [];
  prose(fs.readFileSync(path.join(root, file), "utf8")).forEach((line, i) => {
    const targets = [...line.matchAll(LINK)].map(([, target]) => target);
    if (REFERENCE.test(line)) targets.push(REFERENCE.exec(line)[1]);
    for (const target of targets) {
      const why = complaint(root, files, file, target);
      if (why) broken.push(`${file}:${i + 1}: ${target}: ${why}`);
    }
    for (const [, named] of line.matchAll(OWN_PATH)) {
      if (!isThere(files, named)) broken.push(`${file}:${i + 1}: ${named}: there is no such path`);
    }
  });
  return broken;
}

/** Documents that a source points to and that are not there. */
function brokenPointers(root, files, file) {
  const text = fs.readFileSync(path.join(root, file), "utf8");
  const pointers = [...text.matchAll(/\bdocs\/[\w/-]+\.md\b/g)].map(([name]) => name);
  return pointers.filter((name) => !files.has(name)).map((name) => `${file}: there is no ${name}`);
}

function listed(...patterns) {
  const command = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...patterns];
  const names = execFileSync("git", command, { cwd: ROOT, encoding: "utf8" }).split("\0");
  return names.filter((name) => name && fs.existsSync(path.join(ROOT, name)));
}

test("every link of the documents leads to a file, and to a heading that is there", () => {
  const files = new Set(listed());
  const documents = listed("*.md");
  assert.ok(documents.length >= 18, `${documents}`);
  assert.deepEqual(documents.flatMap((file) => brokenLinks(ROOT, files, file)), []);
});

test("documents that comments and messages point to are there", () => {
  const files = new Set(listed());
  const sources = listed("*.cpp", "*.h", "*.mjs", "*.cmake", "*.txt", "*.sh", "*.html", "serve", "test", "bench")
    .filter((file) => file !== "tools/tests/links.test.mjs");
  assert.deepEqual(sources.flatMap((file) => brokenPointers(ROOT, files, file)), []);
});

test("every document is reached from the README", () => {
  const reached = new Set(["README.md"]);
  for (const file of reached) {
    for (const [, target] of fs.readFileSync(path.join(ROOT, file), "utf8").matchAll(LINK)) {
      const name = path.posix.join(path.posix.dirname(file), target.split("#")[0]);
      if (name.endsWith(".md") && fs.existsSync(path.join(ROOT, name))) reached.add(name);
    }
  }
  for (const file of listed("docs/*.md", "*.md").filter((name) => !name.startsWith(".github/"))) {
    assert.ok(reached.has(file), `${file} is linked from nowhere`);
  }
});

test("the README stays a front door: short, and soon there", () => {
  const lines = fs.readFileSync(path.join(ROOT, "README.md"), "utf8").split("\n").length - 1;
  assert.ok(lines <= 150, `${lines} lines: what is longer belongs into docs/`);
  const { size } = fs.statSync(path.join(ROOT, "docs/page.webp"));
  assert.ok(size <= 120_000, `The picture has ${size} bytes.`);
});

test("what leads nowhere is named with its line, and what is code is left alone", (t) => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "links-"));
  t.after(() => fs.rmSync(root, { recursive: true, force: true }));
  fs.mkdirSync(path.join(root, "docs"));
  fs.writeFileSync(path.join(root, "README.md"), [
    "# Top", "## Two words: `code` & more", "## Top", "[good](docs/a.md#part) [top](#top) [second](#top-1)",
    "[words](#two-words-code--more) ![picture](docs/p.svg) [folder](docs/)", "[web](https://example.org/x) `docs/a.md`",
    "[file](docs/b.md)", "[heading](docs/a.md#parts)", "[own](#nowhere)", "`src/gone.cpp`", "[plain](http:/x)",
    "[source](docs/p.svg#L3)", "    [code](docs/c.md)", "```", "[code](docs/d.md)", "```", "- a [list](docs/e.md)", "[r]: docs/f.md",
  ].join("\n"));
  fs.writeFileSync(path.join(root, "docs/a.md"), "## Part\n[up](../README.md) [gone](../LICENSE)\n");
  const files = new Set(["README.md", "docs/a.md", "docs/p.svg"]);
  assert.deepEqual(brokenLinks(root, files, "README.md").map((line) => line.split(": ").slice(0, 2).join(" ")), [
    "README.md:7 docs/b.md", "README.md:8 docs/a.md#parts", "README.md:9 #nowhere", "README.md:10 src/gone.cpp",
    "README.md:11 http:/x", "README.md:12 docs/p.svg#L3", "README.md:17 docs/e.md", "README.md:18 docs/f.md"]);
  assert.deepEqual(brokenLinks(root, files, "docs/a.md"), ["docs/a.md:2: ../LICENSE: there is no LICENSE"]);
  fs.writeFileSync(path.join(root, "x.cpp"), "// see docs/a.md and docs/gone.md");
  assert.deepEqual(brokenPointers(root, files, "x.cpp"), ["x.cpp: there is no docs/gone.md"]);
});
