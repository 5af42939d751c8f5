// Files that do not arrive: whatever befalls one of those that a visit asks for, the lab starts without it, or the page
// names the cause and has a way out, soon. Which files those are is what a whole visit asks for.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { DIST, launch, PATIENCE } from "./browser.mjs";
import { FAULT_NAMES, startPlainServer } from "./plain_server.mjs";

const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin" };
const SOON = 5000;  // milliseconds

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** A host of its own and a fresh browser for each visit. */
async function visit(t, { headers = {}, instead, address = "" }) {
  const server = await startPlainServer(DIST, "/lab/", { headers, instead });
  const context = await browser.newContext({ viewport: { width: 900, height: 600 } });
  t.after(async () => {
    await context.close();
    await server.close();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(server.url + address, { waitUntil: "commit" });
  return { page, done: () => Promise.all([context.close(), server.close()]) };
}

/** Waits for the lab or for a problem: { lab, problem, note, milliseconds since the visit began }. */
async function outcome(page) {
  const handle = await page.waitForFunction(() => {
    const text = (id) => document.getElementById(id)?.getClientRects().length > 0 ? document.getElementById(id).innerText : "";
    const front = document.getElementById("front");
    const lab = Boolean(front?.hidden && window.lab?.state());
    return (lab || text("problem")) && { lab, problem: text("problem"), note: text("toast-text"), after: performance.now() };
  }, null, { polling: 50 });
  return handle.jsonValue();
}

/** What a whole visit asks for, beside the page itself. */
async function filesOfVisit(t, about) {
  const names = new Set();
  const { page, done } = await visit(t, { ...about, instead: (name) => { names.add(name); } });
  const { lab, after: ready } = await outcome(page);
  assert.ok(lab);
  await page.waitForTimeout(1500);  // the icon, the service worker
  await done();
  names.delete("index.html");
  return { names: [...names], ready };
}

const HOSTS = {
  "a host that isolates": { headers: ISOLATED, address: "?threads=2" },
  "a host without headers": {},
};
for (const [host, about] of Object.entries(HOSTS)) {
  test(`${host}: whatever befalls a file of a visit, the lab starts or a sentence says why not, soon`, async (t) => {
    const { names, ready } = await filesOfVisit(t, about);
    assert.ok(names.some((name) => /^loader/.test(name)) && names.some((name) => /wasm$/.test(name)), names.join());
    const told = [];
    const befall = async (name, fault) => {
      const what = `${name}, ${fault}`;
      let broken = true;
      const { page, done } = await visit(t, { ...about, instead: (asked) => broken && asked === name ? fault : undefined });
      const seen = await outcome(page);
      // A machine that is busy starts the lab late as well.
      assert.ok(seen.after < SOON + 4 * ready, `${what}: told after ${seen.after} ms, ready after ${ready} ms`);
      told.push({ what, ...seen });
      if (!seen.lab) {
        assert.ok(seen.problem.includes(name), `${what}: ${seen.problem}`);
        assert.match(seen.problem, /[Tt]ry again|set that type|goes on by itself/, what);
        broken = false;
        await page.locator("#problem-button").click();
        await page.waitForFunction(() => document.getElementById("front")?.hidden);
      }
      await done();
    };
    for (const name of names) {
      for (let at = 0; at < FAULT_NAMES.length; at += 4) {  // most of the time is spent waiting
        await Promise.all(FAULT_NAMES.slice(at, at + 4).map((fault) => befall(name, fault)));
      }
    }
    const slowest = told.reduce((a, b) => a.after > b.after ? a : b);
    t.diagnostic(`${names.length} files, the slowest: ${slowest.what}, told after ${Math.round(slowest.after)} ms`);
    const failed = (pattern) => told.filter(({ what, lab }) => pattern.test(what) && !lab).map(({ what }) => what);
    assert.equal(failed(/^loader/).length, FAULT_NAMES.length, "nothing starts without the page's script");
    // The panels are written in the page's fonts, which are read as bytes whatever type the host says that they have.
    assert.equal(failed(/^font.*of the wrong type/).length, 0);
    assert.equal(failed(/^font/).length, 2 * (FAULT_NAMES.length - 1));
    // What the lab can do without does not keep it from starting.
    assert.deepEqual(failed(/^(icon|manifest|service-worker)/), []);
    const module = told.filter(({ what }) => /^lab-.*(missing|page in its)/.test(what));
    if (about.headers) assert.ok(module.every(({ lab, note }) => lab && /one thread here: .* did not arrive/.test(note)), JSON.stringify(module));
    else assert.ok(module.every(({ lab }) => !lab));
  });
}

test("a page that was cut short is loaded once more; if that does not help it says so", async (t) => {
  for (const fault of ["cut short", "cut short without a word"]) {
    let times = 1;
    let asked = 0;
    const cut = (name, request) => {
      if (name !== "index.html" || request.headers["sec-fetch-dest"] !== "document") return undefined;
      return ++asked <= times ? fault : undefined;
    };
    const once = await visit(t, { instead: cut });
    assert.ok((await outcome(once.page)).lab, fault);
    assert.equal(asked, 2, fault);
    await once.done();

    [times, asked] = [Infinity, 0];
    const always = await visit(t, { instead: cut });
    assert.match((await outcome(always.page)).problem, /new version|rest of this page has not arrived/, fault);
    await always.page.waitForTimeout(2000);
    assert.equal(asked, 2, `${fault}: it went on loading itself`);
    await always.done();
  }
});

/** The page as an older deployment had it: its own script, or only what that script loads, has other names. */
function olderPage(own) {
  const html = fs.readFileSync(path.join(DIST, "index.html"), "utf8");
  const [, name] = /src="\.\/(loader\.[0-9a-f]{8}\.js)"/.exec(html);
  const script = Buffer.from(fs.readFileSync(path.join(DIST, name), "utf8").replace(/(lab-[a-z-]+)\.[0-9a-f]{8}\./g, "$1.00000000."));
  const integrity = `sha384-${createHash("sha384").update(script).digest("base64")}`;
  const old = html.replace(name, "loader.00000000.js").replace(/integrity="[^"]*"/, `integrity="${integrity}"`);
  return { html: Buffer.from(old), files: own ? {} : { "loader.00000000.js": script } };
}

for (const [what, own] of [["the page's script", true], ["the module", false]]) {
  test(`a page of an older deployment, ${what} gone, is loaded past the cache once, and never in a loop`, async (t) => {
    const { html, files } = olderPage(own);
    let kept = true;      // a cache on the way holds the old page until it is asked to look again
    let forever = false;  // or for good
    let documents = 0;
    const instead = (name, request) => {
      if (files[name]) return files[name];
      if (name !== "index.html") return undefined;
      if (request.headers["sec-fetch-dest"] !== "document") {
        kept = false;
        return undefined;
      }
      ++documents;
      return kept || forever ? html : undefined;
    };
    const { page, done } = await visit(t, { instead });
    assert.ok((await outcome(page)).lab);
    assert.equal(documents, 2);
    await done();

    [documents, forever] = [0, true];
    const stuck = await visit(t, { instead });
    assert.match((await outcome(stuck.page)).problem, /new version of the lab.*00000000\.(js|wasm) is gone\. Reload the page/);
    await stuck.page.waitForTimeout(2000);
    assert.equal(documents, 2, "it went on loading itself");
    forever = false;
    await stuck.page.locator("#problem-button").click();
    await stuck.page.waitForFunction(() => document.getElementById("front")?.hidden);
    await stuck.done();
  });
}

test("opened from the disk, the page says that it needs a web server, and how to start one", async (t) => {
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(pathToFileURL(path.join(DIST, "index.html")).href);
  await page.locator("#problem").waitFor();
  await page.waitForTimeout(500);
  assert.match(await page.locator("#problem").innerText(), /needs a web server[\s\S]*http\.server[\s\S]*\.\/serve/);
});

test("a host whose policy forbids what stands in the page is told apart", async (t) => {
  const { page } = await visit(t, { headers: { "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" } });
  await page.waitForFunction(() => /Content-Security-Policy/.test(document.body?.innerText));
});

test("a part that is fetched when it is wanted, and does not come, is told, and wanted again it comes", async (t) => {
  for (const fault of FAULT_NAMES) {
    let broken = true;
    const { page, done } = await visit(t, { instead: (name) => broken && /^picture_dialog/.test(name) ? fault : undefined });
    assert.ok((await outcome(page)).lab);
    await page.evaluate(() => {
      const file = new File([new Uint8Array(9)], "a.png", { type: "image/png" });
      const transfer = new DataTransfer();
      transfer.items.add(file);
      canvas.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    });
    await page.locator("#toast").waitFor();
    assert.match(await page.locator("#toast-text").innerText(), /takes pictures of your own did not arrive.*Try again, or reload/, fault);
    broken = false;
    await page.reload();
    await page.waitForFunction(() => document.getElementById("front")?.hidden);
    await done();
  }
});
