// The Search tab in the running page: opened by keys, started by a click, filled cell by cell, and its best cell adopted.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { ACCENT, drawn, labPages, PATIENCE, picture, ROOT, settled, state } from "./browser.mjs";

const open = labPages();
const shot = (name) => path.join(ROOT, "build/screenshots", `${name}.png`);
const SEARCH_KEY = "Digit4";

const search = (page) => page.evaluate(() => lab.studies().search);

async function searchUntil(page, condition) {
  const end = Date.now() + PATIENCE;
  let last = null;
  while (Date.now() < end) {
    last = await search(page);
    if (last && condition(last)) return last;
    await page.waitForTimeout(50);
  }
  throw new Error(`Waited in vain for ${condition}: ${JSON.stringify(last)}`);
}

async function openTab(page) {
  await page.keyboard.press("KeyE");
  await page.keyboard.press(SEARCH_KEY);
  await settled(page);
}

// The middle of the Start button: what is filled with the accent colour in the sheet, which is the right of the page.
async function startButton(page) {
  const png = (await page.screenshot()).toString("base64");
  return page.evaluate(async ([base64, accent]) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    // The longest run of the colour in a row of pixels is an edge of the button's.
    let best = { length: 0 };
    for (let y = 100; y < height; ++y) {
      let length = 0;
      for (let x = 780; x < width; ++x) {
        const at = 4 * (y * width + x);
        length = (data[at] << 16 | data[at + 1] << 8 | data[at + 2]) === accent ? length + 1 : 0;
        if (length > best.length) best = { length, x: x - length / 2, y };
      }
    }
    return best.length > 30 ? best : null;
  }, [png, ACCENT.light]);
}

test("keys open the tab, Start fills the cells, and the best one is adopted", async (t) => {
  const page = await open(t);
  await openTab(page);
  const start = await startButton(page);
  assert.ok(start, "no Start button");
  await page.mouse.click(start.x, start.y + 8);
  const filling = await searchUntil(page, (now) => now.finished >= 1);
  assert.equal(filling.cells.length, 16);
  const done = await searchUntil(page, (now) => now.finished === 16);
  assert.equal(done.running, false);
  for (const cell of done.cells) {
    assert.equal(cell.state, "done");
    assert.equal(cell.steps, done.steps);
    assert.ok(cell.val_accuracy > 0.2 && cell.val_accuracy <= 1);
  }
  const best = done.cells[done.best];
  assert.equal(best.val_accuracy, Math.max(...done.cells.map((cell) => cell.val_accuracy)));
  await settled(page);
  // Adopt stands below Start, somewhere in the same column.
  let now = await state(page);
  for (let y = start.y + 60; y < 795 && Number(now.settings.l2) !== best.l2; y += 14) {
    await drawn(page, () => page.mouse.click(start.x, y));
    now = await state(page);
  }
  assert.equal(Number(now.settings.lr), best.lr);
  assert.equal(Number(now.settings.l2), best.l2);
});

test("the page's cells are those of the same run made alone, and the CSV has them", async (t) => {
  const page = await open(t);
  const alone = await page.evaluate(() => { lab.set("lr=0.3&l2=0.01"); return lab.step(40); });
  await page.evaluate(() => lab.command("search start lr=0.3,3 l2=0.001,0.01 steps=40"));
  const done = await searchUntil(page, (now) => now.finished === 4);
  assert.equal(done.cells[2].loss, alone.loss);
  assert.equal(done.held_out_seed, 1);
  const rows = (await page.evaluate(() => lab.searchCsv())).trimEnd().split("\n");
  assert.equal(rows.length, 5);
  assert.equal(rows[0], "lr,l2,val_accuracy,train_accuracy,loss,steps,diverged_at");
  assert.ok(rows[3].startsWith("0.3,0.01,"));
  assert.equal(Number(rows[3].split(",")[4]), alone.loss);
});

test("bad searches are refused in words, and one that runs is not disturbed", async (t) => {
  const page = await open(t);
  const refused = (text) => page.evaluate((words) => {
    try {
      lab.command(words);
    } catch (error) {
      return error.message;
    }
    return "";
  }, text);
  assert.match(await refused("search start lr=1..0.1"), /upside down/);
  assert.match(await refused("search start lr=0.1..1 steps=0"), /is no budget/);
  assert.match(await refused("search go"), /There is no search/);
  assert.match(await refused("search start preset=assignment_svm"), /mode images/);
});

for (const [name, options] of [
  ["laptop", { viewport: { width: 1280, height: 800 } }],
  ["laptop-dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }],
  ["desktop", { viewport: { width: 1920, height: 1080 } }],
  ["phone", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
]) {
  for (const kind of ["grid=5x4", "random=16"]) {
    const what = kind.split("=")[0];
    test(`${name}, ${what}: the map has the colours of its cells`, async (t) => {
      const page = await open(t, { ...options, address: "#model=two_layer" });
      await openTab(page);
      const empty = await picture(page);
      await page.evaluate((cells) => lab.command(`search start lr=0.01..1e5 l2=1e-5..0.1 ${cells} steps=150`), kind);
      await searchUntil(page, (now) => !now.running);
      await settled(page);
      const full = await picture(page, { file: shot(`search-${what}-${name}`) });
      assert.notEqual(full.hash, empty.hash);
      assert.ok(full.colours > 100, `${full.colours} colours`);
    });
  }
}
