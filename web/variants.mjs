// Which build of the module this browser gets: with fused multiply-add (relaxed SIMD) where it knows that, and with
// threads where the page is cross-origin isolated and gets memory to share. ?variant=simd|relaxed and ?threads=N force one.

import built from "lab:built";

import { knowsRelaxedSimd } from "./booted.mjs";

// More would share the memory's bandwidth, not add to it.
const MOST_THREADS = 8;
const MOST_FORCED_THREADS = 32;

function chosenVariant(wished, complain) {
  const best = knowsRelaxedSimd() ? "relaxed" : "simd";
  if (wished === null || wished === best || wished === "simd") return wished ?? best;
  if (wished !== "relaxed") complain(`Variant: simd or relaxed (you gave ${wished}). The page runs ${best}.`);
  else complain("This browser has no relaxed SIMD: the page runs without it.");
  return best;
}

/**
 * The memory that threads would share: made, not asked after. Some browsers promise it and have none, and telephones
 * refuse a large one. `LAB_SHARED_MEMORY` (cmake/variants.cmake) is what the module was linked for.
 */
function sharedMemory() {
  const PAGES = 16;  // of 64 KB in a megabyte
  for (const most of [LAB_SHARED_MEMORY, LAB_SHARED_MEMORY / 2]) {
    try {
      const memory = new WebAssembly.Memory({ initial: PAGES * LAB_INITIAL_MEMORY, maximum: PAGES * most, shared: true });
      if (memory.buffer instanceof SharedArrayBuffer) return memory;
    } catch { /* the next one is smaller */ }
  }
  return null;
}

function chosenThreads(wished, complain) {
  const isolated = self.crossOriginIsolated === true;
  const best = isolated ? Math.min(navigator.hardwareConcurrency || 1, MOST_THREADS) : 1;
  if (wished === null) return best;
  const count = /^\d{1,3}$/.test(wished) ? Number(wished) : 0;
  if (count < 1 || count > MOST_FORCED_THREADS) {
    complain(`Threads: a whole number from 1 to ${MOST_FORCED_THREADS} (you gave ${wished}). The page runs ${best}.`);
    return best;
  }
  if (count > 1 && !isolated) {
    complain("Threads need a page that is cross-origin isolated, and this one is not yet: it runs one.");
    return 1;
  }
  return count;
}

const at = (file) => new URL(file, import.meta.url).href;

function whole(name) {
  const { file, bytes, sha256 } = built[name];
  return { url: at(file), bytes, sha256 };
}

const filesOf = (name) => ({
  name, script: at(built[`${name}.js`].file), wasm: whole(`${name}.wasm`),
  fonts: ["font-regular.ttf", "font-semibold.ttf"].map(whole),
});

/**
 * @typedef {object} Choice
 * @property {string} name of the build
 * @property {string} script its URL
 * @property {{url: string, bytes: number, sha256: string}} wasm
 * @property {{url: string, bytes: number, sha256: string}[]} fonts regular and semibold
 * @property {number} threads how many are to train
 * @property {WebAssembly.Memory} [memory] that they share
 */

/**
 * @param {string} query of the page's address
 * @param {(text: string) => void} complain told of a wish that cannot be met
 * @returns {{choices: Choice[], refused: string}} the builds to try, best first; and why threads are out of the question
 *   where they should not be, in words
 */
export function chooseModules(query, complain) {
  const wishes = new URLSearchParams(query);
  const variant = chosenVariant(wishes.get("variant"), complain);
  const threads = chosenThreads(wishes.get("threads"), complain);
  const alone = { ...filesOf(`lab-${variant}`), threads: 1 };
  if (threads === 1) return { choices: [alone], refused: "" };
  const memory = sharedMemory();
  if (!memory) return { choices: [alone], refused: "this browser gives the page no memory that threads can share" };
  return { choices: [{ ...filesOf(`lab-${variant}-threads`), threads, memory }, alone], refused: "" };
}
