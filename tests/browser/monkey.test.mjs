// Random hands on the real page: nothing crashes, nothing is told as an error, and the state can always be read.
//   LAB_MONKEY_ACTS=100000 LAB_MONKEY_SEED=7 node --test tests/browser/monkey.test.mjs     as in a nightly run
import assert from "node:assert/strict";
import { test } from "node:test";

import { labPages } from "./browser.mjs";
import { actsOf } from "./monkey/acts.mjs";
import { runMonkey } from "./monkey/run.mjs";

const open = labPages();
const ACTS = Number(process.env.LAB_MONKEY_ACTS ?? 200);
const SEED = Number(process.env.LAB_MONKEY_SEED ?? 231);

test("a seed decides all that a monkey does", () => {
  const about = { touch: false, settings: ["lr", "hidden"] };
  const first = (seed) => {
    const acts = actsOf(seed, about);
    return JSON.stringify(Array.from({ length: 500 }, () => acts.next().value));
  };
  assert.equal(first(5), first(5));
  assert.notEqual(first(5), first(6));
});

for (const [name, touch, options] of [
  ["mouse and keyboard", false, {}],
  ["fingers on a telephone", true, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
]) {
  test(`${name}: ${ACTS} random acts from seed ${SEED} leave the lab whole`, async (t) => {
    // Chromium remarks that fingers which zoom the page beside the picture cannot be taken from it any more.
    const page = await open(t, { ...options, expected: /Ignored attempt to cancel a touch/ });
    await runMonkey(page, {
      seed: SEED, acts: ACTS, touch, told: (done) => { if (done % 5000 === 0) t.diagnostic(`${done} acts`); },
    });
    // It can still be used.
    await page.evaluate(() => { lab.pause(); lab.set("preset=notes_linear"); });
    assert.equal((await page.evaluate(() => lab.step(3))).iteration, 3);
  });
}
