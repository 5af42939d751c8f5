// Does what acts.mjs decides on the real page, and looks after each handful whether all is well.
import assert from "node:assert/strict";

import { actsOf } from "./acts.mjs";

const HANDFUL = 20;

async function fingers(client, from, to, parts) {
  const send = (type, touchPoints) => client.send("Input.dispatchTouchEvent", { type, touchPoints });
  const at = (share) => from.map(({ x, y }, id) => ({ id, x: x + share * (to[id].x - x), y: y + share * (to[id].y - y) }));
  await send("touchStart", at(0));
  for (let part = 1; part <= parts; ++part) await send("touchMove", at(part / parts));
  await send("touchEnd", []);
}

/** One act, through the browser's own input where it is one of hands. */
async function carryOut(page, client, act, touch) {
  const { width, height } = page.viewportSize();
  const on = ({ x, y }) => ({ x: x * (width - 1), y: y * (height - 1) });
  const at = act.at && on(act.at);
  const text = (call) => page.evaluate(([name, wish]) => {
    try {
      lab[name](wish);
    } catch (error) {
      // Refused in words is as it should be; a module that ended is not.
      if (error instanceof WebAssembly.RuntimeError || !error.message) throw error;
    }
  }, call);
  switch (act.kind) {
    case "move": return page.mouse.move(at.x, at.y);
    case "click": return touch ? page.touchscreen.tap(at.x, at.y) : page.mouse.click(at.x, at.y);
    case "double":
      if (!touch) return page.mouse.dblclick(at.x, at.y);
      await page.touchscreen.tap(at.x, at.y);
      return page.touchscreen.tap(at.x, at.y);
    case "drag": {
      const to = on(act.to);
      if (touch) return fingers(client, [at], [to], act.parts);
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: act.parts });
      return page.mouse.up();
    }
    case "wheel":
      await page.mouse.move(at.x, at.y);
      if (act.zoom) await page.keyboard.down("Control");
      await page.mouse.wheel(0, act.by);
      if (act.zoom) await page.keyboard.up("Control");
      return undefined;
    case "pinch": {
      const apart = (share) => [-1, 1].map((side) => ({ x: Math.max(0, at.x + side * share * 120), y: at.y }));
      return fingers(client, apart(act.from + 0.05), apart(act.to + 0.05), 4);
    }
    case "key": return page.keyboard.press(act.key);
    case "type": return page.keyboard.insertText(act.text);
    case "command": return text(["command", act.text]);
    case "set": return text(["set", act.text]);
    case "resize": return page.setViewportSize({ width: act.width, height: act.height });
    default: throw new Error(`No such act: ${act.kind}`);
  }
}

/** What must hold whatever was done. */
async function checkPage(page) {
  const seen = await page.evaluate(() => ({
    state: lab.state(),
    json: JSON.stringify(lab.history()).length + JSON.stringify(lab.studies()).length,
    // A note of something done goes by itself and has no button.
    toast: document.getElementById("toast-close").checkVisibility() ? document.getElementById("toast-text").innerText : "",
    crash: document.getElementById("front").checkVisibility(),
    canvas: [canvas.width, canvas.height],
  }));
  const { state } = seen;
  assert.equal(seen.crash, false, "the page shows a crash");
  assert.equal(seen.toast, "", "the page shows an error");
  assert.ok(Number.isInteger(state.iteration) && state.iteration >= 0, `iteration ${state.iteration}`);
  assert.ok(["running", "paused", "diverged"].includes(state.status), `status ${state.status}`);
  if (state.status !== "diverged") assert.ok(Number.isFinite(state.loss), `loss ${state.loss}`);
  assert.ok(seen.canvas.every((side) => side > 0), `canvas ${seen.canvas}`);
  assert.ok(seen.json > 0);
}

/**
 * @param {import("playwright-core").Page} page with the lab running on it
 * @param {{seed: number, acts: number, touch?: boolean, told?: (done: number) => void}} about
 * @throws with the seed, the number of the act and the last acts
 */
export async function runMonkey(page, { seed, acts, touch = false, told = () => {} }) {
  page.on("popup", (popup) => popup.close().catch(() => {}));
  page.on("filechooser", () => {});  // as if it were cancelled
  const client = await page.context().newCDPSession(page);
  const settings = await page.evaluate(() => Object.keys(lab.state().settings));
  const last = [];
  let done = 0;
  try {
    for (const act of actsOf(seed, { touch, settings })) {
      if (done === acts) break;
      last.push(act);
      if (last.length > 2 * HANDFUL) last.shift();
      await carryOut(page, client, act, touch);
      ++done;
      if (done % HANDFUL === 0 || done === acts) {
        await checkPage(page);
        told(done);
      }
    }
  } catch (error) {
    throw new Error(`Seed ${seed}, act ${done}: ${error.message}\nThe last acts:\n${last.map((act) => JSON.stringify(act)).join("\n")}`,
      { cause: error });
  }
}

