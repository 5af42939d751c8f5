// The lab among the other elements of a page: Tab comes in, goes through it, and leaves it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { labPages, settled, state, until } from "./browser.mjs";

const open = labPages();

// Something to come from and to go to.
async function addNeighbours(page) {
  await page.evaluate(() => {
    const add = (id, where) => {
      const button = Object.assign(document.createElement("button"), { id, textContent: id });
      where(button);
    };
    add("before", (button) => document.body.prepend(button));
    add("after", (button) => document.body.append(button));
  });
}

const focused = (page) => page.evaluate(() => document.activeElement.id);

// Tab until the canvas has lost the focus; how many presses that took.
async function tabOut(page, key) {
  for (let presses = 1; presses < 150; ++presses) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
    if (await focused(page) !== "canvas") return presses;
  }
  throw new Error(`${key} does not leave the lab.`);
}

test("Tab enters at the first control, goes through all, and leaves after the last; Shift+Tab the other way", async (t) => {
  const page = await open(t);
  await addNeighbours(page);
  await page.locator("#before").focus();
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "canvas");
  await settled(page);
  const forward = await tabOut(page, "Tab");
  assert.ok(forward > 10, `${forward} controls`);
  assert.equal(await focused(page), "after");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(page), "canvas");
  await settled(page);
  const back = await tabOut(page, "Shift+Tab");
  assert.equal(await focused(page), "before");
  // A busy machine may take two presses in one frame: that both ways see the same controls is a unit test's matter.
  assert.ok(back > 10, `${back} controls`);
});

test("a control that Tab reached is pressed by Space, which trains otherwise", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.step(5));
  await page.keyboard.press("Tab");
  await settled(page);
  await page.keyboard.press("Space");  // the first control: Reset
  await until(page, (now) => now.iteration === 0 && now.status === "paused");
  await page.keyboard.press("Escape");
  await settled(page);
  await page.keyboard.press("Space");
  await until(page, (now) => now.status === "running");
});

test("L changes the model, and Ctrl with a letter stays the browser's except for undo", async (t) => {
  const page = await open(t);
  await page.keyboard.press("KeyL");
  await until(page, (now) => now.model === "two_layer");
  const taken = await page.evaluate(() => ["z", "y", "l", "s"].map((key) => {
    const event = new KeyboardEvent("keydown",
      { key, code: `Key${key.toUpperCase()}`, ctrlKey: true, bubbles: true, cancelable: true });
    let heard = false;
    const listen = () => { heard = true; };
    addEventListener("keydown", listen);
    canvas.dispatchEvent(event);
    canvas.dispatchEvent(new KeyboardEvent("keyup", { key, code: event.code, bubbles: true }));
    removeEventListener("keydown", listen);
    return heard;
  }));
  assert.deepEqual(taken, [true, true, false, false]);
  assert.equal((await state(page)).model, "two_layer");
});
