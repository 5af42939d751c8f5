// The four builds of the module, where they differ: in large products and in what trains beside the page. What they have in
// common, and who gets which, is tried in every engine (engines.test.mjs).
import assert from "node:assert/strict";
import { test } from "node:test";

import { labPages, state, until } from "./browser.mjs";

const open = labPages();

const VARIANTS = ["?variant=simd&threads=1", "?variant=relaxed&threads=1", "?variant=simd&threads=2", "?variant=relaxed&threads=3"];

test("large products agree between the variants to rounding, and between one thread and more to the bit", async (t) => {
  const losses = {};
  for (const address of VARIANTS) {
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
