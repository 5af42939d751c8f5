// A picture of the visitor's own: dropped, pasted, chosen or taken, cropped in the dialog, and seen by the model.
import assert from "node:assert/strict";
import { test } from "node:test";

import { dropFiles, labPages, launch, openLab, SOFTWARE_GL, state, until } from "./browser.mjs";
import { flag, flagColumns, imageFolder, startImageServer } from "./image_files.mjs";

const folder = imageFolder();
const serve = () => startImageServer(folder.files);
const open = labPages(serve);

const file = { name: "flag.bmp", type: "image/bmp", mimeType: "image/bmp", bytes: flag(), buffer: flag() };
const dialogOf = (page) => page.getByRole("dialog", { name: "A picture of your own" });
const useOf = (page) => page.getByRole("button", { name: "Use this picture" });

/** A page in the image mode, where raw pixels are what the inspector shows. */
async function openImages(t, options) {
  const page = await open(t, options);
  await page.evaluate(() => lab.loadImages().then(() => true));
  await page.evaluate(() => lab.set("preset=cifar_softmax&normalize=raw") && lab.step(3));
  return page;
}

/** Drops the flag and waits until its middle can be used. */
async function give(page) {
  await dropFiles(page, [file]);
  await useOf(page).waitFor();
}

async function use(page) {
  await useOf(page).click();
  return flagColumns(page);
}

test("an own picture is cropped to its middle and inspected, or left with Escape", async (t) => {
  const page = await openImages(t);
  await give(page);
  assert.equal(await use(page), "g".repeat(32));
  assert.equal((await state(page)).picture, true);
  assert.equal(await dialogOf(page).isVisible(), false);

  await give(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Escape");
  await dialogOf(page).waitFor({ state: "hidden" });
  assert.equal(await flagColumns(page), "g".repeat(32), "Escape leaves the picture as it was");
  assert.equal((await state(page)).mode, "images", "no key reached the lab");
  await page.evaluate(() => lab.command("page drop_picture"));
  assert.equal((await state(page)).picture, false);
});

test("keys move the square, and the model sees the moved place", async (t) => {
  const page = await openImages(t);
  await give(page);
  for (let press = 0; press < 10; ++press) await page.keyboard.press("ArrowRight");  // a fiftieth of the square each
  assert.match(await use(page), /^g{25}[g-]b{6}$/);

  await give(page);
  for (let press = 0; press < 12; ++press) await page.keyboard.press("Shift+ArrowLeft");  // a tenth each
  assert.equal(await use(page), "r".repeat(32), "it stops at the picture's edge");
});

test("the pointer moves the square, the zoom shrinks it, and the model sees that place", async (t) => {
  const page = await openImages(t);
  await give(page);
  const { x, y, width, height } = await page.locator("#picture-view").boundingBox();
  const [middle, row] = [x + width / 2, y + height / 2];
  await page.mouse.move(middle, row);
  await page.mouse.down();
  await page.mouse.move(middle - 40 / 300 * width, row, { steps: 4 });  // 40 pixels of the picture: 60 to 160
  await page.mouse.up();
  await page.mouse.move(middle, row);  // without the button nothing moves
  await page.locator("#picture-zoom").fill("50");  // 40 wide, halfway from 100 to 16 by factors: 90 to 130
  assert.match(await use(page), /^r{7,9}-{0,2}g{22,24}$/);

  // The dialog goes away under the pointer: the next picture is not held.
  await give(page);
  await page.mouse.move(middle, row);
  await page.mouse.down();
  await page.keyboard.press("Escape");
  await dialogOf(page).waitFor({ state: "hidden" });
  await give(page);
  await page.mouse.move(x + 2, row, { steps: 2 });
  await page.mouse.up();
  assert.equal(await use(page), "g".repeat(32));
});

test("the news that the dialog was closed comes late and leaves the next picture alone", async (t) => {
  const page = await openImages(t);
  await give(page);
  await use(page);
  await give(page);
  // The browser tells it a frame later: on a busy machine, when the next picture is open already.
  await page.evaluate(() => document.getElementById("picture").dispatchEvent(new Event("close")));
  for (let press = 0; press < 60; ++press) await page.keyboard.press("ArrowRight");
  assert.equal(await use(page), "b".repeat(32));
});

test("what comes late opens nothing: after Cancel, after Escape, after another picture", async (t) => {
  const page = await openImages(t);
  await page.evaluate(() => {
    const decode = createImageBitmap;
    window.createImageBitmap = async (source) => {
      const bitmap = await decode(source);
      if (source.name === "slow.bmp") await new Promise((resolve) => { window.release = resolve; });
      return bitmap;
    };
  });
  const isOpenAfterwards = () => page.evaluate(async () => {
    release();
    delete window.release;
    await new Promise((resolve) => setTimeout(resolve));
    return document.getElementById("picture").open;
  });
  const slow = { ...file, name: "slow.bmp" };
  const held = () => page.waitForFunction(() => window.release !== undefined);

  for (const leave of [() => page.getByRole("button", { name: "Cancel" }).click(), () => page.keyboard.press("Escape")]) {
    await page.evaluate(() => lab.command("page choose_picture"));
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Choose a file…" }).click()]);
    await chooser.setFiles({ name: slow.name, mimeType: slow.mimeType, buffer: slow.buffer });
    await held();
    await leave();
    await dialogOf(page).waitFor({ state: "hidden" });
    assert.equal(await isOpenAfterwards(), false);
  }

  await dropFiles(page, [slow]);
  await held();
  await give(page);
  for (let press = 0; press < 60; ++press) await page.keyboard.press("ArrowRight");
  assert.equal(await isOpenAfterwards(), true);
  assert.equal(await use(page), "b".repeat(32), "the picture given last, where it was moved to");
});

test("a picture given in the other mode is shown: the images come for it", async (t) => {
  const page = await open(t);
  await give(page);
  await useOf(page).click();
  const shown = await until(page, (now) => now.mode === "images");
  assert.equal(shown.picture, true);
  assert.ok(shown.images.train > 0);
});

for (const [width, height] of [[1280, 800], [390, 844], [844, 390], [320, 568]]) {
  test(`at ${width} × ${height} the dialog has everything in sight`, async (t) => {
    const page = await open(t, { viewport: { width, height }, hasTouch: width < 1000, isMobile: width < 1000 });
    await give(page);
    const parts = await page.evaluate(() => {
      const dialog = document.getElementById("picture");
      const frame = dialog.getBoundingClientRect();
      const inside = (id) => {
        const { left, top, right, bottom } = document.getElementById(id).getBoundingClientRect();
        return left >= frame.left && top >= frame.top && right <= frame.right && bottom <= frame.bottom;
      };
      const ids = ["view", "preview", "zoom", "ok", "cancel"];
      return { outside: ids.filter((id) => !inside(`picture-${id}`)),
        scrolls: [dialog.scrollWidth > dialog.clientWidth, dialog.scrollHeight > dialog.clientHeight] };
    });
    assert.deepEqual(parts, { outside: [], scrolls: [false, false] });
  });
}

test("a telephone that is turned keeps the picture in its room, and the square in its place", async (t) => {
  const page = await openImages(t, { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true });
  await give(page);
  for (let press = 0; press < 10; ++press) await page.keyboard.press("ArrowRight");
  const filled = (width) => page.waitForFunction((wished) => {
    const view = document.getElementById("picture-view");
    const { clientWidth, clientHeight } = view.parentElement;
    const left = Math.min(clientWidth - view.clientWidth, clientHeight - view.clientHeight);
    return innerWidth === wished && left === 0;
  }, width);
  await filled(844);
  await page.setViewportSize({ width: 390, height: 844 });
  await filled(390);
  assert.match(await use(page), /^g{25}[g-]b{6}$/);
});

test("a picture is chosen as a file, pasted, or given as bytes", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.command("page choose_picture"));
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose a file…" }).click()]);
  await chooser.setFiles({ name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await page.locator("#picture-problem").waitFor();
  assert.match(await page.locator("#picture-problem").innerText(), /x\.jpg cannot be decoded/);
  await page.getByRole("button", { name: "Cancel" }).click();

  await page.evaluate(async () => {
    const drawn = new OffscreenCanvas(50, 50);
    drawn.getContext("2d").fillRect(10, 10, 20, 20);
    const blob = await drawn.convertToBlob();
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([blob], "image.png", { type: "image/png" }));
    canvas.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.getByRole("button", { name: "Use this picture" }).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();

  assert.equal((await page.evaluate(() => lab.setPicture(new Uint8Array(3072)))).picture, true);
  assert.equal((await page.evaluate(() => lab.setPicture(null))).picture, false);
  await assert.rejects(page.evaluate(() => lab.setPicture(new Uint8Array(5))), /3,072 bytes/);
});

test("a picture of more than 64 megapixels is refused", async (t) => {
  const page = await open(t);
  await page.evaluate(async () => {
    const drawn = new OffscreenCanvas(9000, 8000);
    drawn.getContext("2d").fillRect(10, 10, 20, 20);
    const blob = await drawn.convertToBlob();
    const transfer = new DataTransfer();
    transfer.items.add(new File([blob], "huge.png", { type: "image/png" }));
    canvas.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await page.locator("#picture-problem").waitFor();
  assert.match(await page.locator("#picture-problem").innerText(), /9000 × 8000 pixels; at most 64 million/);
});

test("the camera takes a picture, and its absence is told", async (t) => {
  const equipped = await launch([...SOFTWARE_GL, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);
  t.after(() => equipped.close());
  const server = await serve();
  const page = await openLab(t, equipped, server.url, {});
  t.after(() => server.close());
  await page.evaluate(() => lab.command("page choose_picture"));
  await page.getByRole("button", { name: "Use the camera" }).click();
  await page.getByRole("button", { name: "Take the picture" }).click();
  await page.getByRole("button", { name: "Use this picture" }).click();
  assert.equal((await state(page)).picture, true);
  assert.equal(await page.evaluate(() => document.getElementById("picture-video").srcObject), null, "it is off again");

  const without = await open(t);
  await without.evaluate(() => lab.command("page choose_picture"));
  await without.getByRole("button", { name: "Use the camera" }).click();
  await without.locator("#picture-problem").waitFor();
  assert.match(await without.locator("#picture-problem").innerText(), /camera/);
});
