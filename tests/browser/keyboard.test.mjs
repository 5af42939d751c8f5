// The lab among the other elements of a page: Tab comes in, goes through it, and leaves it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { drawn, labPages, settled, state, until } from "./browser.mjs";

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
    await drawn(page, () => page.keyboard.press(key), 2);
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

// What Chromium sends for a key of a layout: `key` is what it types, `code` where it is, `keyCode` its old number.
async function pressOn(page, { key, code, keyCode, shift = false, keypad = false }) {
  const session = await page.context().newCDPSession(page);
  const modifiers = shift ? 8 : 0;
  const send = (type, about) => session.send("Input.dispatchKeyEvent", { type, modifiers, ...about });
  const held = { key: "Shift", code: "ShiftLeft", windowsVirtualKeyCode: 16 };
  if (shift) await send("keyDown", held);
  const about = { key, code, windowsVirtualKeyCode: keyCode, isKeypad: keypad };
  await send("keyDown", { ...about, text: key });
  await send("keyUp", about);
  if (shift) await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...held });
  await session.detach();
}

test("keys are what they type, wherever a layout has them", async (t) => {
  const page = await open(t);
  const steps = [
    ["US '.'", { key: ".", code: "Period", keyCode: 190 }, 1],
    ["AZERTY '.', with Shift", { key: ".", code: "Comma", keyCode: 190, shift: true }, 1],
    ["AZERTY ';', the same key", { key: ";", code: "Comma", keyCode: 190 }, 0],
    ["Dvorak '.', on US E", { key: ".", code: "KeyE", keyCode: 190 }, 1],
    ["Dvorak 'v', on US '.'", { key: "v", code: "Period", keyCode: 86 }, 0],
    ["Russian '.', on US '/'", { key: ".", code: "Slash", keyCode: 191 }, 1],
    ["Russian 'ю', on US '.'", { key: "ю", code: "Period", keyCode: 190 }, 0],
    ["keypad '.'", { key: ".", code: "NumpadDecimal", keyCode: 110, keypad: true }, 1],
    ["US ','", { key: ",", code: "Comma", keyCode: 188 }, -1],
    ["AZERTY ','", { key: ",", code: "KeyM", keyCode: 188 }, -1],
    ["Dvorak ',', on US W", { key: ",", code: "KeyW", keyCode: 188 }, -1],
    ["German keypad ','", { key: ",", code: "NumpadDecimal", keyCode: 110, keypad: true }, -1],
  ];
  let expected = 20;
  await page.evaluate((count) => lab.step(count), expected);
  for (const [name, about, wanted] of steps) {
    await pressOn(page, about);
    expected += wanted;
    // A key that should do nothing and is late to do something shows in the sum at the end.
    if (wanted !== 0) await until(page, (now) => now.iteration === expected).catch(() => assert.fail(name));
  }
  await settled(page);
  assert.equal((await state(page)).iteration, expected);
  // Letters: as they are typed where the layout is Latin, by their place where it is not. Three of these are an L.
  const look = ({ model, settings }) => `${model} ${settings.side_by_side}`;
  const first = look(await state(page));
  let last = first;
  for (const [name, about, changes] of [
    ["AZERTY 'm' (speed)", { key: "m", code: "Semicolon", keyCode: 77 }, false],
    ["AZERTY 'l'", { key: "l", code: "KeyL", keyCode: 76 }, true],
    ["Dvorak 'l', on US P", { key: "l", code: "KeyP", keyCode: 76 }, true],
    ["Dvorak 'n', on US L", { key: "n", code: "KeyL", keyCode: 78 }, false],
    ["Russian 'д', on US L", { key: "д", code: "KeyL", keyCode: 76 }, true],
  ]) {
    await pressOn(page, about);
    if (changes) last = look(await until(page, (now) => look(now) !== last).catch(() => assert.fail(name)));
  }
  await settled(page);
  assert.equal(look(await state(page)), first);
  await pressOn(page, { key: "r", code: "KeyO", keyCode: 82 });  // Dvorak
  await until(page, (now) => now.iteration === 0);
});
