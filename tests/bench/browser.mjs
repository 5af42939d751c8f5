// The benchmark's browser: one for everything that is measured in one, so that all of it runs on the same engine.
import fs from "node:fs";
import path from "node:path";

import { chromium } from "playwright-core";

import { startServer } from "../../tools/serve.mjs";

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

const launch = () => chromium.launch({ executablePath: browserPath(), args: FLAGS });

/** Calls use(browser, address) with a browser and a server for these folders, and closes both. */
export async function withBrowser(folders, use) {
  const server = await startServer(folders);
  const browser = await launch();
  try {
    return await use(browser, server.url);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** From now on the page draws nothing: without a graphics card its draw calls are the processor's work. */
export const leaveOutDrawing = (page) => page.addInitScript(() => {
  for (const name of ["drawElements", "drawArrays", "clear"]) WebGL2RenderingContext.prototype[name] = () => {};
});

/** Runs a program to its exit code; an error ends it in one line. */
export function runProgram(name, main) {
  main().then((code) => process.exit(code ?? 0), (error) => {
    console.error(`${name}: ${firstLine(error)}`);
    process.exit(1);
  });
}

export const firstLine = (error) => error.message.split("\n")[0].replace(/^page\.\w+: (Error: )?/, "");

/**
 * A page in a context, and so a process, of its own. What goes wrong on it is kept in page.problems. Its policies for
 * scripts do not hold: TensorFlow.js starts its threads from scripts that it makes. Nor is there a service worker, which
 * would fetch and digest files while something is measured.
 */
export async function openPage(browser, address) {
  const context = await browser.newContext({ bypassCSP: true, serviceWorkers: "block" });
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
