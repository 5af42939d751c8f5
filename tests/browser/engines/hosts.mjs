// Hosts that are not all that they should be, and what they and the engine give of threads.
import assert from "node:assert/strict";

import { state, until } from "../browser.mjs";
import { clickOn, isReady, outcome, waitFor } from "./engines.mjs";

const LOADING = /Failed to load|status of 404|MIME type|[Ll]oading (failed|module)|disallowed|module script|NetworkError|Content-Length|error loading|integrity/;

// file, its name, what befalls it, what the page says
const FAULTS = [
  ["the page's script", /^loader\./, "missing", /answered 404 for loader/],
  ["the page's script", /^loader\./, "of the wrong type", /text\/javascript/],
  ["the module's script", /^lab-.*\.js$/, "of the wrong type", /text\/javascript/],
  ["the module", /^lab-.*\.wasm$/, "missing", /answered 404 for lab-/],
  ["the module", /^lab-.*\.wasm$/, "a web page in its place", /sent a web page in place of lab-/],
  ["the module", /^lab-.*\.wasm$/, "cut short", /lab-.*wasm was cut short|wasm arrived incomplete or damaged/],
];

async function trains(page) {
  assert.equal((await page.evaluate(() => lab.step(3))).iteration, 3);
  await page.evaluate(() => { lab.speed("max"); lab.run(); });
  await until(page, (now) => now.iteration > 50);
  await page.evaluate(() => { lab.pause(); });
}

export const faults = FAULTS.map(([what, file, fault, words]) =>
  [`${what}, ${fault}: the page says so, and its button helps`, async ({ visitor, t }) => {
    let broken = true;
    const page = await visitor.visit(t, { wait: false, instead: (name) => broken && file.test(name) ? fault : undefined });
    const seen = await outcome(page);
    assert.equal(seen.lab, false);
    assert.match(seen.problem, words);
    broken = false;
    await clickOn(page, "problem-button");
    await waitFor(page, () => document.getElementById("front")?.hidden);
    assert.equal((await page.evaluate(() => lab.step())).iteration, 1);
  }, { expected: LOADING }]);

export const threads = [
  ["a host without headers: works at once on one thread, and has threads at the next visit", async ({ visitor, engine, t }) => {
    const page = await visitor.visit(t);
    assert.equal((await state(page)).threads, 1);
    await page.evaluate(() => { globalThis.stillThere = true; lab.step(7); });
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.waitForTimeout(1000);
    assert.equal(await page.evaluate(() => globalThis.stillThere), true, "the visitor's page was reloaded");
    await page.reload();
    await isReady(page);
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    const cores = await page.evaluate(() => navigator.hardwareConcurrency);
    const now = await state(page);
    assert.equal(now.threads, engine.sharesMemory ? Math.min(cores, 8) : 1);
    assert.equal(now.iteration, 7, "the visit before came back");
  }],
  ["a host that isolates: threads where the engine shares memory, else one and a quiet line", async ({ visitor, engine, t }) => {
    const page = await visitor.visit(t, { isolated: true });
    const { note } = await outcome(page);
    const now = await state(page);
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    if (engine.sharesMemory) {
      assert.equal(note, "");
      assert.equal(now.threads, Math.min(await page.evaluate(() => navigator.hardwareConcurrency), 8));
    } else {
      assert.match(note, /one thread here: this browser gives the page no memory that threads can share/);
      assert.equal(note.split("\n").length, 1);
      assert.equal(now.threads, 1);
    }
    await trains(page);
  }],
  ["one thread, when that is asked for, and nothing is said about it", async ({ visitor, t }) => {
    const page = await visitor.visit(t, { isolated: true, address: "?threads=1" });
    assert.equal((await outcome(page)).note, "");
    assert.equal((await state(page)).threads, 1);
    await trains(page);
  }],
  // The service worker's cache is to be tried here as well: after one visit, and then without the host.
];
