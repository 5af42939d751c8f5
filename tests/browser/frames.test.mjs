// The frame loop: training leaves the page responsive, rest is rest, and a hidden page waits.
import assert from "node:assert/strict";
import { test } from "node:test";

import { countFrames, labPages, settled, state, until } from "./browser.mjs";

const open = labPages();

const hide = (page, hidden) => page.evaluate((value) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => value ? "hidden" : "visible" });
  document.dispatchEvent(new Event("visibilitychange"));
}, hidden);

// No figure here is a speed: a machine that does many things at once may take its time, but frames must come.
test("frames keep coming while the largest model trains flat out", async (t) => {
  const page = await open(t);
  await page.evaluate(() => {
    lab.set("model=two_layer&hidden=1000&points=2000&precision=float32");
    lab.speed(0);
    lab.run();
  });
  const before = (await until(page, (now) => now.iteration > 0)).iteration;
  const frames = await countFrames(page, 6000);
  assert.ok(frames.offered >= 5, `${frames.offered} frames offered in 6 s`);
  assert.ok(frames.drawn >= 5, `${frames.drawn} frames drawn in 6 s`);
  assert.ok((await state(page)).iteration > before);
  await page.keyboard.press("Space");
  await until(page, (now) => now.status === "paused");
});

// A browser answers some questions only when its graphics process has drawn all that went before.
test("no frame asks WebGL for its state", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.run());
  await until(page, (now) => now.frames > 3);
  await page.evaluate(() => {
    window.asked = new Set();
    const ask = WebGL2RenderingContext.prototype.getParameter;
    WebGL2RenderingContext.prototype.getParameter = function (name) {
      window.asked.add(name);
      return ask.call(this, name);
    };
  });
  const { drawn } = await countFrames(page, 1000);
  assert.ok(drawn > 0);
  assert.deepEqual(await page.evaluate(() => [...window.asked]), []);
});

// What is made is numbered in a list that never gets shorter, and an hour has 200,000 frames.
test("no frame makes anything in WebGL, whatever is on the screen", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.run());
  await until(page, (now) => now.frames > 3);
  await page.evaluate(() => {
    window.made = {};
    for (const name of Object.keys(WebGL2RenderingContext.prototype).filter((key) => key.startsWith("create"))) {
      const make = WebGL2RenderingContext.prototype[name];
      WebGL2RenderingContext.prototype[name] = function (...given) {
        window.made[name] = (window.made[name] ?? 0) + 1;
        return make.apply(this, given);
      };
    }
  });
  // A picture of a kind that was not there yet makes its texture, once.
  for (const settings of ["model=two_layer", "model=linear", "data=circles", "model=two_layer&hidden=30"]) {
    await page.evaluate((text) => { lab.set(text); lab.run(); window.made = {}; }, settings);
    const { frames } = await state(page);
    await until(page, (now) => now.frames > frames + 20);
    const made = await page.evaluate(() => window.made);
    const count = Object.values(made).reduce((sum, times) => sum + times, 0);
    assert.ok(count < 10, `${settings}, in 20 frames: ${JSON.stringify(made)}`);
  }
});

test("small steps fill a frame: many of them in each", async (t) => {
  const page = await open(t);
  await page.evaluate(() => { lab.speed("max"); lab.run(); });
  await until(page, (now) => now.iteration > 1000);
  const before = await state(page);
  const { drawn } = await countFrames(page, 2000);
  const steps = (await state(page)).iteration - before.iteration;
  assert.ok(steps > 5 * drawn, `${steps} steps in ${drawn} frames`);
});

test("slow motion makes the wished steps, no burst", async (t) => {
  const page = await open(t);
  await page.evaluate(() => { lab.speed(5); lab.run(); });
  await until(page, (now) => now.iteration > 0);
  const [start, from] = [Date.now(), (await state(page)).iteration];
  await page.waitForTimeout(3000);
  const made = (await state(page)).iteration - from;
  const wished = 5 * (Date.now() - start) / 1000;
  assert.ok(made > 0 && made <= wished + 2, `${made} steps where ${wished.toFixed(1)} were wished`);
});

test("a paused page draws nothing", async (t) => {
  const page = await open(t);
  await page.evaluate(() => { lab.run(); });
  await until(page, (now) => now.iteration > 0);
  await page.evaluate(() => lab.pause());
  await settled(page);
  const frames = await countFrames(page, 2000);
  assert.equal(frames.drawn, 0);
  assert.ok(frames.offered > 0, "the display went on");
});

test("a call from outside is drawn", async (t) => {
  const page = await open(t);
  await settled(page);
  const before = (await state(page)).frames;
  await page.evaluate(() => lab.step());
  await until(page, (now) => now.frames > before || false);
  await settled(page);
});

test("a hidden page rests, and goes on where it was", async (t) => {
  const page = await open(t);
  await page.evaluate(() => { lab.speed(10); lab.run(); });
  await until(page, (now) => now.iteration > 0);
  await hide(page, true);
  const resting = await state(page);
  assert.equal(resting.hidden, true);
  assert.equal(resting.status, "running", "it is not paused, only resting");
  await page.waitForTimeout(2500);
  assert.equal((await state(page)).iteration, resting.iteration);
  assert.equal((await countFrames(page, 1000)).drawn, 0);
  await hide(page, false);
  const shown = await until(page, (now) => now.iteration > resting.iteration);
  assert.ok(shown.iteration - resting.iteration < 15, `jumped by ${shown.iteration - resting.iteration} steps`);
});
