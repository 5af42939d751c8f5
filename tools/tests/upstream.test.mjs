// The whole way of a machine without apt: an emcc on the PATH, and the sources from upstream at their pinned commits.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { root, withoutApt } from "./without_apt.mjs";

const text = (...names) => names.map((name) => fs.readFileSync(path.join(root, "cmake", name), "utf8")).join("\n");
const PINS = [...text("dependencies.cmake", "fonts.cmake").matchAll(
  /FetchContent_Declare\((\w+)[^)]*?(?:GIT_REPOSITORY (\S+)\s+GIT_TAG ([0-9a-f]{40})|URL (\S+))/g)]
  .map(([, name, repository, commit, archive]) => ({ name, repository, commit, archive }));

// A folder of DejaVu's fonts, for whom its release is out of reach. Git's own `url.<base>.insteadOf` leads to mirrors of
// the others.
const { LAB_FONT_DIR_DEJAVU } = process.env;

async function answers({ name, repository, archive }) {
  if (repository) {
    const env = { ...process.env, GIT_TERMINAL_PROMPT: "0" };
    return spawnSync("git", ["ls-remote", "-q", repository, "HEAD"], { env, timeout: 20000 }).status === 0;
  }
  if (name === "dejavu" && LAB_FONT_DIR_DEJAVU) return true;
  const response = await fetch(archive, { method: "HEAD", signal: AbortSignal.timeout(20000) }).catch(() => null);
  return response !== null && response.ok;
}

// The folder of the first emcc on the PATH, else of the one that the set-up of this checkout has unpacked.
function emscriptenFolder() {
  const { stdout } = spawnSync("bash", ["-c", "command -v emcc || { . .deps/env.sh && command -v emcc; }"],
    { cwd: root, encoding: "utf8" });
  return stdout && path.dirname(fs.realpathSync(stdout.trim()));
}

test("all sources are pinned, and each once", () => {
  assert.deepEqual(PINS.map(({ name }) => name).sort(), ["dejavu", "doctest", "eigen", "imgui", "opensans", "sdl2"]);
});

test("without apt both halves are configured from upstream, and fonts and SDL2 are made", async (t) => {
  const emscripten = emscriptenFolder();
  if (!emscripten) return t.skip("no emcc on the PATH and none unpacked");
  for (const pin of PINS) {
    if (!await answers(pin)) return t.skip(`upstream cannot be reached: ${pin.repository ?? pin.archive}`);
  }
  const { lab, env } = withoutApt(t, { patterns: ["."], programs: [emscripten] });
  const run = (program, ...args) => {
    const result = spawnSync(program, args, { cwd: lab, env, encoding: "utf8", maxBuffer: 1 << 28 });
    assert.equal(result.status, 0, `${program} ${args.join(" ")}\n${(result.stdout + result.stderr).slice(-3000)}`);
    return result.stdout;
  };
  const given = LAB_FONT_DIR_DEJAVU ? [`-DLAB_FONT_DIR_DEJAVU=${LAB_FONT_DIR_DEJAVU}`] : [];
  run("bash", "tools/setup", "web");
  run("cmake", "--preset", "release", ...given);
  run("cmake", "--preset", "web", ...given);
  for (const { name, commit } of PINS.filter(({ repository }) => repository)) {
    assert.equal(run("git", "-C", `build/upstream/${name}-src`, "rev-parse", "HEAD").trim(), commit, name);
  }
  run("cmake", "--build", "--preset", "web", "--target", "fonts/fonts_data.cpp", "SDL2");
  for (const name of ["font-regular", "font-semibold"]) {
    const { size } = fs.statSync(path.join(lab, `build/web/fonts/${name}.ttf`));
    assert.ok(size > 1000 && size < 20000, `${name}: ${size} bytes`);
  }
});
