// The module's code, most of a visit, is asked for by what stands in the page itself: before the page's script has come,
// once, and in the build that then runs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DIST, launch, PATIENCE } from "./browser.mjs";
import { startPlainServer } from "./plain_server.mjs";

const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin" };
const CODE = /lab-([a-z-]+)\.[0-9a-f]{8}\.wasm$/;

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/**
 * Opens the page from a host; its script is held back until `hold`, given what the page asked for so far, lets it go.
 * @returns {Promise<{asked: string[], build: string, page: import("playwright-core").Page}>} builds in the order in which their code
 *   was asked for, and the one that runs
 */
async function visit(t, { headers, address = "", prepare, hold }) {
  const server = await startPlainServer(DIST, "/lab/", { headers });
  const context = await browser.newContext({ serviceWorkers: "block" });
  t.after(async () => {
    await context.close();
    await server.close();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  if (prepare) await page.addInitScript(prepare);
  const seen = { asked: [] };
  const buildOf = (request) => CODE.exec(request.url())?.[1];
  page.on("request", (request) => { if (buildOf(request)) seen.asked.push(buildOf(request)); });
  await page.route(/\/loader\.[0-9a-f]{8}\.js$/, async (route) => {
    await hold?.(seen);
    await route.continue();
  });
  await page.goto(server.url + address, { waitUntil: "commit" });
  await page.waitForFunction(() => document.getElementById("front")?.hidden && window.lab?.state());
  const { variant, threads } = await page.evaluate(() => lab.state());
  const build = (/relaxed/.test(variant) ? "relaxed" : "simd") + (threads > 1 ? "-threads" : "");
  return { ...seen, build, page };
}

async function untilAsked(seen) {
  for (const end = Date.now() + 15000; seen.asked.length === 0;) {
    if (Date.now() > end) throw new Error("The code was not asked for while the page's script was held back.");
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

for (const [host, headers] of Object.entries({ "that isolates": ISOLATED, "without headers": {} })) {
  test(`on a host ${host} the code of the build that runs is on its way before the page's script, once`, async (t) => {
    const { asked, build } = await visit(t, { headers, hold: untilAsked });
    assert.deepEqual(asked, [build]);
  });
}

test("an address that wishes a build gets that one alone", async (t) => {
  const { asked, build } = await visit(t, { headers: ISOLATED, address: "?variant=simd&threads=1" });
  assert.deepEqual(asked, [build]);
  assert.equal(build, "simd");
});

test("where the build that was asked for cannot be used, it is not loaded any further", async (t) => {
  const { asked, build, page } = await visit(t, { headers: ISOLATED, hold: untilAsked, prepare: () => {
    delete globalThis.SharedArrayBuffer;
    window.stops = [];
    const ask = window.fetch;
    window.fetch = (url, how) => {
      if (/threads.*wasm$/.test(url)) window.stops.push(how.signal);
      return ask(url, how);
    };
  } });
  assert.equal(asked.length, 2);
  assert.equal(asked.at(-1), build);
  assert.doesNotMatch(build, /threads/);
  assert.deepEqual(await page.evaluate(() => window.stops.map(({ aborted }) => aborted)), [true]);
});
