// Which files clang-tidy is asked about: all once, then those that changed or were not clean. In place of clang-tidy a script.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import test from "node:test";

import { root } from "./without_apt.mjs";

function setting(t) {
  const build = fs.mkdtempSync(path.join(os.tmpdir(), "tidy-"));
  t.after(() => fs.rmSync(build, { recursive: true, force: true }));
  const [log, faulty, tidy] = ["log", "faulty", "tidy"].map((name) => path.join(build, name));
  fs.writeFileSync(tidy, `#!/bin/sh
if [ "$1" = --version ]; then echo "version 0"; exit; fi
for file; do :; done
echo "$file" >>"${log}"
if [ -f "${faulty}" ]; then echo "$file:1:1: error: something"; exit 1; fi
`, { mode: 0o755 });
  const compile = (flags) => fs.writeFileSync(path.join(build, "compile_commands.json"), JSON.stringify(
    ["src/core/text.cpp", "src/core/thread.cpp", "tests/unit/support/main.cpp"].map((name) =>
      ({ directory: build, file: path.join(root, name), command: `c++ ${flags} ${name}` }))));
  compile("-O1");
  const run = (...files) => {
    fs.rmSync(log, { force: true });
    const { status, stdout, stderr } = spawnSync(process.execPath,
      [path.join(root, "tools/lint/tidy.mjs"), "--tidy", tidy, "--build", build, ...files], { encoding: "utf8" });
    const asked = fs.existsSync(log) ? fs.readFileSync(log, "utf8").trim().split("\n").map((file) => path.relative(root, file)).sort() : [];
    return { status, stdout, stderr, asked };
  };
  return { faulty, compile, run };
}

test("sources of the program are looked at once while they are clean", (t) => {
  const { faulty, compile, run } = setting(t);
  fs.writeFileSync(faulty, "");
  const bad = run();
  assert.equal(bad.status, 1);
  assert.match(bad.stdout, /src\/core\/text\.cpp:1:1: error: something/);
  fs.rmSync(faulty);
  assert.deepEqual(run().asked, ["src/core/text.cpp", "src/core/thread.cpp"], "what was not clean is looked at again");
  const again = run();
  assert.deepEqual([again.status, again.asked], [0, []]);
  assert.match(again.stdout, /^0 of 2 files/);
  compile("-O2");
  assert.deepEqual(run("src/core/text.cpp").asked, ["src/core/text.cpp"], "its command changed");
});

test("a file that is not compiled is an error", (t) => {
  const { run } = setting(t);
  assert.match(run("src/core/nowhere.cpp").stderr, /none of these files is compiled/);
});
