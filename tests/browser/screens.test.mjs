// Sizes, densities and colour schemes; leaves the pictures in build/screenshots to be looked at.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { labPages, picture, ROOT, settled } from "./browser.mjs";

const open = labPages();
const shot = (name) => path.join(ROOT, "build/screenshots", `${name}.png`);

const canvasSize = (page) => page.evaluate(() => {
  const { width, height } = canvas.getBoundingClientRect();
  return { css: [width, height], pixels: [canvas.width, canvas.height], page: [innerWidth, innerHeight],
    ratio: devicePixelRatio, overflow: document.documentElement.scrollWidth > innerWidth };
});

function assertSharp(size) {
  assert.deepEqual(size.css, size.page, "the canvas fills the window");
  assert.deepEqual(size.pixels, size.css.map((length) => Math.round(length * size.ratio)), "one pixel for one");
  assert.equal(size.overflow, false);
}

function assertPicture(seen, what) {
  assert.ok(seen.colours > 300, `${what}: only ${seen.colours} colours`);
  assert.ok(seen.dominant < 0.85, `${what}: ${(100 * seen.dominant).toFixed()}% of one colour`);
}

const SIZES = [
  ["phone-small", { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
  ["phone", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
  ["phone-wide", { viewport: { width: 844, height: 390 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
  ["tablet", { viewport: { width: 820, height: 1180 }, hasTouch: true }],
  ["laptop", { viewport: { width: 1280, height: 800 } }],
  ["laptop-dense", { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 }],
  ["laptop-fraction", { viewport: { width: 1097, height: 731 }, deviceScaleFactor: 1.75 }],
  ["desktop", { viewport: { width: 1920, height: 1080 } }],
  ["4k", { viewport: { width: 3840, height: 2160 } }],
];

for (const [name, options] of SIZES) {
  for (const colorScheme of ["light", "dark"]) {
    if (colorScheme === "dark" && !["phone", "laptop", "desktop"].includes(name)) continue;
    test(`${name}, ${colorScheme}: sharp, full and not blank`, async (t) => {
      const page = await open(t, { ...options, colorScheme, address: "#preset=notes_two_layer" });
      await page.evaluate(() => lab.step(1200));
      await settled(page);
      assertSharp(await canvasSize(page));
      const seen = await picture(page, { file: shot(`${name}-${colorScheme}`) });
      assertPicture(seen, name);
      assert.equal(seen.brightness > 0.5, colorScheme === "light", `brightness ${seen.brightness}`);
    });
  }
}

test("side by side has a picture of its own", async (t) => {
  const page = await open(t, { viewport: { width: 1920, height: 1080 } });
  await page.evaluate(() => lab.set("preset=notes_two_layer&side_by_side=1") && lab.step(1500));
  await settled(page);
  assertPicture(await picture(page, { file: shot("desktop-both") }), "side by side");
});

test("generating and training change the picture", async (t) => {
  const page = await open(t);
  await settled(page);
  const hashes = new Set([(await picture(page)).hash]);
  const changes = ["classes=5&points=40", "data=moons&classes=2", "data=circles", "data=blobs&classes=4",
    "data=xor&classes=2", "noise=0.4", "seed=3"];
  for (const change of changes) {
    await page.evaluate((text) => lab.set(text), change);
    await settled(page);
    hashes.add((await picture(page)).hash);
  }
  await page.evaluate(() => lab.step(50));
  await settled(page);
  hashes.add((await picture(page)).hash);
  assert.equal(hashes.size, changes.length + 2);
});

test("a window that changes its size stays sharp and drawn", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.run());
  for (const [width, height] of [[1600, 900], [700, 900], [360, 640], [844, 390], [1280, 800]]) {
    await page.setViewportSize({ width, height });
    await page.waitForFunction(([w, h]) => canvas.width === w && canvas.height === h, [width, height]);
    assertSharp(await canvasSize(page));
    await page.waitForTimeout(500);
    assertPicture(await picture(page), `${width}×${height}`);
  }
  await page.evaluate(() => lab.pause());
  await settled(page);
  // At rest as well: nothing else would draw the emptied canvas.
  await page.setViewportSize({ width: 1000, height: 700 });
  await page.waitForFunction(() => canvas.width === 1000);
  await settled(page);
  assertPicture(await picture(page), "at rest");
});

test("zooming the page changes size and density, and stays sharp", async (t) => {
  const page = await open(t);
  const session = await page.context().newCDPSession(page);
  for (const zoom of [2, 1.25, 1]) {
    const [width, height] = [1280 / zoom, 800 / zoom];
    await session.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: zoom, mobile: false });
    await page.waitForFunction((ratio) => devicePixelRatio === ratio && canvas.clientWidth === 1280 / ratio, zoom);
    await page.waitForFunction(() => canvas.width === 1280 && canvas.height === 800);
    await settled(page);
    assertSharp(await canvasSize(page));
    assertPicture(await picture(page), `zoom ${zoom}`);
  }
});

test("the colour scheme is followed while the page is open", async (t) => {
  const page = await open(t, { colorScheme: "light" });
  await settled(page);
  const light = await picture(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await settled(page);
  const dark = await picture(page);
  assert.ok(dark.brightness < 0.5 && light.brightness > 0.5, `${light.brightness} → ${dark.brightness}`);
  await page.emulateMedia({ colorScheme: "light" });
  await settled(page);
  assert.ok((await picture(page)).brightness > 0.5);
});

