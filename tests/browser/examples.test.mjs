// The page in examples/, which drives the lab in a frame by window.lab.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { startServer } from "../../tools/serve.mjs";
import { DIST, labPages, ROOT } from "./browser.mjs";

const open = labPages(() => startServer({ root: DIST, port: 0, mounts: { "/examples/": path.join(ROOT, "examples") } }));

test("the example trains the lab in its frame, at four learning rates", async (t) => {
  const page = await open(t, { address: "examples/learning_rates.html", wait: false });
  await page.locator("#train:enabled").click();
  await page.waitForFunction(() => document.querySelectorAll("#results tr").length === 4);
  const rows = await page.locator("#results tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  assert.deepEqual(rows.map(([rate]) => rate), ["0.001", "0.1", "1", "10000"]);
  const [crawls, slow, good, wild] = rows.map(([, loss]) => loss);
  assert.ok(Number(crawls) > Number(slow) && Number(slow) > Number(good), `${rows}`);
  assert.ok(Number(crawls) > 1.09 && Number(crawls) < 1.1, `${crawls} is about ln 3`);
  assert.ok(wild === "diverged" || Number(wild) > 10, wild);
  assert.equal(await page.locator("#message").textContent(), "");
  const inside = page.frames().find((frame) => frame !== page.mainFrame());
  assert.equal(await inside.evaluate(() => lab.state().settings.lr), "10000");
});

test("where no lab is beside it, the example says so", async (t) => {
  const page = await open(t, { address: "examples/learning_rates.html", wait: false, expected: /404|Failed to load resource/,
    prepare: (fresh) => fresh.route((url) => url.pathname === "/", (route) => route.fulfill({ status: 404, body: "nothing" })) });
  await page.waitForFunction(() => /did not start/.test(document.getElementById("message").textContent));
  assert.equal(await page.locator("#train").isDisabled(), true);
});
