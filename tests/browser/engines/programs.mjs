// The programs that an engine needs: found, started, and ended with the tests, also when those fail.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const PATIENCE = 60_000;  // milliseconds for a program to be there, on a busy machine too

/** This machine cannot run an engine; the message says what is missing, in one line. */
export class Unavailable extends Error {}

/**
 * @param {string} variable of the environment, which may name the program
 * @param {string[]} names on the PATH, or whole paths, the best first
 * @param {string} packages that have it, by their names in Debian
 */
export function findProgram(variable, names, packages) {
  const wished = process.env[variable];
  if (wished) return wished;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  for (const name of names) {
    const found = folders.map((folder) => path.resolve(folder, name)).find((file) => fs.existsSync(file));
    if (found) return found;
  }
  throw new Unavailable(`there is no ${path.basename(names[0])} here; install it (Debian: ${packages}) or name it in ${variable}`);
}

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill()));
// Without these the exit above would not be told.
for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]]) process.on(signal, () => process.exit(code));

/** Starts a program; it is ended by stop(), at the latest when this process ends. */
export function startProgram(program, args, options = {}) {
  const child = spawn(program, args, { stdio: "ignore", ...options });
  running.add(child);
  const ended = new Promise((resolve) => {
    child.once("error", resolve);
    child.once("exit", (code, signal) => resolve(new Error(`${path.basename(program)} ended with ${signal ?? code}`)));
  });
  ended.then(() => running.delete(child));
  return {
    child,
    /** Resolves to why it ended. */
    ended,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** What `promise` gives, unless the program ends before or takes too long. */
export async function fromProgram({ ended }, promise) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE); });
  try {
    return await Promise.race([promise, late, ended.then((why) => { throw why; })]);
  } finally {
    clearTimeout(timer);
  }
}

/** A display of one's own, which nobody sees: { name: ":7", stop() }. */
export async function startDisplay() {
  const xvfb = startProgram(findProgram("XVFB", ["Xvfb"], "xvfb"),
    ["-displayfd", "3", "-screen", "0", "1400x900x24", "-noreset", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const pipe = xvfb.child.stdio[3];
  try {
    const number = await fromProgram(xvfb, new Promise((resolve) => {
      let text = "";
      pipe.on("data", (chunk) => {
        text += chunk;
        if (text.includes("\n")) resolve(text.trim());
      });
    }));
    return { name: `:${number}`, stop: xvfb.stop };
  } catch (error) {
    xvfb.child.kill();
    throw new Unavailable(`Xvfb does not start: ${error.message}`);
  }
}
