// The four builds of the module: which one a browser gets, that all give the same numbers, and that a host without
// isolation headers works at once and has threads from the next visit on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DIST, labPages, launch, openLab, state, until } from "./browser.mjs";
import { startPlainServer } from "./plain_server.mjs";

const open = labPages();

const VARIANTS = {
  "?variant=simd&threads=1": ["WebAssembly, SIMD", 1],
  "?variant=relaxed&threads=1": ["WebAssembly, relaxed SIMD", 1],
  "?variant=simd&threads=2": ["WebAssembly, SIMD", 2],
  "?variant=relaxed&threads=3": ["WebAssembly, relaxed SIMD", 3],
};

// The notes' networks have short sums, which no variant fuses: their runs are the same to the bit.
test("every variant can be asked for, and gives the same losses", async (t) => {
  const losses = [];
  for (const [address, [variant, threads]] of Object.entries(VARIANTS)) {
    const page = await open(t, { address });
    const seen = await state(page);
    assert.deepEqual([seen.variant, seen.threads], [variant, threads], address);
    losses.push(await page.evaluate(() => ["float32", "float64"].map((precision) => {
      lab.set(`preset=notes_two_layer&precision=${precision}`);
      return lab.step(1000).loss;
    })));
    assert.deepEqual(losses.at(-1), losses[0], address);
  }
  assert.ok(Math.abs(losses[0][1] - 0.294946) < 2e-6, `${losses[0]}`);
});

test("large products agree between the variants to rounding, and between one thread and more to the bit", async (t) => {
  const losses = {};
  for (const address of Object.keys(VARIANTS)) {
    const page = await open(t, { address });
    losses[address] = await page.evaluate(() => [lab.benchCheck("C2"), lab.bench("C1", 0).loss]).then(([, loss]) => loss);
  }
  const [simd, relaxed, shared, fused] = Object.values(losses);
  assert.equal(simd, shared);
  assert.equal(relaxed, fused);
  assert.ok(Math.abs(simd - relaxed) < 1e-5 * simd, `${simd} and ${relaxed}`);
});

test("with threads, training runs beside the page: steps are made while nobody draws, and commands still act", async (t) => {
  const page = await open(t, { address: "?threads=2" });
  const steps = await page.evaluate(async () => {
    lab.speed("max");
    lab.run();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const from = lab.state().iteration;
    const end = performance.now() + 300;
    while (performance.now() < end);  // a page that is busy with something else
    return lab.state().iteration - from;
  });
  assert.ok(steps > 50, `${steps} steps`);
  await page.evaluate(() => lab.set("lr=0.5"));
  await until(page, (now) => now.settings.lr === "0.5");
  await page.waitForFunction(() => location.hash === "#lr=0.5");
  assert.equal(await page.evaluate(() => location.search), "?threads=2", "the address keeps what was wished");
  await page.evaluate(() => lab.pause());
  const paused = (await state(page)).iteration;
  await page.waitForTimeout(200);
  assert.equal((await state(page)).iteration, paused);
});

for (const [address, words] of [["?variant=fast", /simd or relaxed/], ["?threads=none", /whole number from 1 to 32/]]) {
  test(`${address} is refused in words, and the page works`, async (t) => {
    const page = await open(t, { address });
    await page.locator("#toast").waitFor();
    assert.match(await page.locator("#toast").innerText(), words);
    assert.equal((await page.evaluate(() => lab.step(3))).iteration, 3);
  });
}

let browser, plain;
before(async () => {
  browser = await launch();
  plain = await startPlainServer(DIST, "/some/path/");
});
after(async () => {
  await browser?.close();
  await plain?.close();
});

test("a host without headers: works at once on one thread, never reloads, has threads at the next visit", async (t) => {
  const page = await openLab(t, browser, plain.url, {});
  assert.equal((await state(page)).threads, 1);
  await page.evaluate(() => { window.stillThere = true; lab.step(7); });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.waitForTimeout(1500);
  assert.equal(await page.evaluate(() => window.stillThere), true, "the visitor's page was reloaded");
  assert.equal((await state(page)).iteration, 7);

  await page.reload();
  await page.evaluate(() => lab.ready.then(() => true));
  assert.equal(await page.evaluate(() => crossOriginIsolated), true);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  assert.equal((await state(page)).threads, Math.min(cores, 8));
  const before = (await state(page)).iteration;  // the visit before came back
  assert.equal((await page.evaluate(() => lab.step(5))).iteration, before + 5);
});
