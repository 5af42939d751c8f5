// Images in every engine: fetched beside the page and learned, and a picture of the visitor's own.
import assert from "node:assert/strict";

import { dropFiles, state } from "../browser.mjs";
import { flag, flagColumns, imageFolder, startImageServer } from "../image_files.mjs";
import { clickOn, waitFor } from "./engines.mjs";

const folder = imageFolder();
const besideImages = { serve: () => startImageServer(folder.files) };

async function loaded(visitor, t) {
  const page = await visitor.visit(t, besideImages);
  const { images } = await page.evaluate(() => lab.loadImages());
  assert.deepEqual([images.state, images.message, images.train, images.test], ["done", "", 600, 100]);
  return page;
}

export const pictures = [
  ["images load, and a linear model learns them", async ({ visitor, t }) => {
    const page = await loaded(visitor, t);
    const before = await page.evaluate(() => lab.set("preset=cifar_softmax&batch=100&lr=0.001&l2=0.003&flip=0&val=100"));
    assert.equal(before.mode, "images");
    assert.deepEqual(before.runs[0].split, { train: 500, validation: 100, test: 100 });
    const trained = await page.evaluate(() => lab.step(60));
    assert.ok(trained.loss < 0.7 * before.loss, `${before.loss} → ${trained.loss}`);
    assert.ok(trained.val_accuracy > 0.5, `validation accuracy ${trained.val_accuracy}`);
    const tested = await page.evaluate(() => lab.command("test"));
    assert.ok(tested.runs[0].test.accuracy > 0.5);
  }],
  ["a picture of one's own is dropped, cropped to its middle, and seen by the model", async ({ visitor, t }) => {
    const page = await loaded(visitor, t);
    await page.evaluate(() => lab.set("preset=cifar_softmax&normalize=raw") && lab.step(3));
    await dropFiles(page, [{ name: "flag.bmp", type: "image/bmp", bytes: flag() }]);
    await waitFor(page, () => document.getElementById("picture").open);
    await clickOn(page, "picture-ok");
    await waitFor(page, () => lab.state().picture);
    assert.equal(await flagColumns(page), "g".repeat(32));
    assert.equal(await page.evaluate(() => document.getElementById("picture").open), false);
    assert.equal((await state(page)).mode, "images");
  }],
];
