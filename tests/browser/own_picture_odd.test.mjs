// Pictures of one's own that are not as browsers expect them: without a type, long and thin, or read back as noise.
import assert from "node:assert/strict";
import { test } from "node:test";

import { labPages } from "./browser.mjs";

const open = labPages();

/** Drops a picture: red above, blue below. */
const drop = (page, { name = "photo.png", type = "", width = 60, height = 60 }) => page.evaluate(async (about) => {
  const drawn = new OffscreenCanvas(about.width, about.height);
  const context = drawn.getContext("2d");
  for (const [half, colour] of ["rgb(200 30 30)", "rgb(30 30 200)"].entries()) {
    context.fillStyle = colour;
    context.fillRect(0, half * about.height / 2, about.width, about.height / 2);
  }
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([await drawn.convertToBlob()], about.name, { type: about.type }));
  canvas.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}, { name, type, width, height });

const use = (page) => page.getByRole("button", { name: "Use this picture" });
/** The middle of the topmost and of the lowest row that the model would see. */
const preview = (page) => page.evaluate(() => {
  const context = new OffscreenCanvas(32, 32).getContext("2d", { willReadFrequently: true });
  context.drawImage(document.getElementById("picture-preview"), 0, 0);
  return [0, 31].map((row) => [...context.getImageData(16, row, 1, 1).data.subarray(0, 3)]);
});
const near = (seen, wanted) => seen.every((value, i) => Math.abs(value - wanted[i]) < 12);

test("a picture that its system does not know is a picture all the same", async (t) => {
  const page = await open(t);
  for (const [name, type] of [["IMG_0001.HEIC", ""], ["without-extension", ""], ["photo.jpg_large", ""],
    ["scan.png", "application/octet-stream"], [`${"p".repeat(5000)}.jfif`, ""]]) {
    await drop(page, { name, type });
    await use(page).waitFor();
    const [above, below] = await preview(page);
    assert.ok(near(above, [200, 30, 30]) && near(below, [30, 30, 200]), `${name}: ${above}, ${below}`);
    await page.keyboard.press("Escape");
    await use(page).waitFor({ state: "hidden" });
  }
});

test("a browser that hands out noise or one colour in place of pixels is told of, a little noise is not", async (t) => {
  const noises = {
    some: (data) => { for (let i = 0; i < data.length; ++i) data[i] ^= Math.random() < 0.5 ? 1 : 0; },
    all: (data) => { for (let i = 0; i < data.length; ++i) data[i] = Math.random() * 256; },
    white: (data) => data.fill(255),
  };
  for (const [kind, noise] of Object.entries(noises)) {
    const page = await open(t, { prepare: (p) => p.addInitScript(`{
      // A browser that does it does it on every canvas, whichever the page happens to read.
      for (const { prototype } of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
        const real = prototype.getImageData;
        prototype.getImageData = function (...about) {
          const got = real.apply(this, about);
          (${noise})(got.data);
          return got;
        };
      }
    }`) });
    await drop(page, {});
    if (kind === "some") {
      await use(page).waitFor();
      continue;
    }
    await page.locator("#picture-problem").waitFor();
    assert.match(await page.locator("#picture-problem").innerText(), /noise in place of a picture's pixels.*canvas data/);
    assert.equal(await use(page).isVisible(), false);
  }
});

for (const [width, height, end] of [[1, 4000, "ArrowDown"], [3000, 20, "ArrowRight"]]) {
  test(`of a picture of ${width} × ${height} a part is shown, large enough to see, and the square reaches its end`, async (t) => {
    const page = await open(t);
    await drop(page, { width, height });
    await use(page).waitFor();
    const view = await page.locator("#picture-view").boundingBox();
    assert.ok(Math.min(view.width, view.height) > 30, `${view.width} × ${view.height}`);
    for (let press = 0; press < 450; ++press) await page.keyboard.press(`Shift+${end}`);
    const [above, below] = await preview(page);
    if (end === "ArrowDown") assert.ok(near(above, [30, 30, 200]), `${above}`);
    else assert.ok(near(above, [200, 30, 30]) && near(below, [30, 30, 200]), `${above}, ${below}`);
    // A click on the middle of the view puts the square there, in the part that is shown.
    await page.mouse.click(view.x + view.width / 2, view.y + view.height / 2);
    await page.keyboard.press("Enter");
    await page.waitForTimeout(100);
    assert.ok(near((await preview(page))[0], end === "ArrowDown" ? [30, 30, 200] : [200, 30, 30]));
  });
}
