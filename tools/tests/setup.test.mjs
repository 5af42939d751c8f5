// The set-up on machines that are no Debian: without apt and GNU's own tools, with the bash 3.2 of macOS.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const listed = (...patterns) => execFileSync("git", ["ls-files", "-z", "--", ...patterns], { cwd: root, encoding: "utf8" })
  .split("\0").filter((name) => name && fs.existsSync(path.join(root, name)));

// What macOS, its bash 3.2 among it, does not have.
const ABSENT = {
  "bash 4": /\b(mapfile|readarray|declare -A|local -n|coproc|wait -n)\b|\$\{\w+(,,|\^\^|@Q)|\|&|\[\[ -v |\bread -t 0\.|&>>/,
  "GNU sed": /\bsed -i\b|\bsed [^|]*\\x1b/,
  "GNU coreutils": /\b(stat -c|date -d|nproc|readlink -f|numfmt|tac)\b|\bsort -V\b|\bgrep -[a-zA-Z]*P\b/,
  procps: /\bps\b[^\n]*--ppid/,
};

test("scripts ask for nothing that macOS lacks", () => {
  const scripts = listed("serve", "test", "bench", "tools/setup", "tools/*.sh", "tools/setup.d/*.sh", ".ci/run");
  assert.ok(scripts.length > 10);
  for (const name of scripts) {
    const lines = fs.readFileSync(path.join(root, name), "utf8").split("\n");
    lines.forEach((line, i) => {
      for (const [what, pattern] of Object.entries(ABSENT)) {
        assert.doesNotMatch(line.replace(/^\s*#.*/, ""), pattern, `${name}:${i + 1}: ${what}`);
      }
    });
  }
});

const HIDDEN = /^(apt.*|dpkg.*|sha256sum|flock|nproc|stat|realpath)$/;

// The programs of this machine, but for those that others lack.
function programs(folder) {
  for (const from of process.env.PATH.split(path.delimiter).reverse()) {
    if (!fs.existsSync(from)) continue;
    for (const name of fs.readdirSync(from)) {
      if (HIDDEN.test(name)) continue;
      fs.rmSync(path.join(folder, name), { force: true });
      fs.symlinkSync(path.join(from, name), path.join(folder, name));
    }
  }
}

function checkout(folder) {
  for (const name of listed("tools", "cmake", "CMakeLists.txt", "CMakePresets.json")) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.copyFileSync(path.join(root, name), path.join(folder, name));
  }
}

test("without apt the set-up gets by with npm, and leaves the sources to CMake", (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lab-setup-"));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  for (const name of ["bin", "cache", "lab"]) fs.mkdirSync(path.join(folder, name));
  programs(path.join(folder, "bin"));
  const lab = path.join(folder, "lab");
  checkout(lab);
  const env = { ...process.env, PATH: path.join(folder, "bin"), XDG_CACHE_HOME: path.join(folder, "cache") };
  const setup = () => spawnSync(path.join(folder, "bin/bash"), ["tools/setup", "deps"], { cwd: lab, env, encoding: "utf8" });
  const first = setup();
  assert.equal(first.status, 0, first.stderr);
  assert.match(fs.readFileSync(path.join(lab, ".deps/overrides.cmake"), "utf8"), /upstream/);
  assert.ok(fs.existsSync(path.join(lab, "tools/node_modules/subset-font")));
  const second = setup();
  assert.equal(second.status, 0);
  assert.equal(second.stderr + second.stdout, "", "a second set-up has nothing to do");
});

test("fonts are cut with Node alone: the same bytes each time, and a character that is nowhere is named", (t) => {
  const overrides = path.join(root, ".deps/overrides.cmake");
  const folderOf = (name) => fs.existsSync(overrides) &&
    new RegExp(`LAB_FONT_DIR_${name} "([^"]+)"`).exec(fs.readFileSync(overrides, "utf8"))?.[1];
  const [sans, signs] = [folderOf("OPENSANS"), folderOf("DEJAVU")];
  if (!sans || !signs) return t.skip("the fonts come from upstream here");
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "lab-fonts-"));
  t.after(() => fs.rmSync(out, { recursive: true }));
  const fonts = [path.join(sans, "OpenSans-Regular.ttf"), path.join(sans, "OpenSans-SemiBold.ttf"), path.join(signs, "DejaVuSans.ttf")];
  const make = (name, files) => spawnSync(process.execPath, [path.join(root, "tools/make_fonts.mjs"), path.join(out, name), ...files],
    { encoding: "utf8" });
  for (const name of ["a", "b"]) assert.equal(make(name, fonts).status, 0);
  for (const name of ["fonts_data.cpp", "font-regular.woff2", "font-semibold.woff2"]) {
    assert.deepEqual(fs.readFileSync(path.join(out, "a", name)), fs.readFileSync(path.join(out, "b", name)), name);
  }
  assert.equal(fs.readFileSync(path.join(out, "a/font-regular.woff2")).toString("latin1", 0, 4), "wOF2");
  const wrong = make("c", [fonts[0], fonts[1], fonts[0]]);
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /the second font has no (U\+[0-9A-F]{4} ?)+/);
  assert.match(make("d", ["nowhere.ttf", fonts[1], fonts[2]]).stderr, /no font at nowhere\.ttf: run tools\/setup deps/);
});

test("the dev container has every program that the set-up looks for", () => {
  const read = (name) => fs.readFileSync(path.join(root, name), "utf8");
  const wanted = [...read("tools/setup.d/system.sh").matchAll(/\bneed_program ([a-z][\w.+-]*) /g)].map(([, name]) => name);
  assert.ok(wanted.length >= 8, `${wanted}`);
  const [, installed] = /apt-get install [^\\]*\\\n([^&]*)/.exec(read(".devcontainer/Dockerfile"));
  const packages = installed.split(/[\s\\]+/);
  for (const name of wanted) assert.ok(packages.includes(name), `${name} is not among ${packages}`);
  const container = JSON.parse(read(".devcontainer/devcontainer.json"));
  assert.ok(fs.existsSync(path.join(root, ".devcontainer", container.build.dockerfile)));
  assert.equal(container.postCreateCommand, "tools/setup all");
});
