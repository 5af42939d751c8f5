// The sheet of studies on the real page: worked examples, races, health.
import assert from "node:assert/strict";
import { test } from "node:test";

import { labPages, picture, PATIENCE, settled, until } from "./browser.mjs";

// On a page of this size the sheet takes the place of the picture; places below are on it.
const SHEET = { viewport: { width: 1000, height: 832 } };
const open = labPages();
const studies = (page) => page.evaluate(() => lab.studies());

async function untilStudies(page, condition) {
  const end = Date.now() + PATIENCE;
  let last;
  while (Date.now() < end) {
    last = await studies(page);
    if (condition(last)) return last;
    await page.waitForTimeout(50);
  }
  throw new Error(`Waited in vain for ${condition}: ${JSON.stringify(last)}`);
}

async function openSheet(page, tab) {
  await settled(page);
  await page.keyboard.press("KeyE");
  await page.keyboard.press(tab);
  await settled(page);
}

test("E opens the sheet and closes it again, and the page is as it was", async (t) => {
  const page = await open(t);
  await settled(page);
  const before = await picture(page);
  await page.keyboard.press("KeyE");
  await settled(page);
  assert.notEqual((await picture(page)).hash, before.hash);
  await page.keyboard.press("Escape");
  await settled(page);
  assert.equal((await picture(page)).hash, before.hash);
});

test("worked examples: a dragged score changes the figures, and the printed numbers come back", async (t) => {
  const page = await open(t, SHEET);
  await openSheet(page, "Digit1");
  const printed = await picture(page);
  await page.mouse.move(136, 323);  // the car's score of the cat's image
  await page.mouse.down();
  await page.mouse.move(196, 323, { steps: 6 });
  await page.mouse.up();
  await page.mouse.move(500, 80);
  await settled(page);
  assert.notEqual((await picture(page)).hash, printed.hash);
  await page.mouse.click(136, 532);  // "The printed numbers", in the place of the errata
  await page.mouse.move(500, 80);
  await settled(page);
  assert.equal((await picture(page)).hash, printed.hash);
});

test("race: a ready-made one runs on a click; the run that diverges is told, the others go on", async (t) => {
  const page = await open(t, SHEET);
  await openSheet(page, "Digit2");
  await page.mouse.click(130, 211);  // "Effect of the step size"
  const { race } = await untilStudies(page, (now) => now.race?.lanes.every((lane) => lane.finished));
  assert.deepEqual(race.lanes.map((lane) => lane.changes), ["lr=0.01", "lr=1", "lr=10", "lr=1e6"]);
  assert.ok(race.lanes[3].diverged_at > 0);
  assert.deepEqual(race.lanes.slice(0, 3).map((lane) => lane.iteration), [200, 200, 200]);
  assert.ok(race.lanes.every((lane) => lane.seconds > 0));
  // The good one is the course's own run, which the page makes alone in the same way.
  const alone = await page.evaluate(() => lab.reset() && lab.set("lr=1") && lab.step(200));
  assert.equal(race.lanes[1].loss, alone.loss);
});

test("race: it rests while the run on the screen trains, and goes on when told to", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.command("race start 1000000; lr=0.1; lr=1"));
  await untilStudies(page, (now) => now.race.lanes[0].iteration > 100);
  await page.evaluate(() => lab.run());
  await until(page, (now) => now.iteration > 50);
  const rested = await studies(page);
  assert.equal(rested.running, false);
  await page.evaluate(() => lab.command("race go"));
  await untilStudies(page, (now) => now.race.lanes[0].iteration > rested.race.lanes[0].iteration);
  await page.evaluate(() => lab.command("race stop"));
  assert.equal((await studies(page)).race, null);
});

test("race: what would not be fair is refused in words", async (t) => {
  const page = await open(t);
  const refuse = (text) => page.evaluate((command) => {
    try {
      lab.command(command);
    } catch (error) {
      return error.message;
    }
    return "";
  }, text);
  assert.match(await refuse("race start 100; lr=1; hidden=3"), /so hidden must be the same/);
  assert.match(await refuse("race start 0; lr=1"), /from 1 to 1000000/);
  assert.match(await refuse("race go"), /There is no race/);
});

test("health: opens while the net trains, and follows it", async (t) => {
  const page = await open(t, { address: "#model=two_layer" });
  await openSheet(page, "Digit3");
  const before = await picture(page);
  await page.evaluate(() => lab.step(200));
  await settled(page);
  assert.notEqual((await picture(page)).hash, before.hash);
});
