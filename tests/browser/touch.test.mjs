// Two fingers and one on the picture of a telephone, and a trackpad's pinch: real events of the browser.
import assert from "node:assert/strict";
import { test } from "node:test";

import { labPages, picture, settled } from "./browser.mjs";

const open = labPages();
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };
const ON_PICTURE = { x: 195, y: 300 };

// What one sees once everything has come to rest.
async function seen(page) {
  await settled(page);
  return (await picture(page)).hash;
}

// Waits for it: a busy machine draws late. Equal to what was seen before, or another picture.
async function sees(page, before, equal, words) {
  const end = Date.now() + 30_000;
  let now = await seen(page);
  while ((now === before) !== equal && Date.now() < end) {
    await page.waitForTimeout(200);
    now = await seen(page);
  }
  assert.equal(now === before, equal, words);
  return now;
}

// Fingers that come down one after the other, go along straight lines and lift.
async function touch(page, paths) {
  const client = await page.context().newCDPSession(page);
  const at = (t, count = paths.length) => paths.slice(0, count).map(({ from, to }, id) =>
    ({ id, x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) }));
  const send = async (type, touchPoints) => {
    await client.send("Input.dispatchTouchEvent", { type, touchPoints });
    await page.waitForTimeout(60);
  };
  for (let count = 1; count <= paths.length; ++count) await send("touchStart", at(0, count));
  for (let step = 1; step <= 6; ++step) await send("touchMove", at(step / 6));
  for (let count = paths.length - 1; count >= 0; --count) await send("touchEnd", at(1, count));
  await client.detach();
}

function apart({ x, y }, from, to) {
  return [-1, 1].map((side) => ({ from: { x: x + side * from, y }, to: { x: x + side * to, y } }));
}

// Until it shows: a machine that is late takes two taps for one and one, and a person taps again.
async function tapTwice(page, shown) {
  for (let attempt = 0; attempt < 5 && await seen(page) !== shown; ++attempt) {
    for (let tap = 0; tap < 2; ++tap) {
      await page.touchscreen.tap(60, 200);
      await page.waitForTimeout(120);
    }
  }
}

const pageScale = (page) => page.evaluate(() => visualViewport.scale);

test("one finger does not lose the picture, two zoom it, two taps show all of it again", async (t) => {
  const page = await open(t, PHONE);
  const whole = await seen(page);
  await touch(page, [{ from: ON_PICTURE, to: { x: 40, y: 180 } }]);
  await sees(page, whole, true, "a swipe leaves everything where it is");
  await touch(page, apart(ON_PICTURE, 20, 80));
  const closer = await sees(page, whole, false, "two fingers zoom");
  assert.equal(await pageScale(page), 1, "and not the page");
  await touch(page, [{ from: ON_PICTURE, to: { x: 150, y: 260 } }]);
  await sees(page, closer, false, "one finger moves what is zoomed");
  await tapTwice(page, whole);
  await sees(page, whole, true, "two taps");
  await touch(page, apart(ON_PICTURE, 20, 80));
  await sees(page, whole, false, "two fingers once more");
  await touch(page, apart(ON_PICTURE, 80, 10));
  await sees(page, whole, true, "together again");
});

test("Ctrl with the wheel, as a trackpad's pinch, zooms the picture and elsewhere the page", async (t) => {
  const page = await open(t);
  const whole = await seen(page);
  const pinch = (x, y) => page.evaluate(([clientX, clientY]) => {
    const more = { clientX, clientY, deltaY: -12, ctrlKey: true, bubbles: true, cancelable: true };
    return !canvas.dispatchEvent(new WheelEvent("wheel", more));
  }, [x, y]);
  assert.equal(await pinch(100, 400), false, "the settings leave it to the browser");
  await sees(page, whole, true);
  await page.mouse.move(560, 400);  // a trackpad has its pointer where it pinches
  await settled(page);
  assert.equal(await pinch(560, 400), true);
  await settled(page);
  await sees(page, whole, false);
});
