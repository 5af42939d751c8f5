// The benchmark's browser: one for everything that is measured in one, so that all of it runs on the same engine.
import fs from "node:fs";
import path from "node:path";

import { chromium } from "playwright-core";

// WebGL 2 from the processor, for the lab's page, and a browser that asks nobody on the network for anything.
const FLAGS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// A step of the slowest rival on the largest workload takes seconds.
const PATIENCE = 180_000;

function browserPath() {
  const wished = process.env.CHROMIUM;
  if (wished && fs.existsSync(wished)) return wished;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  for (const name of [wished, "chromium", "google-chrome", "chromium-browser"].filter(Boolean)) {
    const found = folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
    if (found) return found;
  }
  throw new Error("No Chromium found: install one, or name it in the environment variable CHROMIUM.");
}

export const launch = () => chromium.launch({ executablePath: browserPath(), args: FLAGS });

/**
 * A page in a context, and so a process, of its own. What goes wrong on it is kept in page.problems. Its policies for
 * scripts do not hold: TensorFlow.js starts its threads from scripts that it makes.
 */
export async function openPage(browser, address) {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(message.text());
  });
  await page.goto(address);
  return page;
}

/** The array that an expression gives in the page, as bytes; by way of base64, in parts. */
export async function bytesOf(page, expression) {
  const length = await page.evaluate(`(async () => {
    const array = await (${expression});
    window.sent = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    return window.sent.length;
  })()`);
  const parts = [];
  const PART = 3 * 2 ** 20;
  for (let from = 0; from < length; from += PART) {
    parts.push(Buffer.from(await page.evaluate(([start, end]) => new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
      reader.readAsDataURL(new Blob([window.sent.subarray(start, end)]));
    }), [from, from + PART]), "base64"));
  }
  await page.evaluate(() => delete window.sent);
  return Buffer.concat(parts);
}

/** A buffer's bytes as float32 numbers. */
export const floatsOf = (buffer) =>
  new Float32Array(buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength));
