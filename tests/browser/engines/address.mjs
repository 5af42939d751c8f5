// The page's address and what the browser keeps: settings come from it and go back into it, and a reload loses nothing.
import assert from "node:assert/strict";

import { state, until } from "../browser.mjs";
import { isReady, waitFor } from "./engines.mjs";

export const address = [
  ["settings come from the address and go back into it, also those typed there later", async ({ visitor, t }) => {
    const page = await visitor.visit(t, { address: "#model=two_layer&hidden=50" });
    const now = await state(page);
    assert.deepEqual([now.model, now.settings.hidden], ["two_layer", "50"]);
    assert.equal(now.settings.init_skip, "24", "the rest is the published run of this model");
    await page.evaluate(() => lab.set("lr=0.25"));
    await waitFor(page, () => location.hash.includes("lr=0.25"));
    assert.match(await page.evaluate(() => location.hash), /^#(?=.*model=two_layer)(?=.*hidden=50)/);
    await page.reload();
    await isReady(page);
    assert.equal((await state(page)).settings.lr, "0.25");
    await page.evaluate(() => { location.hash = "#classes=5"; });
    assert.equal((await until(page, ({ classes }) => classes === 5)).settings.lr, "1");
    await page.evaluate(() => { location.hash = "#preset=notes_two_layer"; });
    await until(page, ({ settings }) => settings.init_skip === "24");
  }],
  ["of a bad address what is good is used, and the rest is told in words", async ({ visitor, t }) => {
    const page = await visitor.visit(t, { address: "#hidden=0&lr=0.25" });
    const words = await waitFor(page, () => !document.getElementById("toast").hidden && document.getElementById("toast-text").innerText);
    assert.match(words.trim(), /^Not all settings in this page's address could be used\. Hidden units: a whole number[^=_]*$/);
    assert.equal((await state(page)).settings.lr, "0.25");
  }, { expected: /Not all settings/ }],
  ["a reload at once comes back with both runs, their histories and settings, and goes on to the bit", async ({ visitor, t }) => {
    const page = await visitor.visit(t);
    const before = await page.evaluate(() => {
      lab.step(150);
      lab.set("model=two_layer");
      lab.set("hidden=20");
      lab.step(500);
      const { iteration, loss, settings_text: settings } = lab.state();
      return { iteration, loss, settings, history: lab.history() };
    });
    await page.reload();
    await isReady(page);
    const after = await page.evaluate(() => {
      const { iteration, loss, settings_text: settings } = lab.state();
      return { iteration, loss, settings, history: lab.history() };
    });
    assert.deepEqual(after, before);
    const went = await page.evaluate(() => lab.step(50).loss);
    assert.equal((await page.evaluate(() => lab.set("model=linear"))).iteration, 150);
    const again = await page.evaluate((settings) => {
      lab.forget();
      lab.set(settings);
      return lab.step(550).loss;
    }, before.settings);
    assert.equal(went, again);
  }],
];
