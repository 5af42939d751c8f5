// A machine that is no Debian, made of this one: a checkout of its own, and a PATH on which nothing that others lack is found.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * The files that git keeps, by its own patterns.
 * @param {...string} patterns
 */
export const listed = (...patterns) =>
  execFileSync("git", ["ls-files", "-z", "--", ...patterns], { cwd: root, encoding: "utf8" })
    .split("\0").filter((name) => name && fs.existsSync(path.join(root, name)));

// Debian's own programs and those of GNU and util-linux that macOS lacks; and Emscripten, whose programs look for the rest
// of it beside themselves and cannot be linked to.
const HIDDEN = new RegExp("^(apt.*|dpkg.*|flock|free|ldd|lscpu|md5sum|nproc|numfmt|realpath|setpriv|setsid|sha\\d+sum|shuf|stat|tac|" +
  "timeout|xz|em\\+\\+|em(cc|ar|ranlib|cmake|configure|make|-config|nm|strip)(\\.py)?)$");

/**
 * Links the programs of this machine into `folder`, but for those that others lack.
 * @param {string} folder
 * @param {string[]} hidden further ones that are not to be found
 */
function linkPrograms(folder, hidden) {
  for (const from of process.env.PATH.split(path.delimiter).reverse()) {
    if (!fs.existsSync(from)) continue;
    for (const name of fs.readdirSync(from)) {
      if (HIDDEN.test(name) || hidden.includes(name)) continue;
      fs.rmSync(path.join(folder, name), { force: true });
      fs.symlinkSync(path.join(from, name), path.join(folder, name));
    }
  }
}

/**
 * A checkout and an environment without apt, which go when the test ends.
 * @param {import("node:test").TestContext} t
 * @param {{ patterns: string[], hidden?: string[], programs?: string[] }} options which files the checkout has, which
 *   programs are hidden besides, and folders of programs that are there
 */
export function withoutApt(t, { patterns, hidden = [], programs = [] }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lab-without-apt-"));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const [bin, cache, lab] = ["bin", "cache", "lab"].map((name) => path.join(folder, name));
  for (const made of [bin, cache, lab]) fs.mkdirSync(made);
  linkPrograms(bin, hidden);
  for (const name of listed(...patterns)) {
    fs.mkdirSync(path.dirname(path.join(lab, name)), { recursive: true });
    fs.copyFileSync(path.join(root, name), path.join(lab, name));
  }
  return { lab, env: { ...process.env, PATH: [bin, ...programs].join(path.delimiter), XDG_CACHE_HOME: cache } };
}
