// The lab inside another page's frame: it starts in a sandboxed one, takes no focus before it is clicked, and leaves the
// wheel to the page around where it has no use for it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DIST, launch, PATIENCE } from "./browser.mjs";
import { startPlainServer } from "./plain_server.mjs";

const ALLOWED = { "Access-Control-Allow-Origin": "*" };  // as GitHub Pages sends it

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** A page of notes, long enough to scroll, with the lab in a frame. */
async function embed(t, { sandbox = "", headers = ALLOWED, width = 1000, height = 640 } = {}) {
  const outer = `<!doctype html><body style="margin:0"><input id="answer" autofocus><p style="height:100px">Notes</p>
    <iframe ${sandbox && `sandbox="${sandbox}"`} src="./index.html" width="${width}" height="${height}" style="border:0"></iframe>
    <p style="height:3000px">More notes</p>`;
  const server = await startPlainServer(DIST, "/lab/", { headers,
    instead: (name) => name === "outer.html" ? Buffer.from(outer) : undefined });
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
  t.after(async () => {
    await context.close();
    await server.close();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${server.url}outer.html`);
  const frame = page.frames()[1];
  return { page, frame, errors };
}

const starts = (frame) => frame.waitForFunction(() => document.getElementById("front")?.hidden && window.lab?.state());

test("in a sandboxed frame the lab starts and works, without threads", async (t) => {
  const { frame, errors } = await embed(t, { sandbox: "allow-scripts" });
  await starts(frame);
  assert.equal(await frame.evaluate(() => self.origin), "null");
  assert.equal(await frame.evaluate(() => lab.state().threads), 1);
  assert.equal(await frame.evaluate(() => lab.step(3).iteration), 3);
  assert.equal(await frame.locator("#problem").isVisible(), false);
  await frame.evaluate(() => { lab.speed("max"); lab.run(); });
  await frame.waitForFunction(() => lab.state().iteration > 50);
  assert.equal(await frame.locator("#toast").isVisible(), false);
  assert.deepEqual(errors, []);
});

test("in a sandboxed frame of a host that gives it no files, the page says so, and what to do", async (t) => {
  const { frame } = await embed(t, { sandbox: "allow-scripts", headers: {} });
  await frame.locator("#problem").waitFor();
  assert.match(await frame.locator("#problem").innerText(), /sandboxed frame[\s\S]*a tab of its own, or add allow-same-origin/);
});

test("embedded, it takes the focus when it is clicked and not before", async (t) => {
  const { page, frame } = await embed(t);
  await starts(frame);
  const focused = () => page.evaluate(() => document.activeElement.tagName);
  assert.equal(await focused(), "INPUT");
  await page.keyboard.type("42 ");  // a space would train
  assert.equal(await page.locator("#answer").inputValue(), "42 ");
  assert.equal(await frame.evaluate(() => lab.state().status), "paused");
  const box = await page.locator("iframe").boundingBox();
  await page.mouse.click(box.x + 4, box.y + box.height - 4);
  assert.equal(await focused(), "IFRAME");
  await page.keyboard.press("Space");
  await frame.waitForFunction(() => lab.state().status === "running");
});

/** Turns the wheel at a place of the frame: by how much the page around it scrolls. */
async function turn(page, { x, y }, delta) {
  const around = () => page.evaluate(() => scrollY);
  const from = await around();
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, delta);
  // A busy machine scrolls late: every frame of both pages has drawn twice before anything is looked at.
  for (const frame of page.frames()) {
    await frame.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }
  let last = -1;
  for (let now = await around(); now !== last; now = await around()) {
    last = now;
    await page.waitForTimeout(120);
  }
  return last - from;
}

/** Turns the wheel at places all over the frame: those at which the page around it scrolled, as "x y". */
async function leftToThePage(page) {
  const box = await page.locator("iframe").boundingBox();
  const left = [];
  for (let row = 0; row < 4; ++row) {
    for (let column = 0; column < 5; ++column) {
      const place = { x: box.x + box.width * (column + 0.5) / 5, y: box.y + box.height * (row + 0.5) / 4 };
      if (await turn(page, place, 60) !== 0) left.push(`${place.x} ${place.y}`);
      await turn(page, place, -60);  // a panel at its end would hand the next turn on
    }
  }
  return left;
}

test("embedded, the wheel is the page's over what neither zooms nor scrolls, and over the picture until it is clicked", async (t) => {
  const { page, frame } = await embed(t);
  await starts(frame);
  await page.waitForTimeout(500);
  const before = await leftToThePage(page);
  const zoomed = () => frame.evaluate(() => lab.state().frames);
  assert.ok(before.length > 0, "the wheel was kept everywhere");
  await page.mouse.click(350, 500);
  const frames = await zoomed();
  const after = await leftToThePage(page);
  assert.ok(after.length < before.length, `${before.length} places before the click, ${after.length} after it`);
  assert.ok(after.every((place) => before.includes(place)), "a click gives the page nothing more");
  assert.ok(after.length > 0, "what neither zooms nor scrolls kept the wheel");
  assert.ok(await zoomed() > frames, "over the picture it zooms");
});

test("embedded, a panel that is taller than the frame scrolls without a click", async (t) => {
  const { page, frame } = await embed(t, { height: 380 });
  await starts(frame);
  await page.waitForTimeout(500);
  const left = await leftToThePage(page);
  assert.ok(left.length > 0 && left.length < 20, `${left.length} of 20 places are the page's`);
});
