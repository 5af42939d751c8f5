// What a frame costs while training runs flat out, and how soon the first one is there. WebGL's draw calls are left out:
// without a graphics card they are the processor's work. Of the frame's callback the browser's trace tells both the
// processor's time, which is the page's own work, and the time that passed, in which other threads may have had the core.
//
// usage: node frames.mjs --dist FOLDER --images FOLDER [--out FOLDER]
import { parseArgs } from "node:util";

import { leaveOutDrawing, runProgram, withBrowser } from "./browser.mjs";
import { machine, Record } from "./record.mjs";

const MODES = [
  { name: "spiral, linear", settings: "preset=course" },
  { name: "spiral, 100 hidden", settings: "preset=course&model=two_layer" },
  { name: "images, linear", settings: "preset=cifar_softmax", images: true },
  { name: "images, 200 hidden", settings: "preset=cifar_two_layer", images: true },
];
const SETTLE = 1500; // milliseconds
const WATCH = 4000;
const OPENINGS = 5;
const VIEW = { width: 1280, height: 800 };

/** The frame callbacks of the page's main thread while it is watched: [{ ts, dur, tdur }], microseconds. */
async function traceFrames(page, browser) {
  const tracer = await browser.newBrowserCDPSession();
  const events = [];
  tracer.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const complete = new Promise((resolve) => tracer.once("Tracing.tracingComplete", resolve));
  await tracer.send("Tracing.start", {
    transferMode: "ReportEvents", traceConfig: { includedCategories: ["devtools.timeline"] },
  });
  await page.waitForTimeout(WATCH);
  await tracer.send("Tracing.end");
  await complete;
  await tracer.detach();
  return events.filter(({ name }) => name === "FireAnimationFrame").sort((a, b) => a.ts - b.ts);
}

const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];

async function watch(page, browser, { settings }) {
  await page.evaluate((text) => {
    lab.set(text);
    lab.command("speed 0");
    lab.run();
  }, settings);
  await page.waitForTimeout(SETTLE);
  const frames = await traceFrames(page, browser);
  await page.evaluate(() => lab.pause());
  const [elapsed, processor] = [frames.map(({ dur }) => dur), frames.map(({ tdur }) => tdur)];
  const gaps = frames.slice(1).map(({ ts }, i) => ts - frames[i].ts);
  return [percentile(processor, 0.5), percentile(processor, 0.95), percentile(elapsed, 0.5), percentile(elapsed, 0.95),
    percentile(gaps, 0.5), Math.max(...gaps)];
}

async function openings(browser, address) {
  const times = [];
  for (let i = 0; i < OPENINGS; ++i) {
    const context = await browser.newContext({ viewport: VIEW });
    const page = await context.newPage();
    await page.goto(address, { waitUntil: "commit" });
    times.push(await page.evaluate(async () => {
      while (!window.lab) await new Promise((resolve) => setTimeout(resolve, 5));
      await lab.ready;
      while (lab.state().frames < 1) await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now();
    }));
    await context.close();
  }
  return times;
}

async function main() {
  const { values } = parseArgs({
    options: { dist: { type: "string" }, images: { type: "string" }, out: { type: "string" } } });
  const record = new Record();
  const ms = (microseconds) => `${(microseconds / 1e3).toFixed(1)} ms`;
  await withBrowser({ root: values.dist, mounts: { "/images/": values.images } }, async (browser, address) => {
    record.print("| page | mode | own work, median | 95 % | elapsed, median | 95 % | between frames, median | longest |");
    record.print("|---|---|---:|---:|---:|---:|---:|---:|");
    for (const query of ["", "?threads=1"]) {
      const page = await (await browser.newContext({ viewport: VIEW })).newPage();
      await leaveOutDrawing(page);
      await page.goto(address + query);
      await page.evaluate(() => lab.ready.then(() => undefined));
      for (const mode of MODES) {
        if (mode.images) await page.evaluate(() => lab.loadImages().then(() => undefined));
        const figures = await watch(page, browser, mode);
        record.print(`| ${query || "threads"} | ${mode.name} | ${figures.map(ms).join(" | ")} |`);
      }
      await page.context().close();
    }
    const times = await openings(browser, address);
    record.print(`\nFirst frame after opening: ${times.map((time) => time.toFixed(0)).join(", ")} ms`);
    record.write(values.out, "frames", "What a frame costs while training runs flat out", "./bench --frames", machine(browser));
  });
}

runProgram("frames", main);
