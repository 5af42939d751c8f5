// What a visitor sees of the images, by mouse alone: the grid, the confusion matrix and the way from its cells to images;
// and the pictures that a build shows which could get no CIFAR-10.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { drawn, launch, openLab, ROOT, settled, state, until } from "./browser.mjs";
import { imageFolder, startImageServer } from "./image_files.mjs";

const LAB = path.resolve(process.env.LAB_BINARY ?? path.join(ROOT, "build/release/lab"));

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function open(t, files) {
  const server = await startImageServer(files);
  const page = await openLab(t, browser, server.url, { viewport: { width: 1280, height: 800 } });
  t.after(() => server.close());
  await page.evaluate(() => lab.loadImages());
  await page.evaluate(() => lab.command("mode images"));
  await settled(page);
  return page;
}

// Places on a page of 1280 × 800.
const TABS = { images: [378, 84], templates: [474, 84], confusion: [582, 84] };
const STAGE = { left: 340, right: 905, top: 158, bottom: 728 };

/** The lab draws within a frame or two; the words of a model on its images may take a little longer. */
async function click(page, [x, y]) {
  await drawn(page, () => page.mouse.click(x, y));
  await page.waitForTimeout(200);
}

/** Clicks over the matrix until that brings the grid, whose first image is then inspected: which one it is. */
async function findCell(page) {
  const first = [STAGE.left + 60, STAGE.top + 90];
  for (let y = STAGE.top + 130; y < STAGE.bottom; y += 33) {
    for (let x = STAGE.left + 70; x < STAGE.right - 70; x += 44) {
      await click(page, TABS.confusion);
      await click(page, [x, y]);
      await click(page, first);
      const now = (await state(page)).image;
      if (now.index !== 0) return now;
    }
  }
  return null;
}

test("a cell of the confusion matrix leads to its images, and one of them to the inspector", async (t) => {
  const page = await open(t, imageFolder().files);
  await page.evaluate(() => { lab.set("preset=cifar_softmax&val=100&batch=50"); lab.step(3); });
  await settled(page);
  assert.deepEqual((await state(page)).image, { part: "validation", index: 0 });
  const chosen = await findCell(page);
  assert.ok(chosen, "no click on the matrix led to an image");
  assert.equal(chosen.part, "validation");
  // The cell's images are those of one true class with one prediction, the surest of them first.
  const seen = await page.evaluate((split) => Array.from({ length: split }, (_, i) => {
    const { label, predicted, probabilities } = lab.inspect(i, "validation");
    return { label, predicted, p: Math.max(...probabilities) };
  }), 100);
  const { label, predicted } = seen[chosen.index];
  const cell = seen.map((one, index) => ({ ...one, index })).filter((one) => one.label === label && one.predicted === predicted);
  const surest = cell.reduce((best, one) => (one.p > best.p ? one : best));
  assert.equal(chosen.index, surest.index);
});

test("the templates are drawn, and change while the model learns", async (t) => {
  const page = await open(t, imageFolder().files);
  await page.evaluate(() => lab.set("preset=cifar_softmax&val=100&batch=50"));
  await click(page, TABS.templates);
  const clip = { x: STAGE.left, y: STAGE.top, width: STAGE.right - STAGE.left, height: 300 };
  const untrained = await page.screenshot({ clip });
  await page.evaluate(() => lab.step(40));
  await settled(page);
  const trained = await page.screenshot({ clip });
  assert.notDeepEqual(trained, untrained);
  await click(page, TABS.images);
  assert.notDeepEqual(await page.screenshot({ clip }), trained);
});

test("without CIFAR-10 the page shows the lab's own pictures, says so, and learns them", async (t) => {
  assert.ok(fs.existsSync(LAB), `${LAB} is missing; cmake --build --preset release --target lab makes it.`);
  const work = fs.mkdtempSync(path.join(os.tmpdir(), "lab-stand-in-"));
  t.after(() => fs.rmSync(work, { recursive: true, force: true }));
  const out = path.join(work, "images");
  execFileSync(process.execPath, [path.join(ROOT, "tools/pack_images.mjs"), "--lab", LAB, "--out", out, "--stand-in",
    "--train", "600", "--test", "100"], { stdio: ["ignore", "ignore", "pipe"] });
  const page = await open(t, new Map(fs.readdirSync(out).map((name) => [name, fs.readFileSync(path.join(out, name))])));
  const loaded = await state(page);
  assert.equal(loaded.images.stand_in, true);
  assert.deepEqual([loaded.images.train, loaded.images.test], [600, 100]);
  const trained = await page.evaluate(() => {
    lab.set("preset=cifar_two_layer&hidden=50&l2=0.001&val=100&batch=100");
    return lab.step(150);
  });
  assert.ok(trained.train_accuracy > 0.5, `training accuracy ${trained.train_accuracy}`);
  assert.ok(trained.val_accuracy > 0.15, `validation accuracy ${trained.val_accuracy}`);
  await until(page, (now) => now.mode === "images");
});
