// The page around the lab: it loads, it asks nobody else, and it says plainly what is missing or went wrong.
import assert from "node:assert/strict";
import { test } from "node:test";

import { DIST, labPages, launch, openLab, picture, state } from "./browser.mjs";
import { startPlainServer } from "./plain_server.mjs";

const open = labPages();

const problem = (page) => page.locator("#problem");

test("the page loads with no error and no foreign request", async (t) => {
  const page = await open(t);
  assert.match(await page.title(), /^Classifier Lab/);
  assert.equal(await page.locator("#front").isVisible(), false);
  const now = await state(page);
  assert.equal(now.status, "paused");
  assert.equal(now.iteration, 0);
  assert.equal(now.settings.data, "spiral");
  assert.equal(now.model, "linear");
  assert.equal(now.points, 300);
  assert.equal(now.simd, true);
  const seen = await picture(page);
  assert.ok(seen.colours > 300, `${seen.colours} colours are not the lab's picture`);
});

test("a foreign request and an error would be noticed", async (t) => {
  const noticed = [];
  const inner = { after: (check) => noticed.push(check) };
  const page = await open(inner, { wait: false, bypassCSP: true });
  await page.evaluate(() => {
    fetch("http://127.0.0.1:9/").catch(() => {});
    console.error("a complaint");
  });
  await page.waitForTimeout(200);
  await assert.rejects(noticed[0], (error) => {
    assert.match(error.actual.join(), /foreign request/);
    assert.match(error.actual.join(), /a complaint/);
    return true;
  });
});

test("text becomes neither script nor markup, and no script but the page's own is started", async (t) => {
  const page = await open(t, { expected: /TrustedScript|TrustedHTML|Trusted Type/ });
  const refused = await page.evaluate(() => {
    const sinks = {
      markup: () => { document.createElement("p").innerHTML = "<b>x</b>"; },
      "a script's text": () => { document.createElement("script").text = "1"; },
      "a script elsewhere": () => { document.createElement("script").src = "https://elsewhere.example/x.js"; },
      "a worker of its own text": () => new Worker("data:text/javascript,1"),
      "a worker from the folder of images": () => new Worker("./images/x.js"),
    };
    return Object.entries(sinks).filter(([, act]) => { try { act(); return true; } catch { return false; } }).map(([name]) => name);
  });
  assert.deepEqual(refused, []);
});

test("it runs below a path, on a server that sends no headers", async (t) => {
  const server = await startPlainServer(DIST, "/some where/deep/");
  t.after(() => server.close());
  const browser = await launch();
  t.after(() => browser.close());
  const page = await openLab(t, browser, server.url, {});
  assert.equal(await page.evaluate(() => crossOriginIsolated), false);
  assert.equal((await page.evaluate(() => lab.step(3))).iteration, 3);
  // Fetched beside everything else: a server that closes in the middle of it would be a complaint on the page.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
});

test("without JavaScript the page says so", async (t) => {
  const page = await open(t, { javaScriptEnabled: false, wait: false });
  assert.match(await page.locator("noscript").innerText(), /JavaScript is switched off/);
  assert.equal(await page.locator("h1").innerText(), "Classifier Lab");
  assert.equal(await page.locator("#loading").isVisible(), false);
});

test("without WebGL 2 the page says so", async (t) => {
  const browser = await launch(["--disable-gpu", "--disable-3d-apis"]);
  t.after(() => browser.close());
  const server = await startPlainServer(DIST, "/");
  t.after(() => server.close());
  const page = await openLab(t, browser, server.url, { wait: false, expected: /WebGL/ });
  await problem(page).waitFor();
  assert.match(await problem(page).innerText(), /no WebGL 2/);
  await page.evaluate(() => lab.ready).then(
    () => assert.fail("ready without a lab"),
    (error) => assert.match(error.message, /WebGL 2/));
});

for (const [what, sabotage, message] of [
  ["WebAssembly SIMD", () => { WebAssembly.validate = () => false; }, /no WebAssembly SIMD/],
  ["WebAssembly", () => { delete globalThis.WebAssembly; }, /no WebAssembly/],
  ["a policy that it understands", () => {
    WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError("violates Content Security policy"); } };
  }, /not allowed here[\s\S]*'wasm-unsafe-eval'/],
]) {
  test(`without ${what} the page says so`, async (t) => {
    const page = await open(t, { wait: false, prepare: (p) => p.addInitScript(sabotage) });
    await problem(page).waitFor();
    assert.match(await problem(page).innerText(), message);
    assert.match(await problem(page).innerText(), /Chrome or Edge 100, Firefox 114, Safari 16\.4/);
  });
}

test("a failed download is told, and trying again works", async (t) => {
  const page = await open(t, {
    wait: false,
    expected: /Failed to load resource|net::ERR_FAILED/,
    prepare: (p) => p.route("**/*.wasm", (route) => route.abort()),
  });
  await problem(page).waitFor();
  assert.match(await problem(page).innerText(), /download failed/i);
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.evaluate(() => lab.ready.then(() => true));
  assert.equal(await page.locator("#front").isVisible(), false);
  assert.equal((await page.evaluate(() => lab.step())).iteration, 1);
});

test("an answer that is no file is told with its status", async (t) => {
  const page = await open(t, {
    wait: false,
    expected: /503/,
    prepare: (p) => p.route("**/*.wasm", (route) => route.fulfill({ status: 503, body: "" })),
  });
  await problem(page).waitFor();
  assert.match(await problem(page).innerText(), /503/);
});

test("a module that is not the one that was built is told by its digest", async (t) => {
  const page = await open(t, {
    wait: false,
    expected: /WebAssembly|CompileError/,
    prepare: (p) => p.route("**/*.wasm", (route) => route.fulfill({ status: 200, body: "not a module" })),
  });
  await problem(page).waitFor();
  assert.match(await problem(page).innerText(), /wasm arrived incomplete or damaged[\s\S]*SHA-256/);
});

test("progress shows real bytes of the known size", async (t) => {
  let proceed;
  const held = new Promise((resolve) => { proceed = resolve; });
  const page = await open(t, {
    wait: false,
    prepare: async (p) => {
      await p.addInitScript(() => {
        globalThis.progressSeen = [];
        addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
          progressSeen.push(document.getElementById("progress-text").textContent);
        }).observe(document.getElementById("progress-text"), { childList: true }));
      });
      await p.route("**/*.wasm", async (route) => { await held; await route.continue(); });
    },
  });
  await page.locator("#loading").waitFor();
  proceed();
  await page.evaluate(() => lab.ready.then(() => true));
  const seen = await page.evaluate(() => progressSeen);
  assert.ok(seen.some((text) => /^Loading… \d+\.\d MB( of \d+\.\d MB)?$/.test(text)), seen.join(" | "));
  assert.equal(seen.at(-1), "Starting…");
});

test("a crash is told, with a way out", async (t) => {
  const page = await open(t, { expected: /unreachable/ });
  await page.evaluate(() => { setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }); });
  await problem(page).waitFor();
  assert.match(await problem(page).innerText(), /The lab stopped[\s\S]*unreachable/);
  await page.getByRole("button", { name: "Reload" }).click();
  await page.waitForFunction(() => document.getElementById("problem").hidden);
  await page.evaluate(() => lab.ready.then(() => true));
});

test("an unhandled error beside the lab is shown and can be dismissed", async (t) => {
  const page = await open(t, { expected: /out of luck/ });
  await page.evaluate(() => { Promise.reject(new Error("out of luck")); });
  await page.locator("#toast").waitFor();
  assert.match(await page.locator("#toast").innerText(), /out of luck/);
  await page.getByRole("button", { name: "Dismiss" }).click();
  assert.equal(await page.locator("#toast").isVisible(), false);
});

test("settings come from the query, which may hold what others put there", async (t) => {
  const page = await open(t, { address: "?utm_source=x&preset=notes_two_layer" });
  assert.equal((await state(page)).settings.init_skip, "24");
  assert.equal(await page.locator("#toast").isVisible(), false);
});

test("of a bad address what is good is used, and the rest is told once, in words", async (t) => {
  const told = [
    ["#hidden=0&lr=0.25", /^Not all settings in this page's address could be used\. Hidden units: a whole number[^=_]*$/],
    ["#nonsense=1&lr=0.25", /nonsense/],
    ["#lr=0.25&model=twolayer&points=abc", /Model: linear or two-layer \(you gave twolayer\)\. Points per class: /],
  ];
  for (const [address, words] of told) {
    const page = await open(t, { address });
    await page.locator("#toast").waitFor();
    assert.match((await page.locator("#toast-text").innerText()).trim(), words);
    assert.equal((await state(page)).settings.lr, "0.25");
    assert.equal((await state(page)).notice, "");
  }
});

test("an address that cannot be read is told and changes nothing", async (t) => {
  for (const [address, told] of [["#%", /address/]]) {
    const page = await open(t, { address });
    await page.locator("#toast").waitFor();
    assert.match(await page.locator("#toast").innerText(), told);
    assert.equal((await state(page)).settings.hidden, "100");
  }
});

test("the state is told in words for those who cannot see it", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.step(20));
  await page.waitForFunction(() => document.getElementById("spoken").textContent.includes("iteration 20"));
  assert.match(await page.locator("#spoken").textContent(), /Linear model, paused .* loss 0\.8515.* accuracy \d+%/);
});
