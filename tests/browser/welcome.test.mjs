// What a first visitor meets and what is taken along: the three cards, and the link, with a clipboard and without.
import assert from "node:assert/strict";
import { test } from "node:test";

import { labPages, settled, state, until } from "./browser.mjs";

const open = labPages();

// Places on the page of 1280 x 800 pixels.
const CARDS = { line: [163, 199], layer: [163, 259], point: [163, 319], close: [283, 148] };
const COPY_LINK = [265, 772];

const visited = (page) => page.evaluate(() => localStorage.getItem("lab.visited"));

async function pressCard(page, [x, y]) {
  await settled(page);
  await page.mouse.click(x, y);
}

test("a first visit is offered three beginnings; each does what it says, and the visit is remembered", async (t) => {
  const page = await open(t, { firstVisit: true });
  assert.equal(await visited(page), null);
  await pressCard(page, CARDS.line);
  const first = await until(page, (now) => now.status === "running" && now.iteration > 0);
  assert.equal(first.model, "linear");
  await page.mouse.click(...CARDS.layer);  // it draws on and on while it trains
  await until(page, (now) => now.model === "two_layer" && now.status === "running" && now.iteration > 0);
  assert.equal(await visited(page), "1");
});

test("the cards fold with the first use of anything else, and start nothing any more", async (t) => {
  const page = await open(t, { firstVisit: true });
  await settled(page);
  await page.keyboard.press("Period");
  await until(page, (now) => now.iteration === 1);
  assert.equal(await visited(page), "1");
  await pressCard(page, CARDS.line);
  await page.waitForTimeout(500);
  assert.equal((await state(page)).status, "paused");
});

for (const [who, options] of [["who was here before", {}],
  ["who follows a link", { firstVisit: true, address: "#classes=4" }]]) {
  test(`${who} is offered no beginnings`, async (t) => {
    const page = await open(t, options);
    await pressCard(page, CARDS.line);
    await page.waitForTimeout(500);
    const { status, iteration } = await state(page);
    assert.deepEqual([status, iteration], ["paused", 0]);
  });
}

test("Copy link puts the address with the settings, and nothing of this machine's, on the clipboard", async (t) => {
  const page = await open(t, { address: "?threads=1", permissions: ["clipboard-read", "clipboard-write"] });
  await page.evaluate(() => lab.set("classes=4&lr=0.5"));
  await pressCard(page, COPY_LINK);
  await page.getByText("Link copied").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(new URL(link).search, "");
  const other = await open(t, { address: new URL(link).hash });
  assert.equal((await state(other)).settings_text, (await state(page)).settings_text);
});

test("without a clipboard the link is shown, selected, and Escape closes it", async (t) => {
  const page = await open(t, { address: "#classes=4", prepare: (fresh) => fresh.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  }) });
  await pressCard(page, COPY_LINK);
  await page.locator("#link[open]").waitFor();
  const field = page.locator("#link-text");
  assert.match(await field.inputValue(), /#.*classes=4/);
  assert.equal(await page.evaluate(() => getSelection().toString()), await field.inputValue());
  await page.keyboard.press("Escape");
  await page.locator("#link[open]").waitFor({ state: "detached" });
  await page.keyboard.press("Period");
  await until(page, (now) => now.iteration === 1);
});
