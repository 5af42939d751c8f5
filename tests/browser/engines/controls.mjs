// The lab under somebody's hands: real keys, clicks, taps and turns of the wheel, and what is drawn.
import assert from "node:assert/strict";

import { picture, settled, state, until } from "../browser.mjs";
import { trainButton, waitFor } from "./engines.mjs";

const shown = (now) => now.settings.side_by_side === "1" ? "both" : now.model;

export const controls = [
  ["the lab starts, paused at iteration 0, and draws", async ({ visitor }) => {
    const page = await visitor.lab();
    const now = await state(page);
    assert.deepEqual([now.status, now.iteration, now.model, now.points, now.simd], ["paused", 0, "linear", 300, true]);
    await settled(page);
    const seen = await picture(page);
    assert.ok(seen.colours > 300, `${seen.colours} colours are not the lab's picture`);
    assert.ok(seen.dominant < 0.9, `${seen.dominant} of it is one colour`);
  }],
  ["keys reach the lab without a click first: run, pause, step, back, reset", async ({ visitor }) => {
    const page = await visitor.lab();
    await page.press(" ");
    await until(page, (now) => now.status === "running");
    await page.press(" ");
    const paused = await until(page, (now) => now.status === "paused");
    await page.press(".");
    const stepped = await until(page, (now) => now.iteration === paused.iteration + 1);
    assert.notEqual(stepped.loss, paused.loss);
    await page.press(",");
    assert.equal((await until(page, (now) => now.iteration === paused.iteration)).loss, paused.loss, "back is where it was, to the bit");
    await page.press("r");
    await until(page, (now) => now.iteration === 0);
  }],
  ["L shows one model, the other, both", async ({ visitor }) => {
    const page = await visitor.lab();
    const seen = [];
    for (let press = 0; press < 3; ++press) {
      const before = shown(await state(page));
      await page.press("l");
      seen.push(shown(await until(page, (now) => shown(now) !== before)));
    }
    assert.deepEqual(seen.toSorted(), ["both", "linear", "two_layer"]);
  }],
  ["side by side both models train on the same data and clock", async ({ visitor }) => {
    const page = await visitor.lab();
    const now = await page.evaluate(() => {
      lab.set("preset=notes_linear&side_by_side=1");
      return lab.step(100);
    });
    assert.deepEqual(now.runs.map(({ model, iteration }) => [model, iteration]), [["linear", 100], ["two_layer", 100]]);
    assert.equal(now.model, "linear");
    assert.equal(now.loss, now.runs[0].loss);
    assert.equal(now.runs[0].loss.toFixed(6), "0.787938");
    assert.equal((await page.evaluate(() => lab.set("model=two_layer"))).model, "two_layer",
      "the figures are those of the model that the settings name");
  }],
  ["a tap on the button trains, another pauses, and so do clicks", async ({ visitor }) => {
    const page = await visitor.lab();
    const { x, y } = await trainButton(page);  // before anything is over it, which gives it another colour
    for (const act of [() => page.tap(x, y), () => page.click(x, y)]) {
      await act();
      await until(page, (now) => now.status === "running" && now.iteration > 0);
      await act();
      await until(page, (now) => now.status === "paused");
      await page.evaluate(() => { lab.reset(); });
    }
  }],
  ["the wheel turned where the panels scroll changes what is drawn, and the page stays where it is", async ({ visitor }) => {
    const page = await visitor.lab();
    await settled(page);
    const before = await picture(page);
    await page.wheel(120, 500, 300);
    const end = Date.now() + 30_000;
    let after = before;
    while (after.hash === before.hash && Date.now() < end) {
      await settled(page);
      after = await picture(page);
    }
    assert.notEqual(after.hash, before.hash);
    assert.equal(await page.evaluate(() => scrollY), 0);
  }],
  ["a lost graphics context comes back with the same picture", async ({ visitor }) => {
    const page = await visitor.lab();
    await settled(page);
    const before = await picture(page);
    await page.evaluate(() => {
      globalThis.loss = canvas.getContext("webgl2").getExtension("WEBGL_lose_context");
      loss.loseContext();
    });
    const words = await waitFor(page, () => !document.getElementById("toast").hidden && document.getElementById("toast").innerText);
    assert.match(words, /took the graphics away/);
    await page.evaluate(() => lab.step() && lab.reset());
    await page.evaluate(() => loss.restoreContext());
    await waitFor(page, () => document.getElementById("toast").hidden);
    await settled(page);
    const after = await picture(page);
    assert.ok(Math.abs(after.brightness - before.brightness) < 0.01, `${before.brightness} → ${after.brightness}`);
    assert.ok(after.colours > 0.7 * before.colours, `${before.colours} → ${after.colours} colours`);
  }, { expected: /WebGL|CONTEXT_LOST|context/ }],
];
