// window.lab: every call, what it gives and what it refuses.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { labPages, ROOT, state, until } from "./browser.mjs";

const open = labPages();

test("step makes exactly so many steps and gives the state after them", async (t) => {
  const page = await open(t);
  const [one, more] = await page.evaluate(() => [lab.step(), lab.step(41)]);
  assert.equal(one.iteration, 1);
  assert.equal(more.iteration, 42);
  assert.equal(more.status, "paused");
  assert.ok(more.loss < one.loss);
  assert.ok(Math.abs(more.loss - more.data_loss - more.reg_loss) < 1e-12);
  for (const bad of [0, -1, 1.5, "x", 2e9, NaN]) {
    await assert.rejects(page.evaluate((steps) => lab.step(steps), bad), /steps=/, `${bad}`);
  }
  assert.equal((await state(page)).iteration, 42);
});

test("the page says the version of the project", async (t) => {
  const [, project] = /^project\(\w+ VERSION (\S+)/m.exec(fs.readFileSync(path.join(ROOT, "CMakeLists.txt"), "utf8"));
  assert.equal((await state(await open(t))).version, project);
});

test("run trains until pause, reset and back undo", async (t) => {
  const page = await open(t);
  assert.equal((await page.evaluate(() => lab.run())).status, "running");
  await until(page, (now) => now.iteration > 50);
  const paused = await page.evaluate(() => lab.pause());
  assert.equal(paused.status, "paused");
  await page.waitForTimeout(500);
  assert.equal((await state(page)).iteration, paused.iteration);
  const back = await page.evaluate(() => lab.back(2));
  assert.equal(back.iteration, paused.iteration - 2);
  const again = await page.evaluate(() => lab.step(2));
  assert.equal(again.loss, paused.loss, "two steps back and two forth are where we were");
  const fresh = await page.evaluate(() => lab.reset());
  assert.equal(fresh.iteration, 0);
});

test("set applies at once: what is drawn and what is told", async (t) => {
  const page = await open(t);
  const now = await page.evaluate(() => lab.set("points=50&classes=4&noise=0.1&data=spiral"));
  assert.equal(now.points, 200);
  assert.equal(now.classes, 4);
  assert.equal(now.settings.noise, "0.1");
  const examples = await page.evaluate(() => lab.examples());
  assert.equal(examples.X.length, 200);
  assert.deepEqual([...new Set(examples.y)], [0, 1, 2, 3]);
  assert.equal(examples.predictions.length, 200);
  for (const data of ["moons", "circles", "blobs", "xor"]) {
    assert.equal((await page.evaluate((kind) => lab.set({ data: kind, classes: 2 }), data)).settings.data, data);
  }
});

test("live settings leave the run alone, others start it again", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.step(10));
  assert.equal((await page.evaluate(() => lab.set("lr=0.1&l2=0.01"))).iteration, 10);
  assert.equal((await page.evaluate(() => lab.set("init_scale=0.1"))).iteration, 0);
  assert.equal((await page.evaluate(() => lab.undo())).iteration, 10);
});

test("generate draws the data again from its seed", async (t) => {
  const page = await open(t);
  const [first, again, other] = await page.evaluate(() => {
    const look = () => lab.examples().X.flat();
    const a = look();
    lab.step(5);
    lab.generate();
    const b = look();
    lab.set("seed=7");
    return [a, b, look()];
  });
  assert.deepEqual(again, first);
  assert.notDeepEqual(other, first);
});

for (const [text, key, value, range] of [
  ["hidden=0", "hidden", "0", /1.*1000/],
  ["points=2001", "points", "2001", /1.*2000/],
  ["classes=1", "classes", "1", /2.*10/],
  ["noise=-0.5", "noise", "-0.5", /0.*1/],
  ["lr=fast", "lr", "fast", /0/],
  ["lr=nan", "lr", "nan", /0/],
  ["model=transformer", "model", "transformer", /linear.*two_layer/],
  ["momentun=0.9", "momentun", "", /./],
  ["lr=0.5&hidden=1e9", "hidden", "1e9", /1.*1000/],
  ["preset=notes_three", "preset", "notes_three", /notes_linear/],
]) {
  test(`set("${text}") is refused in words and changes nothing`, async (t) => {
    const page = await open(t);
    const before = await page.evaluate(() => lab.step(3));
    const message = await page.evaluate((bad) => {
      try {
        lab.set(bad);
      } catch (error) {
        return error instanceof Error ? error.message : "no Error";
      }
      return "accepted";
    }, text);
    assert.ok(message.includes(key), message);
    assert.ok(message.includes(value), message);
    assert.match(message, range);
    const after = await state(page);
    assert.equal(after.settings_text, before.settings_text);
    assert.equal(after.iteration, 3);
    assert.equal(after.loss, before.loss);
    assert.equal(after.notice_is_error, true, "the panels show it as well");
  });
}

test("other bad commands are refused", async (t) => {
  const page = await open(t);
  for (const bad of ["", "fly", "step -1", "step x", "speed -3", "back 0", "x".repeat(30_000)]) {
    await assert.rejects(page.evaluate((text) => { lab.command(text); }, bad), /Error/, bad.slice(0, 20));
  }
});

test("divergence is a state with a step number, and keeps the last finite parameters", async (t) => {
  const page = await open(t);
  const now = await page.evaluate(() => {
    lab.set("preset=notes_two_layer&lr=1e6");
    return lab.step(1000);
  });
  assert.equal(now.status, "diverged");
  assert.ok(Number.isInteger(now.diverged_at) && now.diverged_at < 1000, `${now.diverged_at}`);
  const seen = await page.evaluate(() => lab.inspect(0));
  assert.ok(seen.scores.every(Number.isFinite), `${seen.scores}`);
  const history = await page.evaluate(() => lab.history());
  assert.ok(history.iteration.length > 0);
  const reset = await page.evaluate(() => lab.reset());
  assert.equal(reset.status, "paused");
  assert.equal(reset.diverged_at, null);
});

test("inspect opens one example up, consistently", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.set("preset=notes_two_layer") && lab.step(500));
  const seen = await page.evaluate(() => lab.inspect(150));
  assert.equal(seen.label, 1);
  assert.equal(seen.hidden.length, 100);
  const sum = seen.exponentials.reduce((a, b) => a + b);
  seen.probabilities.forEach((p, k) => {
    assert.ok(Math.abs(p - seen.exponentials[k] / sum) < 1e-12);
    assert.ok(Math.abs(seen.dscores[k] - (p - (k === seen.label ? 1 : 0))) < 1e-12);
  });
  assert.ok(Math.abs(seen.loss + Math.log(seen.probabilities[seen.label])) < 1e-12);
  for (const bad of [-1, 300, 1.5, "a"]) {
    await assert.rejects(page.evaluate((i) => lab.inspect(i), bad), /no example/);
  }
});

test("history keeps pace with the run and stays bounded", async (t) => {
  const page = await open(t);
  const history = await page.evaluate(() => { lab.step(10_000); return lab.history(); });
  const columns = ["iteration", "loss", "data_loss", "reg_loss", "batch_loss", "train_accuracy", "update_ratio"];
  for (const column of columns) assert.equal(history[column].length, history.iteration.length, column);
  assert.ok(history.iteration.length <= 2048);
  assert.equal(history.iteration[0], 0);
  assert.equal(history.loss[0].toFixed(6), "1.096956");
  assert.ok(history.iteration.at(-1) > 9900);
});

test("before the lab is ready its calls say so", async (t) => {
  const page = await open(t, { wait: false, prepare: (p) => p.route("**/*.wasm", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  }) });
  await page.waitForFunction(() => globalThis.lab);
  const message = await page.evaluate(() => { try { lab.state(); } catch (error) { return error.message; } });
  assert.match(message, /not ready/);
  await page.evaluate(() => lab.ready.then(() => true));
});
