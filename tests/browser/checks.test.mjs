// The tab of checks in the running page: a visitor opens it, checks, and breaks the gradient.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { labPages, picture, ROOT, settled } from "./browser.mjs";

const open = labPages();
const shot = (name) => path.join(ROOT, "build/screenshots", `${name}.png`);

const SIZES = [
  ["laptop", { viewport: { width: 1280, height: 800 } }],
  ["desktop", { viewport: { width: 1920, height: 1080 } }],
  ["phone", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
];

const openChecks = async (page) => {
  await page.keyboard.press("e");
  await page.keyboard.press("5");
  await settled(page);
};
const done = async (page, command) => {
  await page.evaluate((text) => lab.command(text), command);
  await page.waitForFunction(() => lab.studies().check && !lab.studies().check.running, { timeout: 60_000 });
  return page.evaluate(() => lab.studies().check);
};

for (const [name, options] of SIZES) {
  test(`${name}: the tab opens by key, and shows a check that passes and one that is broken`, async (t) => {
    const page = await open(t, { ...options, address: "#model=two_layer&l2=0.1" });
    await page.evaluate(() => lab.step(50));
    await openChecks(page);
    const sound = (await done(page, "check gradient count=12")).gradient;
    assert.equal(sound.verdict, "passed", sound.reason);
    assert.equal(sound.iteration, 50);
    assert.equal(sound.parameters.length, 12);
    for (const one of sound.parameters) assert.ok(one.automatic_error < 1e-6, JSON.stringify(one));
    await settled(page);
    const calm = await picture(page, { file: shot(`checks-${name}`) });
    assert.ok(calm.colours > 100, `only ${calm.colours} colours`);
    for (const mistake of ["forget_regularizer", "flip_sign", "forget_mean", "forget_bias"]) {
      const broken = (await done(page, `check gradient count=12 break=${mistake}`)).gradient;
      assert.equal(broken.verdict, "failed", mistake);
      assert.ok(broken.parameters.some((one) => one.verdict === "usually wrong"), mistake);
    }
    await settled(page);
    await picture(page, { file: shot(`checks-broken-${name}`) });
  });
}

test("sanity checks: verdicts and reasons", async (t) => {
  const page = await open(t, { viewport: { width: 1280, height: 800 }, address: "#model=two_layer" });
  await openChecks(page);
  for (const which of ["initial_loss", "regularization", "overfit"]) {
    const result = (await done(page, `check sanity ${which}`))[which];
    assert.equal(result.verdict, "passed", `${which}: ${result.reason}`);
    assert.ok(result.reason.length > 20 && result.figures.length >= 3);
  }
  const spoiled = await page.evaluate(() => lab.set("init_scale=10")).then(() => done(page, "check sanity initial_loss"));
  assert.equal(spoiled.initial_loss.verdict, "failed");
});

test("loops against matrix products: the same numbers, and times by the page's clock", async (t) => {
  const page = await open(t, { viewport: { width: 1280, height: 800 } });
  await assert.rejects(page.evaluate(() => lab.command("check naive")), /none are loaded/);
  await page.evaluate(() => {
    const record = 1 + 3072;  // as in CIFAR-10's files: label, then pixels
    const bytes = new Uint8Array(500 * record);
    for (let i = 0; i < bytes.length; ++i) bytes[i] = i % record === 0 ? (i / record) % 10 : (i * 7919) >> 3;
    return lab.addImages(bytes, "data_batch_1.bin");
  });
  const { naive } = await done(page, "check naive");
  assert.equal(naive.verdict, "passed", naive.reason);
  assert.equal(naive.images, 500);
  for (const one of naive.losses) {
    assert.ok(Math.abs(one.loops_loss - one.matrix_loss) < 1e-9);
    assert.ok(one.gradient_difference < 1e-9 * one.gradient_norm);
    assert.ok(one.loops_seconds > 0 && one.matrix_seconds > 0);
  }
});

test("what cannot be checked is refused in words", async (t) => {
  const page = await open(t);
  await assert.rejects(page.evaluate(() => lab.command("check gradient at=W:9,9")), /is not a parameter of this model/);
  await assert.rejects(page.evaluate(() => lab.command("check gradient break=it")), /forget_mean/);
  await assert.rejects(page.evaluate(() => lab.command("check sanity luck")), /check sanity overfit/);
  assert.equal(await page.evaluate(() => lab.studies().check), null);
});
