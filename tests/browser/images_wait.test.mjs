// Images that are on their way: what asked for them is kept, nothing unseen trains, and bytes are saved where asked to.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, openLab, settled, state, until } from "./browser.mjs";
import { imageFolder, startImageServer } from "./image_files.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const folder = imageFolder();
const NET = "#preset=cifar_two_layer&hidden=20";

async function open(t, { misbehave, ...options } = {}) {
  const server = await startImageServer(folder.files, misbehave);
  const page = await openLab(t, browser, server.url, options);
  t.after(() => server.close());
  return Object.assign(page, { server });
}

const savesData = (p) => p.addInitScript(() => {
  Object.defineProperty(navigator, "connection", { value: Object.assign(new EventTarget(), { saveData: true }) });
});
const fetched = (page) => page.server.times.get("manifest.json") ?? 0;
const shards = (name) => name.endsWith(".shard");

test("while a link's images are on their way Space trains nothing, and their coming shows them", async (t) => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  const page = await open(t, { address: NET, misbehave: (name) => shards(name) ? { until: held } : {} });
  const { frames } = await until(page, (now) => now.images.state === "loading");
  await until(page, (now) => now.frames > frames + 2);
  await page.keyboard.press("Space");
  await page.keyboard.press("Period");
  // The bar of progress moves, so that the lab draws on.
  const pressed = (await state(page)).frames;
  const now = await until(page, (seen) => seen.frames > pressed + 5);
  assert.deepEqual([now.mode, now.status, now.iteration], ["plane", "paused", 0]);
  release();
  const then = await until(page, (seen) => seen.mode === "images");
  assert.deepEqual([then.model, then.settings.hidden], ["two_layer", "20"]);
});

test("where bytes are to be saved, a link to images asks first, and is followed once they are loaded", async (t) => {
  const page = await open(t, { address: NET, prepare: savesData });
  await settled(page);
  assert.equal(fetched(page), 0);
  assert.equal((await state(page)).images.state, "none");
  await page.evaluate(() => lab.command("page load_images"));
  const then = await until(page, (now) => now.mode === "images");
  assert.deepEqual([then.model, then.settings.hidden], ["two_layer", "20"]);
});

test("a download that was stopped and begun again still leads where the link did", async (t) => {
  const page = await open(t, { address: NET, misbehave: (name) => shards(name) ? { delay: 1000 } : {} });
  await until(page, (now) => now.images.bytes > 0);
  await page.evaluate(() => lab.command("page cancel_images"));
  await until(page, (now) => now.images.state === "none");
  await page.evaluate(() => lab.command("page load_images"));
  const then = await until(page, (now) => now.mode === "images");
  assert.deepEqual([then.model, then.settings.hidden], ["two_layer", "20"]);
});
