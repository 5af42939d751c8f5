// An hour's training, or so many minutes of it: memory must stay flat, or the program fails. It also tells how often the page's
// main thread was busy for longer than a frame may take, which on a busy machine is the machine's doing. Draw calls are left
// out: without a graphics card they are the processor's work.
//
// usage: node soak.mjs --dist FOLDER --images FOLDER [--minutes N]
import { parseArgs } from "node:util";

import { leaveOutDrawing, openPage, runProgram, withBrowser } from "./browser.mjs";

const MODES = [
  { name: "spiral, 100 hidden", settings: "preset=notes_two_layer" },
  { name: "images, linear", settings: "preset=cifar_softmax", images: true },
];
const WARM_UP = 0.2;       // share of the time after which memory is to stay as it is
const MOST_GROWTH = 1e6;   // bytes
const LONGEST_TASK = 50;   // milliseconds, as browsers define a long task
const READINGS = 20;

// The memory of the module, which the page makes since its threads share it, and how long the main thread was busy at a
// stretch.
const watchPage = () => {
  window.soak = { memories: new Set(), longest: 0, long: 0 };
  const RealMemory = WebAssembly.Memory;
  WebAssembly.Memory = function (about) {
    const memory = new RealMemory(about);
    window.soak.memories.add(memory);
    return memory;
  };
  WebAssembly.Memory.prototype = RealMemory.prototype;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      window.soak.long += 1;
      window.soak.longest = Math.max(window.soak.longest, duration);
    }
  }).observe({ type: "longtask" });
};

/** Bytes that the page holds after a collection: JavaScript's objects and the module's memory. */
async function read(page, client) {
  await client.send("HeapProfiler.collectGarbage");
  const { metrics } = await client.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value;
  const seen = await page.evaluate(() => {
    const { long, longest, memories } = window.soak;
    Object.assign(window.soak, { long: 0, longest: 0 });
    const module = [...memories].map(({ buffer }) => buffer.byteLength).reduce((most, size) => Math.max(most, size), 0);
    return { long, longest, module, iteration: lab.state().iteration };
  });
  return { ...seen, heap };
}

/** Trains for so many minutes. @returns {Promise<string[]>} what was not as it should be */
async function soak(page, mode, minutes) {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  await page.evaluate((text) => {
    lab.set(text);
    lab.command("speed max");
    lab.run();
  }, mode.settings);
  const wrong = [];
  let first = null;
  for (let reading = 1; reading <= READINGS; ++reading) {
    await page.waitForTimeout(minutes * 60_000 / READINGS);
    const now = await read(page, client);
    const warm = reading > WARM_UP * READINGS;
    if (warm) first ??= now;
    console.log(`| ${mode.name} | ${(minutes * reading / READINGS).toFixed(1)} | ${now.iteration} | ` +
      `${(now.heap / 1e6).toFixed(2)} | ${(now.module / 1e6).toFixed(1)} | ${now.long} | ${now.longest.toFixed(0)} |`);
    if (!warm || reading < READINGS) continue;
    const grown = { "JavaScript's objects": now.heap - first.heap, "the module's memory": now.module - first.module };
    for (const [what, bytes] of Object.entries(grown)) {
      if (bytes > MOST_GROWTH) wrong.push(`${mode.name}: ${what} grew by ${(bytes / 1e6).toFixed(2)} MB`);
    }
    if (first.module === 0) wrong.push(`${mode.name}: the module's memory was not seen`);
  }
  await page.evaluate(() => lab.pause());
  await client.detach();
  return wrong;
}

async function main() {
  const { values } = parseArgs({
    options: { dist: { type: "string" }, images: { type: "string" }, minutes: { type: "string", default: "60" } },
  });
  const minutes = Number(values.minutes) / MODES.length;
  if (!(minutes > 0)) throw new Error(`--minutes takes a positive number, not "${values.minutes}"`);
  return withBrowser({ root: values.dist, mounts: { "/images/": values.images } }, async (browser, address) => {
    const page = await openPage(browser, "about:blank");
    await leaveOutDrawing(page);
    await page.addInitScript(watchPage);
    await page.goto(address);
    await page.evaluate(() => lab.ready.then(() => undefined));
    console.log(`| mode | minutes | iteration | JavaScript, MB | module, MB | tasks over ${LONGEST_TASK} ms | longest, ms |`);
    console.log("|---|---:|---:|---:|---:|---:|---:|");
    const wrong = [];
    for (const mode of MODES) {
      if (mode.images) await page.evaluate(() => lab.loadImages().then(() => undefined));
      wrong.push(...await soak(page, mode, minutes));
    }
    wrong.push(...page.problems);
    for (const sentence of wrong) console.log(`soak: ${sentence}.`);
    return wrong.length > 0 ? 1 : 0;
  });
}

runProgram("soak", main);
