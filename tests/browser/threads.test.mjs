// Threads are tried, not read off a sign: whatever a browser or a host takes away, the lab starts in the same visit, with
// threads where they can be had, else on one thread and with one quiet line that says so.
import assert from "node:assert/strict";
import { test } from "node:test";

import { DIST, labPages, launch, openLab, state, until } from "./browser.mjs";
import { startPlainServer } from "./plain_server.mjs";

const open = labPages();
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin" };

async function trains(page) {
  assert.equal((await page.evaluate(() => lab.step(3))).iteration, 3);
  await page.evaluate(() => { lab.speed("max"); lab.run(); });
  await until(page, (now) => now.iteration > 50);
}

async function runsOnOneThread(page, words) {
  const now = await state(page);
  assert.equal(now.threads, 1);
  assert.doesNotMatch(now.variant, /threads/);
  const note = page.locator("#toast.note");
  await note.waitFor();
  assert.match(await note.innerText(), words);
  assert.equal((await note.innerText()).trim().split("\n").length, 1, "one quiet line");
  assert.equal(await note.getAttribute("role"), "status");
  assert.equal(await page.locator("#front").isVisible(), false);
  await trains(page);
}

/** Makes shared memory whose maximum is above so many 64 KB pages impossible, as on some telephones. */
function refuseMemory(most) {
  const Real = WebAssembly.Memory;
  WebAssembly.Memory = function (about) {
    if (about.shared && about.maximum > most) throw new RangeError("Out of memory");
    return new Real(about);
  };
}

const NO_MEMORY = /one thread here: this browser gives the page no memory that threads can share/;
const NOT_STARTED = /one thread here: threads could not be started/;
const TAKEN = {
  "SharedArrayBuffer, though the page is isolated": [() => { delete globalThis.SharedArrayBuffer; }, NO_MEMORY],
  "all shared memory": [refuseMemory, NO_MEMORY, 0],
  "workers that can be made": [() => {
    globalThis.Worker = class { constructor() { throw new DOMException("forbidden", "SecurityError"); } };
  }, NOT_STARTED],
  "workers that answer": [() => {
    globalThis.Worker = class { postMessage() {} terminate() { globalThis.terminated = true; } };
  }, NOT_STARTED],
  "workers that run their script": [() => {
    globalThis.Worker = class extends EventTarget {
      constructor() {
        super();
        setTimeout(() => this.onerror?.(new ErrorEvent("error", { message: "SyntaxError", filename: "lab.js", lineno: 1 })));
      }
      postMessage() {}
      terminate() {}
    };
  }, NOT_STARTED],
};
for (const [what, [sabotage, words, argument]] of Object.entries(TAKEN)) {
  test(`without ${what} the lab runs on one thread, in the same visit`, async (t) => {
    const page = await open(t, { address: "?threads=2", expected: /worker sent an error|SyntaxError|SecurityError|error: ErrorEvent/,
      prepare: (p) => p.addInitScript(sabotage, argument) });
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    await runsOnOneThread(page, words);
    assert.equal(await page.evaluate(() => globalThis.terminated ?? null), what === "workers that answer" ? true : null,
      "workers that are not needed are sent away");
  });
}

test("a browser that shares 512 MB and no more has threads", async (t) => {
  const page = await open(t, { address: "?threads=2", prepare: (p) => p.addInitScript(refuseMemory, 8192) });
  assert.equal((await state(page)).threads, 2);
  assert.equal(await page.locator("#toast").isVisible(), false);
  await trains(page);
});

test("a host that does not give workers their script, or gives another module than was built: one thread", async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const faults = {
    "no script for workers": [(name, request) => request.headers["sec-fetch-dest"] === "worker" ? "missing" : undefined,
      NOT_STARTED, 404],
    "another module": [(name) => /-threads.*wasm$/.test(name) ? Buffer.from("not the module") : undefined,
      /one thread here: the build with threads did not arrive/],
  };
  for (const [what, [instead, words]] of Object.entries(faults)) {
    const server = await startPlainServer(DIST, "/lab/", { headers: ISOLATED, instead });
    t.after(() => server.close());
    const page = await openLab(t, browser, server.url, { address: "?threads=2", expected: /worker|404|Worker|error: Event/ });
    assert.equal(await page.evaluate(() => crossOriginIsolated), true, what);
    await runsOnOneThread(page, words);
  }
});

test("with threads all workers answer before the program begins, so that full speed is there at once", async (t) => {
  const page = await open(t, { address: "?threads=3", prepare: (p) => p.addInitScript(() => {
    globalThis.workers = [];
    const Real = Worker;
    globalThis.Worker = class extends Real {
      constructor(...about) {
        super(...about);
        workers.push(document.getElementById("front").hidden ? "late" : "early");
      }
    };
  }) });
  assert.equal((await state(page)).threads, 3);
  await page.evaluate(() => lab.benchCheck("C2"));
  await trains(page);
  const made = await page.evaluate(() => workers);
  assert.deepEqual(made, ["early", "early", "early"]);
});
