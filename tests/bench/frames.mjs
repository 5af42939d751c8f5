// What a frame costs while training runs flat out, and how soon the first one is there. WebGL's own time is counted
// apart, and its draw calls are left out: without a graphics card they are the processor's work.
//
// usage: node frames.mjs --dist FOLDER --images FOLDER
import { parseArgs } from "node:util";

import { leaveOutDrawing, runProgram, withBrowser } from "./browser.mjs";

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

/** Runs in the page before its scripts: frames[i] = { start, work, gl }, milliseconds. */
function watchFrames() {
  let gl = 0;
  const prototype = WebGL2RenderingContext.prototype;
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (typeof value !== "function" || name === "constructor") continue;
    prototype[name] = function timed(...args) {
      const before = performance.now();
      const result = value.apply(this, args);
      gl += performance.now() - before;
      return result;
    };
  }
  window.frames_ = [];
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => request((start) => {
    const [before, gl_before] = [performance.now(), gl];
    callback(start);
    window.frames_.push({ start, work: performance.now() - before - (gl - gl_before), gl: gl - gl_before });
  });
}

const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];

async function watch(page, { settings }) {
  await page.evaluate((text) => {
    lab.set(text);
    lab.command("speed 0");
    lab.run();
  }, settings);
  await page.waitForTimeout(SETTLE);
  await page.evaluate(() => void (window.frames_ = []));
  await page.waitForTimeout(WATCH);
  const frames = await page.evaluate(() => window.frames_);
  await page.evaluate(() => lab.pause());
  const work = frames.map((frame) => frame.work);
  const gaps = frames.slice(1).map(({ start }, i) => start - frames[i].start);
  return [percentile(work, 0.5), percentile(work, 0.95), percentile(gaps, 0.5), Math.max(...gaps)];
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
  const { values } = parseArgs({ options: { dist: { type: "string" }, images: { type: "string" } } });
  const ms = (value) => `${value.toFixed(1)} ms`;
  await withBrowser({ root: values.dist, mounts: { "/images/": values.images } }, async (browser, address) => {
    console.log("| page | mode | own work, median | 95 % | between frames, median | longest |\n|---|---|---:|---:|---:|---:|");
    for (const query of ["", "?threads=1"]) {
      const page = await (await browser.newContext({ viewport: VIEW })).newPage();
      await leaveOutDrawing(page);
      await page.addInitScript(watchFrames);
      await page.goto(address + query);
      await page.evaluate(() => lab.ready.then(() => undefined));
      for (const mode of MODES) {
        if (mode.images) await page.evaluate(() => lab.loadImages().then(() => undefined));
        const figures = await watch(page, mode);
        console.log(`| ${query || "threads"} | ${mode.name} | ${figures.map(ms).join(" | ")} |`);
      }
      await page.context().close();
    }
    const times = await openings(browser, address);
    console.log(`\nFirst frame after opening: ${times.map((time) => time.toFixed(0)).join(", ")} ms`);
  });
}

runProgram("frames", main);
