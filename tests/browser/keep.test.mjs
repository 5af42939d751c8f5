// A reload comes back to the same place: runs, histories, settings, view; a link wins and leaves the run to Undo; and
// whatever the browser's storage does, the lab goes on.
import assert from "node:assert/strict";
import { test } from "node:test";

import { labPages } from "./browser.mjs";

const open = labPages();
const ADDRESS = "?threads=1";

const state = (page) => page.evaluate(() => lab.state());
const ready = (page) => page.evaluate(() => lab.ready.then(() => true));

// Until the storage holds something that does not change any more.
async function waitUntilKept(page) {
  await page.evaluate(() => new Promise((resolve, reject) => {
    const end = Date.now() + 60000;
    const before = performance.now();
    const look = () => {
      const request = indexedDB.open("classifier-lab", 1);
      request.onsuccess = () => {
        const db = request.result;
        const got = db.transaction("kept").objectStore("kept").get(location.pathname);
        got.onsuccess = () => {
          db.close();
          const size = got.result?.bytes.length ?? 0;
          if (size > 0 && size === window.lastSize && performance.now() - before > 4000) return resolve();
          window.lastSize = size;
          if (Date.now() > end) return reject(new Error("nothing was kept"));
          setTimeout(look, 300);
        };
        got.onerror = () => reject(got.error);
      };
      request.onerror = () => reject(request.error);
    };
    look();
  }));
}

async function trainBoth(page) {
  return page.evaluate(() => {
    lab.step(150);
    lab.set("model=two_layer");
    lab.set("hidden=20");
    lab.step(1000);
    return { state: lab.state(), history: lab.history() };
  });
}

test("a reload comes back with both runs, their histories and settings, and goes on to the bit", async (t) => {
  const page = await open(t, { address: ADDRESS });
  const before = await trainBoth(page);
  await waitUntilKept(page);
  await page.reload();
  await ready(page);
  const after = await state(page);
  assert.equal(after.iteration, 1000);
  assert.equal(after.loss, before.state.loss);
  assert.equal(after.settings_text, before.state.settings_text);
  assert.deepEqual(await page.evaluate(() => lab.history()), before.history);
  const linear = await page.evaluate(() => lab.set("model=linear"));
  assert.equal(linear.iteration, 150);
  const went = await page.evaluate(() => lab.step(50).loss);
  const other = await open(t, { address: ADDRESS });
  assert.equal(await other.evaluate(() => lab.step(200).loss), went);
});

test("a link to something else wins, and undo brings the kept run", async (t) => {
  const page = await open(t, { address: ADDRESS });
  const before = await trainBoth(page);
  await waitUntilKept(page);
  const link = (await page.evaluate(() => location.origin + location.pathname)) + `${ADDRESS}#classes=5&lr=0.5`;
  await page.goto("about:blank");
  await page.goto(link);
  await ready(page);
  const linked = await state(page);
  assert.equal(linked.classes, 5);
  assert.equal(linked.iteration, 0);
  assert.equal(linked.notice_offers_undo, true);
  assert.match(linked.undo, /the linear run at iteration 150 and the two-layer run at 1,000 on the spiral/);
  const back = await page.evaluate(() => lab.undo());
  assert.equal(back.iteration, 1000);
  assert.equal(back.loss, before.state.loss);
  assert.equal((await page.evaluate(() => lab.redo())).classes, 5);
});

test("start over forgets all of it, also what the browser keeps", async (t) => {
  const page = await open(t, { address: ADDRESS });
  await trainBoth(page);
  await waitUntilKept(page);
  const forgotten = await page.evaluate(() => lab.forget());
  assert.equal(forgotten.iteration, 0);
  assert.equal(forgotten.model, "linear");
  assert.equal(forgotten.undo, "");
  await page.waitForFunction(() => location.hash === "");
  await page.reload();
  await ready(page);
  const fresh = await state(page);
  assert.equal(fresh.iteration, 0);
  assert.equal(fresh.settings.hidden, "100");
  assert.equal((await page.evaluate(() => lab.set("model=two_layer"))).iteration, 0);
});

test("without a storage, with one that is broken, and with one that never answers, the lab works", async (t) => {
  for (const script of [
    () => { Object.defineProperty(window, "indexedDB", { value: undefined }); },
    () => { IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); }; },
    () => { IDBFactory.prototype.open = () => ({}); },
  ]) {
    const page = await open(t, { address: `${ADDRESS}#classes=4`, prepare: (fresh) => fresh.addInitScript(script) });
    assert.equal((await page.evaluate(() => lab.step(20))).iteration, 20);
    await page.waitForTimeout(3500);  // it would have been kept by now
    assert.equal((await state(page)).classes, 4);
    assert.equal(await page.locator("#toast").isVisible(), false);
    await page.reload();
    await ready(page);
    assert.equal((await state(page)).iteration, 0);
    assert.equal((await state(page)).classes, 4);
  }
});

// Puts something else into the record; by name, since the page's policy lets nobody make code out of text.
const damageRecord = (page, way) => page.evaluate((how) => new Promise((resolve, reject) => {
  const ways = {
    cut: (record) => ({ ...record, bytes: record.bytes.slice(0, record.bytes.length / 2) }),
    foreign: (record) => ({ ...record, bytes: new Uint8Array(50000).fill(65) }),
    version: (record) => ({ ...record, version: 7 }),
    text: () => "nonsense",
  };
  const request = indexedDB.open("classifier-lab", 1);
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const database = request.result;
    const transaction = database.transaction("kept", "readwrite");
    const store = transaction.objectStore("kept");
    const got = store.get(location.pathname);
    got.onsuccess = () => store.put(ways[how](got.result), location.pathname);
    transaction.oncomplete = () => { database.close(); resolve(); };
    transaction.onabort = () => reject(transaction.error ?? new Error("the record could not be changed"));
  };
}), way);

for (const way of ["cut", "foreign", "version", "text"]) {
  test(`a damaged record (${way}) is passed over: the page starts with its address`, async (t) => {
    const page = await open(t, { address: ADDRESS });
    await trainBoth(page);
    await waitUntilKept(page);
    const settings = (await state(page)).settings_text;
    // Nothing is written any more while the page goes.
    await page.evaluate(() => { dispatchEvent(new Event("lab-crashed")); });
    await damageRecord(page, way);
    await page.reload();
    await ready(page);
    const after = await state(page);
    assert.equal(after.iteration, 0);
    assert.equal(after.settings_text, settings);
    assert.equal(await page.locator("#toast").isVisible(), false);
  });
}

test("a crash of the module comes back after the reload", async (t) => {
  const page = await open(t, { address: ADDRESS, expected: /unreachable/ });
  const before = await trainBoth(page);
  await waitUntilKept(page);
  await page.evaluate(() => { Promise.reject(new WebAssembly.RuntimeError("unreachable")); });
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Reload" }).click()]);
  await ready(page);
  assert.equal((await state(page)).iteration, 1000);
  assert.equal((await state(page)).loss, before.state.loss);
});
