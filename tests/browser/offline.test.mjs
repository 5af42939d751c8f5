// After one visit the lab works without a network, images too; a new deployment is offered and comes with the run; a host
// whose files arrive in any order, slowly or not at all gives the version that is kept; and the headers that a host does
// not send are there. tools/tests/deployments.test.mjs tries the same 1,000 times in a simulated browser.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { startServer } from "../../tools/serve.mjs";
import { headersFor } from "../../web/headers.mjs";
import { DIST, dropFiles, launch, PATIENCE, state, until } from "./browser.mjs";
import { imageFolder } from "./image_files.mjs";
import { startPlainServer } from "./plain_server.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const digest = (kind, text, as) => createHash(kind).update(text).digest(as);
const ready = (page) => page.evaluate(() => lab.ready.then(() => true));
const versionOf = (page) => page.evaluate(() => document.documentElement.dataset.version);
const OWN = path.join(DIST, "index.html");

/** The next deployment: another page with another script, which says so; what the present one has of its own is gone. */
function nextDeployment() {
  const html = fs.readFileSync(OWN, "utf8");
  const [, old] = /src="\.\/(loader\.[0-9a-f]{8}\.js)"/.exec(html);
  const script = Buffer.from(`window.labDeployment="next";${fs.readFileSync(path.join(DIST, old), "utf8")}`);
  const name = `loader.${digest("sha256", script, "hex").slice(0, 8)}.js`;
  const page = html.replace(old, name).replace(/data-version="\w+"/, 'data-version="0123456789abcdef"')
    .replace(/integrity="[^"]*"/, `integrity="sha384-${digest("sha384", script, "base64")}"`);
  return { files: { "index.html": Buffer.from(page), [name]: script }, gone: old, script: name };
}

/** A host without headers whose files may be others from one moment to the next, and a browser that visits it. */
async function visitor(t, { instead = () => undefined } = {}) {
  const host = { instead, faults: [] };
  const server = await startPlainServer(DIST, "/lab/", { instead: (name, request) => host.instead(name, request) });
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  await context.addInitScript(() => localStorage.setItem("lab.visited", "1"));
  t.after(async () => {
    await context.close();
    await server.close();
  });
  const visit = async (address = "") => {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", ({ message }) => host.faults.push(message));
    await page.goto(server.url + address);
    return page;
  };
  return { host, visit, context, server };
}

/** Waits until this page's version is kept, whole. */
const kept = (page, version) => page.waitForFunction(async (wished) => {
  const own = wished ?? document.documentElement.dataset.version;
  for (const name of (await caches.keys()).filter((key) => / current$/.test(key))) {
    const [note] = await (await caches.open(name)).matchAll();
    if (note && (await note.text()).startsWith(own)) return true;
  }
  return false;
}, version, { polling: 100 });

const started = async (page) => {
  await ready(page);
  assert.equal(await page.locator("#problem").isVisible(), false);
  assert.equal(await page.locator("#front").isVisible(), false);
};

test("after one visit all of it works without a network: spiral, images, a picture of one's own", async (t) => {
  const folder = imageFolder();
  const images = (name) => name.startsWith("images/") ? folder.files.get(name.slice(7)) ?? "missing" : undefined;
  const { host, visit, context, server } = await visitor(t, { instead: images });
  const first = await visit();
  await ready(first);
  await first.evaluate(() => lab.loadImages().then(() => true));
  await kept(first);
  await first.close();
  await context.setOffline(true);
  await server.close();

  const page = await visit("?threads=1#model=two_layer");
  await started(page);
  assert.equal((await state(page)).model, "two_layer");
  assert.equal((await page.evaluate(() => lab.step(20))).iteration, 20);
  const loaded = await page.evaluate(() => lab.loadImages().then(() => lab.state()));
  assert.deepEqual([loaded.images.state, loaded.images.train, loaded.images.test, loaded.images.message], ["done", 600, 100, ""]);
  await page.evaluate(() => lab.set("preset=cifar_softmax&batch=100&val=100"));
  assert.equal((await page.evaluate(() => lab.step(5))).iteration, 5);
  await dropFiles(page, [{ name: "own.png", type: "image/png", bytes: await page.screenshot() }]);
  await page.locator("#picture").waitFor();
  await page.reload();
  await started(page);
  // As a telephone would: no network, and threads that the first visit did not have.
  const other = await visit();
  await started(other);
  assert.equal(await other.evaluate(() => crossOriginIsolated), true);
  assert.deepEqual(host.faults, []);
});

test("a new deployment is offered, not forced, and comes with the run", async (t) => {
  const { host, visit } = await visitor(t);
  const page = await visit("?threads=1");
  await started(page);
  await kept(page);
  await page.evaluate(() => { lab.step(120); lab.set("model=two_layer"); lab.step(300); window.stillThere = true; });
  const before_ = await state(page);
  const next = nextDeployment();
  host.instead = (name) => name === next.gone ? "missing" : next.files[name];

  const second = await visit("?threads=1");
  await started(second);
  assert.equal(await second.evaluate(() => window.labDeployment), "next");
  assert.equal(await second.locator("#offer").isVisible(), false);
  await second.close();

  await page.locator("#offer").waitFor();
  assert.match(await page.locator("#offer").innerText(), /A new version of the lab is ready\./);
  assert.equal(await page.evaluate(() => document.activeElement.id !== "offer-take"), true, "it takes no focus");
  await page.getByRole("button", { name: "Later" }).click();
  assert.equal(await page.locator("#offer").isVisible(), false);
  // The page goes on with what belongs to it, though its host has it no more.
  await dropFiles(page, [{ name: "own.png", type: "image/png", bytes: await page.screenshot() }]);
  await page.locator("#picture").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForTimeout(1500);
  assert.equal(await page.evaluate(() => window.stillThere && !window.labDeployment), true, "the visitor's page was reloaded");
  assert.equal((await state(page)).iteration, before_.iteration);

  await page.reload();
  await started(page);
  assert.equal(await page.evaluate(() => window.labDeployment), "next");
  assert.deepEqual([(await state(page)).iteration, (await state(page)).loss], [before_.iteration, before_.loss]);
  assert.deepEqual(host.faults, []);
});

test("switching to the new version keeps a run that is under way; where it cannot be kept, the page stays", async (t) => {
  const { host, visit } = await visitor(t);
  const page = await visit("?threads=1");
  const poor = await visit("?threads=1");
  await poor.addInitScript(() => { IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); }; });
  await poor.reload();
  await Promise.all([started(page), started(poor)]);
  await kept(page);
  await page.evaluate(() => { lab.set("model=two_layer"); lab.speed("max"); lab.run(); });
  await until(page, (now) => now.iteration > 300);
  const next = nextDeployment();
  host.instead = (name) => name === next.gone ? "missing" : next.files[name];
  await (await visit()).close();

  await page.locator("#offer").waitFor();
  const { iteration } = await state(page);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Switch to it" }).click()]);
  await started(page);
  assert.equal(await page.evaluate(() => window.labDeployment), "next");
  const after_ = await state(page);
  assert.ok(after_.iteration >= iteration, `${iteration} → ${after_.iteration}`);
  assert.equal(after_.model, "two_layer");

  await poor.locator("#offer").waitFor();
  await poor.evaluate(() => { lab.step(7); window.stillThere = true; });
  await poor.getByRole("button", { name: "Switch to it" }).click();
  await poor.waitForFunction(() => /cannot keep this run/.test(document.getElementById("offer").innerText));
  await poor.waitForTimeout(1000);
  assert.equal(await poor.evaluate(() => window.stillThere && lab.state().iteration), 7);
});

test("a host that is half deployed, slow, broken or silent gives the version that is kept, soon", async (t) => {
  const { host, visit } = await visitor(t);
  const first = await visit("?threads=1");
  await ready(first);
  await kept(first);
  const own = await versionOf(first);
  await first.close();
  const next = nextDeployment();
  const page = (fault) => (name) => name === "index.html" ? fault : undefined;
  const hosts = {
    "the page is there, its script is not": (name) => name === "index.html" ? next.files[name] : undefined,
    "the page's script is cut short": (name) => name === next.script ? next.files[name].subarray(0, 999) : next.files[name],
    "the module is gone": (name) => /wasm$/.test(name) ? "missing" : undefined,
    "the page is gone": page("missing"),
    "another page is in its place": page("a web page in its place"),
    "the page is cut short": page("cut short without a word"),
    "nothing answers": () => "never answered",
  };
  for (const [what, instead] of Object.entries(hosts)) {
    host.instead = instead;
    const visited = await visit("?threads=1");
    await started(visited);
    assert.equal(await versionOf(visited), own, what);
    assert.ok(await visited.evaluate(() => performance.getEntriesByType("navigation")[0].responseStart) < 5000, what);
    await visited.close();
  }
  host.instead = (name) => name === next.gone ? "missing" : next.files[name];
  // The browser itself may still wait for the answer that never came.
  let last;
  do {
    await last?.close();
    last = await visit("?threads=1");
    await started(last);
  } while (await last.evaluate(() => window.labDeployment) !== "next");
  // What belonged to the old one goes when no page has it any more.
  await last.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ build: "lab-simd" })));
  await last.waitForFunction(async (old) => !(await caches.keys()).some((name) => name.includes(old)), own, { polling: 200 });
  assert.deepEqual(host.faults, []);
});

test("a storage that is full leaves a page that works, visit after visit", async (t) => {
  const { visit, context, server, host } = await visitor(t);
  const page = await visit("?threads=1");
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(server.url).origin, quotaSize: 100000 });
  for (let times = 0; times < 3; ++times) {
    await page.reload();
    await started(page);
    assert.equal((await page.evaluate(() => lab.step(3))).iteration >= 3, true);
    await page.waitForTimeout(1500);
  }
  const whole = await page.evaluate(async () => {
    const found = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).match("./index.html")));
    return found.some(Boolean);
  });
  assert.equal(whole, false, "the storage was not full");
  assert.deepEqual(host.faults, []);
});

/** The headers that matter of a page's visit: of the page, its scripts, its code and the script of its workers. */
async function headersSeen(page) {
  const files = new Map();
  page.on("response", async (response) => files.set(new URL(response.url()).pathname.split("/").pop() || "index.html", response.headers()));
  await page.reload();
  await started(page);
  return files;
}

test("page, scripts and workers have the same headers on a host that sends them and on one that does not", async (t) => {
  const wished = Object.entries(headersFor(fs.readFileSync(OWN, "utf8"))).map(([name, value]) => [name.toLowerCase(), value]);
  assert.ok(wished.some(([name, value]) => name === "content-security-policy" && /require-trusted-types-for/.test(value)));
  const { visit, context } = await visitor(t);
  const plain = await visit("?threads=2");
  await ready(plain);
  await kept(plain);
  const good = await startServer({ root: DIST, port: 0 });
  const page = await context.newPage();
  t.after(() => good.close());
  await page.goto(`${good.url}?threads=2`);
  await ready(page);
  for (const [what, visited] of [["a host without headers", plain], ["./serve", page]]) {
    const seen = await headersSeen(visited);
    assert.equal((await state(visited)).threads, 2, what);
    const names = [...seen.keys()].filter((name) => /index\.html|\.(js|wasm|ttf)$/.test(name));
    assert.ok(names.some((name) => /threads.*js$/.test(name)) && names.includes("index.html"), `${what}: ${names}`);
    for (const name of names) for (const [header, value] of wished) assert.equal(seen.get(name)[header], value, `${what}, ${name}, ${header}`);
  }
});

test("it can be installed: name, icons of the sizes that they claim to have, nothing that the browser misses", async (t) => {
  const { visit, context } = await visitor(t);
  const page = await visit();
  await ready(page);
  await kept(page);
  await page.reload();
  await ready(page);
  const session = await context.newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A window in private, as every test's is, installs nothing.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
  const icons = await page.evaluate(async () => {
    const address = document.querySelector("link[rel=manifest]").href;
    const { icons: list } = await (await fetch(address)).json();
    const touch = document.querySelector("link[rel=apple-touch-icon]").href;
    const sizeOf = async (url) => {
      const { width, height } = await createImageBitmap(await (await fetch(new URL(url, address))).blob());
      return `${width}x${height}`;
    };
    const seen = await Promise.all(list.filter(({ type }) => type === "image/png")
      .map(async ({ src, sizes, purpose = "any" }) => ({ sizes, purpose, seen: await sizeOf(src) })));
    return [...seen, { sizes: "180x180", purpose: "touch", seen: await sizeOf(touch) }];
  });
  for (const { sizes, purpose, seen } of icons) assert.equal(seen, sizes, purpose);
  assert.deepEqual(icons.map(({ sizes, purpose }) => `${purpose} ${sizes}`).sort(),
    ["any 192x192", "any 512x512", "maskable 192x192", "maskable 512x512", "touch 180x180"]);
});
