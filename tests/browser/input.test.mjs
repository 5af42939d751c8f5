// Keyboard, mouse and touch, as real events of the browser.
import assert from "node:assert/strict";
import { test } from "node:test";

import { ACCENT, countFrames, labPages, picture, settled, state, until } from "./browser.mjs";

const open = labPages();

// The button must be where it is seen, which takes a moment after the page opened.
async function primaryButton(page) {
  for (let tries = 0; tries < 20; ++tries) {
    const { found } = await picture(page, { find: ACCENT.light });
    if (found) return found;
    await page.waitForTimeout(250);
  }
  throw new Error("No button is filled with the accent colour.");
}

const modelShown = (now) => now.settings.side_by_side === "1" ? "both" : now.model;

test("G draws a new sample, L changes the model and keeps the focus", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.step(5));
  await page.keyboard.press("KeyG");
  await until(page, (now) => now.iteration === 0 && now.settings.seed === "1");
  const seen = [];
  for (let press = 0; press < 3; ++press) {
    const before = modelShown(await state(page));
    await page.keyboard.press("KeyL");
    seen.push(await until(page, (now) => modelShown(now) !== before).then(modelShown));
    assert.equal(await page.evaluate(() => document.activeElement.id), "canvas");
  }
  assert.deepEqual(seen.toSorted(), ["both", "linear", "two_layer"]);
});

test("? lists the keys and Escape closes the list", async (t) => {
  const page = await open(t);
  await settled(page);
  const before = await picture(page);
  await page.keyboard.press("Shift+Slash");
  await settled(page);
  const listed = await picture(page);
  assert.notEqual(listed.hash, before.hash);
  await page.keyboard.press("Escape");
  await settled(page);
  assert.equal((await picture(page)).hash, before.hash);
});

test("the browser keeps its shortcuts", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.step(7));
  const swallowed = await page.evaluate(() => {
    const keys = [
      { key: "r", code: "KeyR", keyCode: 82, ctrlKey: true }, { key: "r", code: "KeyR", keyCode: 82, metaKey: true },
      { key: "l", code: "KeyL", keyCode: 76, ctrlKey: true }, { key: "t", code: "KeyT", keyCode: 84, ctrlKey: true },
      { key: "w", code: "KeyW", keyCode: 87, ctrlKey: true }, { key: "g", code: "KeyG", keyCode: 71, ctrlKey: true },
      { key: "+", code: "Equal", keyCode: 187, ctrlKey: true },
      { key: "0", code: "Digit0", keyCode: 48, ctrlKey: true },
      { key: "ArrowLeft", code: "ArrowLeft", keyCode: 37, altKey: true },
      { key: "F5", code: "F5", keyCode: 116 }, { key: "F11", code: "F11", keyCode: 122 },
      { key: "F12", code: "F12", keyCode: 123 }, { key: "Tab", code: "Tab", keyCode: 9, shiftKey: true },
      { key: "Tab", code: "Tab", keyCode: 9, ctrlKey: true },
    ];
    const kept = keys.filter((key) => {
      const more = { bubbles: true, cancelable: true };
      const free = canvas.dispatchEvent(new KeyboardEvent("keydown", { ...key, ...more }));
      canvas.dispatchEvent(new KeyboardEvent("keyup", { ...key, ...more }));
      return !free;
    }).map((key) => key.code);
    const zoom = new WheelEvent("wheel", { deltaY: 100, ctrlKey: true, bubbles: true, cancelable: true });
    if (!canvas.dispatchEvent(zoom)) kept.push("zoom");
    return kept;
  });
  assert.deepEqual(swallowed, []);
  await page.waitForTimeout(500);
  const now = await state(page);
  assert.equal(now.iteration, 7, "and the lab does not take them for its own");
  assert.equal(now.model, "linear");
});

test("keys for another element of the page are not the lab's", async (t) => {
  const page = await open(t, { expected: /elsewhere/ });
  await page.evaluate(() => { Promise.reject(new Error("elsewhere")); });
  await page.getByRole("button", { name: "Dismiss" }).focus();
  await page.keyboard.press("KeyG");
  await page.keyboard.press("Period");
  await page.waitForTimeout(300);
  assert.equal((await state(page)).iteration, 0);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#toast").isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), "canvas");
  await page.keyboard.press("Period");
  await until(page, (now) => now.iteration === 1);
});

test("a tap on the button trains, on a phone", async (t) => {
  const page = await open(t, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true,
    deviceScaleFactor: 2 });
  await settled(page);
  const button = await primaryButton(page);
  await page.touchscreen.tap(button.x, button.y);
  await until(page, (now) => now.status === "running" && now.iteration > 0);
  assert.equal(await page.evaluate(() => visualViewport.scale), 1);
});

test("moving the mouse wakes a sleeping page, and it sleeps again", async (t) => {
  const page = await open(t);
  await settled(page);
  const counting = countFrames(page, 1500);
  await page.mouse.move(640, 400);
  await page.mouse.move(660, 420);
  assert.ok((await counting).drawn > 0);
  await settled(page);
});

test("text is typed, pasted and copied in a field", async (t) => {
  const page = await open(t);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await settled(page);
  const pause = () => page.waitForTimeout(600);  // a caret blinks: the page does not come to rest
  const enter = async (text) => {
    await page.keyboard.press("Control+KeyA");
    await pause();
    await page.keyboard.type(text, { delay: 60 });
    await pause();
    await page.keyboard.press("Enter");
    await pause();
  };
  // The fields are where typing changes a setting.
  let field = null;
  for (let y = 250; y < 760 && !field; y += 14) {
    await page.mouse.click(268, y, { delay: 100 });
    await pause();
    const before = await state(page);
    await enter("55");
    const after = await state(page);
    if (after.settings_text !== before.settings_text && /=55(&|$)/.test(after.settings_text)) field = y;
    else await page.keyboard.press("Escape");
  }
  assert.ok(field, "no text field found");
  const key = (await state(page)).settings_text.match(/(\w+)=55(&|$)/)[1];
  await page.mouse.click(268, field, { delay: 100 });
  await pause();
  await page.keyboard.press("Control+KeyA");
  await pause();
  await page.keyboard.press("Control+KeyC");
  await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text === "55"));
  await page.evaluate(() => navigator.clipboard.writeText("66\n"));
  await page.keyboard.press("Control+KeyV");
  await pause();
  await page.keyboard.press("Enter");
  assert.equal((await until(page, (now) => !/=55(&|$)/.test(now.settings_text))).settings[key], "66");
});
