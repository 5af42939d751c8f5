// What every browser test needs: the built page on a server of its own, a Chromium that draws without a graphics card,
// and pages that report whatever goes wrong on them.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { startServer } from "../../tools/serve.mjs";
import { findProgram } from "./engines/programs.mjs";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const DIST = path.resolve(process.env.LAB_DIST ?? path.join(ROOT, "build/web/dist"));

// WebGL 2 from the processor, and a browser that asks nobody on the network for anything.
export const SOFTWARE_GL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
export const QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--force-color-profile=srgb"];

export const browserPath = () => findProgram("CHROMIUM", ["chromium", "google-chrome", "chromium-browser"], "chromium");

/** A browser for a test file; without WebGL when `args` says so. */
export function launch(args = SOFTWARE_GL) {
  return chromium.launch({ executablePath: browserPath(), args: [...args, ...QUIET] });
}

// A busy machine draws slowly: these say that something hangs, not that it is slow.
export const PATIENCE = 120_000;

/**
 * Starts server and browser for a test file. Returns open(), which gives a page with the lab running on it; every page
 * is checked for errors and foreign requests when its test ends.
 */
export function labPages(serve = () => startServer({ root: DIST, port: 0 })) {
  let server, browser;
  before(async () => {
    server = await serve();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return async (t, options = {}) => openLab(t, browser, server.url, options);
}

/**
 * @param {import("node:test").TestContext} t
 * @param {object} options
 * @param {string} [options.address] what follows the server's URL: "#model=two_layer"
 * @param {boolean} [options.firstVisit] the page greets as on a first visit; else somebody was here before (default)
 * @param {boolean} [options.wait] wait until the lab is ready (default)
 * @param {RegExp} [options.expected] problems that this test provokes
 * @param {(page: import("playwright-core").Page) => Promise<void>} [options.prepare] before the page is loaded
 * all further options: Playwright's for a new context
 */
export async function openLab(t, browser, url, options) {
  const { address = "", firstVisit = false, wait = true, expected, prepare, ...contextOptions } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...contextOptions });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const problems = watch(page, new URL(url).origin);
  t.after(async () => {
    await context.close();
    assert.deepEqual(problems.filter((problem) => !expected?.test(problem)), [], "problems on the page");
  });
  if (!firstVisit) {
    await page.addInitScript(() => {
      try { localStorage.setItem("lab.visited", "1"); } catch { }  // an empty page has no storage
    });
  }
  await prepare?.(page);
  await page.goto(url + address);
  if (wait) await page.evaluate(() => lab.ready.then(() => true));
  return page;
}

function watch(page, origin) {
  const problems = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !["data:", "blob:"].includes(url.protocol)) problems.push(`foreign request: ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} for ${response.url()}`);
  });
  return problems;
}

export const state = (page) => page.evaluate(() => lab.state());

/**
 * Drops files on the lab.
 * @param {{name: string, type?: string, bytes: Uint8Array|string}[]} files
 */
export function dropFiles(page, files) {
  return page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const { name, type = "", base64 } of given) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type }));
    }
    for (const event of ["dragenter", "dragover", "drop"]) {
      canvas.dispatchEvent(new DragEvent(event, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
  }, files.map(({ bytes, ...file }) => ({ ...file, base64: Buffer.from(bytes).toString("base64") })));
}

/** Waits until the lab's state satisfies the condition, and gives that state. */
export async function until(page, condition) {
  const end = Date.now() + PATIENCE;
  let last;
  while (Date.now() < end) {
    last = await state(page);
    if (condition(last)) return last;
    await page.waitForTimeout(50);
  }
  const { iteration, status, settings_text } = last;
  throw new Error(`Waited in vain for ${condition}: ${JSON.stringify({ iteration, status, settings_text })}`);
}

/**
 * Does something to the page and waits until the lab has drawn so many pictures since, which what was done has reached by
 * then; not for ever, since it may have drawn nothing.
 */
export async function drawn(page, act, pictures = 3) {
  const { frames } = await state(page);
  await act();
  for (const end = Date.now() + 5000; Date.now() < end && (await state(page)).frames < frames + pictures;) {
    await page.waitForTimeout(20);
  }
}

/** How many frames the display offered and how many pictures the lab drew within so many milliseconds. */
export function countFrames(page, milliseconds) {
  return page.evaluate(async (duration) => {
    const drawn = lab.state().frames;
    let offered = 0;
    let going = true;
    const tick = () => {
      ++offered;
      if (going) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    await new Promise((resolve) => setTimeout(resolve, duration));
    going = false;
    return { offered, drawn: lab.state().frames - drawn };
  }, milliseconds);
}

/** Waits until the lab draws nothing more by itself, while the display goes on. */
export async function settled(page) {
  for (let tries = 0; tries < 60; ++tries) {
    const { offered, drawn: pictures } = await countFrames(page, 500);
    if (pictures === 0 && offered > 3) return;
  }
  throw new Error("The lab goes on drawing though nothing happens.");
}

/**
 * Takes a screenshot and looks at its pixels: how many colours, how much of it the most frequent one covers, how bright
 * it is (0 to 1), a hash that differs when the picture does, and where in CSS pixels the middle of the band is that the
 * wished colour (0xrrggbb) fills most.
 */
export async function picture(page, { file, find = -1 } = {}) {
  if (file) fs.mkdirSync(path.dirname(file), { recursive: true });
  const png = await page.screenshot({ path: file });
  return page.evaluate(async ([base64, wished]) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const colours = new Map();
    let hash = 0, light = 0;
    const rows = Array.from({ length: height }, () => ({ count: 0, sum: 0 }));
    for (let pixel = 0; pixel < width * height; ++pixel) {
      const [red, green, blue] = data.subarray(4 * pixel, 4 * pixel + 3);
      const colour = red << 16 | green << 8 | blue;
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
      hash = (Math.imul(hash, 31) + colour) | 0;
      light += red + green + blue;
      if (colour === wished) {
        rows[Math.floor(pixel / width)].count += 1;
        rows[Math.floor(pixel / width)].sum += pixel % width;
      }
    }
    const scale = innerWidth / width;
    const band = Math.round(24 / scale);
    let best = { count: 0 };
    for (let y = 0; y + band <= height; ++y) {
      const count = rows.slice(y, y + band).reduce((all, row) => all + row.count, 0);
      const sum = rows.slice(y, y + band).reduce((all, row) => all + row.sum, 0);
      if (count > best.count) best = { count, x: sum / count, y: y + band / 2 };
    }
    return {
      width, height, hash,
      colours: colours.size,
      dominant: Math.max(...colours.values()) / (width * height),
      brightness: light / (3 * 255 * width * height),
      found: best.count > 500 ? { x: best.x * scale, y: best.y * scale } : null,
    };
  }, [png.toString("base64"), find]);
}

/** The primary button, Train or Pause, is the only thing on the screen that is filled with the accent colour. */
export const ACCENT = { light: 0x4a4bc0, dark: 0x9a9cff };
