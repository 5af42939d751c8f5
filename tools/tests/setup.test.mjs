// The set-up on machines that are no Debian: without apt and GNU's own tools, with the bash 3.2 of macOS.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";

import { listed, root, withoutApt } from "./without_apt.mjs";

// What macOS, its bash 3.2 among it, does not have: what it is, how it looks in a line, and lines that show it.
const ABSENT = [
  ["bash 4", /\b(mapfile|readarray|coproc)\b|\b(declare|local|typeset|readonly|export) -[a-zA-Z]*[Agnlu]/,
    ["mapfile -t lines <file", "declare -A seen", "  local -n result=$1"]],
  ["bash 4", /\$\{!?\w+(\[[^\]]*\])?(,|\^|@[A-Za-z]\})/, ["say ${name,,}", "say ${name^}", "say ${list[0]@Q}"]],
  ["bash 4", /\|&|&>>|;;?&|\[\[? -v |\bwait -[np]\b|\bread [^<|]*(-t *0?\.|-N|-i\b)|\{[\w$"]+\}[<>]|\bexec \{/,
    ["make |& tee log", "make &>>log", "[[ -v name ]]", "wait -n", "read -t 0.1 key", "exec {lock}>file", "a) x ;;&"]],
  ["bash 4", /\bshopt -s (globstar|lastpipe|inherit_errexit|autocd)|\$\{?(BASHPID|EPOCH(SECONDS|REALTIME)|SRANDOM)\b|\$\{\w+\[-\d|%\(.*\)T|\$'[^']*\\u/,
    ["shopt -s globstar", "echo $EPOCHSECONDS", "echo ${list[-1]}", "printf '%(%F)T'", "echo $'\\u2026'"]],
  ["bash 4: a subshell that fails ends nothing before", /^\s*\(cd [^|]*\)\s*$/, ["  (cd folder && npm ci)"]],
  ["GNU sed", /\bsed\b( -\w+)* (-[a-zA-Z]*[irsz]|--\w)|\bsed [^|]*(\\[x+?swbt]|\d~\d)|\bsed (?!-n?E)[^|]*\\\|/,
    ["sed -i s/a/b/ file", "sed -n -r p", "sed 's/\\x1b//'", "sed 's/a\\+/b/'", "sed 's/a\\|b//'"]],
  ["GNU grep", /\bgrep\b( -\w+)* -[a-zA-Z]*[Pz]/, ["grep -oP x", "grep -q -P x"]],
  ["GNU find", /\bfind\b.*-(printf|regextype|readable|executable|newermt|fprint)\b|\bfind -/, ["find . -printf %p", "find -name x"]],
  ["GNU xargs", /\bxargs\b( -\w+)* -[a-zA-Z]*[rad]\b|\bxargs --/, ["xargs -r rm", "xargs -0 -r rm"]],
  ["GNU cp, mv, ln, install", /\b(cp|mv|ln)\b( -\w+)* (--\w|-[a-zA-Z]*[Tt])|\binstall -D|\bln -[a-z]*r/, ["cp --parents a b", "mv -T a b", "install -D a b", "ln -sr a b"]],
  ["GNU date and touch", /\bdate\b[^|)]* (-d|--\w|-I)|\bdate [^)]*%N|\btouch -d/, ["date -d yesterday", "date -u -Is", "date +%s%N"]],
  ["GNU coreutils", /(^|[|;&(]|\b(do|then|else|exec|if|!))\s*(stat|nproc|numfmt|tac|shuf|timeout|md5sum|setsid|setpriv|realpath|free|ldd|lscpu|getent)\b/,
    ["stat -c %s file", "x=$(nproc)", "if timeout 5 make; then"]],
  ["GNU coreutils", /\b(readlink -[a-z]*[fme]|sort( -\w+)* -[a-zA-Z]*[VRh]|base64 -w|uniq -w|split -n|env -S|cat -[A-Zte]|echo -[en])/,
    ["readlink -f x", "sort -u -V", "echo -e x"]],
  ["GNU coreutils", /\b(mktemp [^|;)]*(--\w|-p)|du [^|;)]*(-[a-z]*b|--\w)|head [^|;)]*-[nc] *-|(ls|cut) [^|;)]*--[a-z]|tail [^|;)]*--\w)/,
    ["mktemp -d --suffix=x", "du -sb", "head -n -1", "cut --complement -c1"]],
  ["GNU tar and awk", /\btar\b.* --(wildcards|transform|sort|mtime|owner)|\b(gensub|strftime|systime|asorti?)\(/, ["tar -x --wildcards", "awk '{ print strftime() }'"]],
  ["procps", /\bps\b[^\n]*--\w|\bpkill -e|\bwatch -n/, ["ps -o pid --ppid 1"]],
];

test("what scripts must not ask for is recognized", () => {
  for (const [what, pattern, lines] of ABSENT) for (const line of lines) assert.match(line, pattern, what);
});

test("scripts ask for nothing that macOS lacks", () => {
  const scripts = listed("serve", "test", "bench", "tools/setup", "tools/fuzz", "tools/*.sh", "tools/setup.d/*.sh", ".ci/run");
  assert.ok(scripts.length > 10);
  for (const name of scripts) {
    const text = fs.readFileSync(path.join(root, name), "utf8");
    // Before bash 4.4 an empty list is an unset variable.
    if (/[^+]"\$\{CHOSEN\[@\]\}"/.test(text)) assert.match(text, /\$\{#CHOSEN\[@\]\} -eq 0/, `${name}: a list that may be empty`);
    text.split("\n").forEach((line, i) => {
      for (const [what, pattern] of ABSENT) assert.doesNotMatch(line.replace(/^\s*#.*/, ""), pattern, `${name}:${i + 1}: ${what}`);
    });
  }
});

test("without apt the set-up gets by with npm, and leaves the sources to CMake", (t) => {
  const { lab, env } = withoutApt(t, {
    patterns: ["tools", "cmake", "CMakeLists.txt", "CMakePresets.json", ".npmrc"],
    hidden: ["python3", "python"],
  });
  const setup = () => spawnSync("bash", ["tools/setup", "deps"], { cwd: lab, env, encoding: "utf8" });
  const first = setup();
  assert.equal(first.status, 0, first.stderr);
  assert.match(fs.readFileSync(path.join(lab, ".deps/overrides.cmake"), "utf8"), /upstream/);
  assert.ok(fs.existsSync(path.join(lab, "tools/node_modules/subset-font")));
  const second = setup();
  assert.equal(second.status, 0);
  assert.equal(second.stderr + second.stdout, "", "a second set-up has nothing to do");
});

test("npm packages that could not be had are not taken for installed", (t) => {
  const { lab, env } = withoutApt(t, { patterns: ["tools", ".npmrc"], hidden: ["npm"] });
  fs.writeFileSync(path.join(env.PATH.split(path.delimiter)[0], "npm"), "#!/bin/sh\nmkdir -p node_modules; exit 7\n", { mode: 0o755 });
  for (let i = 0; i < 2; i++) {
    const run = spawnSync("bash", ["tools/setup", "deps"], { cwd: lab, env, encoding: "utf8" });
    assert.equal(run.status, 1);
    assert.match(run.stderr, /FAILED: step 1\/1: npm packages/);
  }
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
  for (const name of ["fonts_data.cpp", "signs_data.cpp", "font-regular.ttf", "font-semibold.ttf"]) {
    assert.deepEqual(fs.readFileSync(path.join(out, "a", name)), fs.readFileSync(path.join(out, "b", name)), name);
  }
  assert.equal(fs.readFileSync(path.join(out, "a/font-regular.ttf")).readUInt32BE(0), 0x10000, "TrueType");
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
