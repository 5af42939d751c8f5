// How a step's time grows with N, D, H and threads: measures it in a browser and draws scaling.svg.
//
// usage: node scaling.mjs --build FOLDER --out FOLDER [--seconds S]
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { openPage, runProgram, withBrowser } from "./browser.mjs";
import { machine } from "./record.mjs";
import { drawFigure } from "./scaling/figure.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const IMAGES = { N: 256, D: 3072, H: 200, C: 10, threads: 1 };
const POINTS = { N: 300, D: 2, H: 100, C: 3, threads: 1 };
const doublings = (first, last) => Array.from({ length: Math.log2(last / first) + 1 }, (_, i) => first * 2 ** i);
const threads = Array.from({ length: Math.min(os.cpus().length, 8) }, (_, i) => i + 1);

// What varies, and over what: one panel each. The lines of a panel differ in the rest.
const PANELS = [
  { varies: "N", title: "examples a step, N", over: doublings(16, 4096), lines: [
    { name: "images, 200 hidden", at: IMAGES }, { name: "images, linear", at: { ...IMAGES, H: 0 } },
    { name: "points, 100 hidden", at: POINTS }] },
  { varies: "D", title: "inputs, D", over: doublings(2, 8192), lines: [
    { name: "256 × D → 200 → 10", at: IMAGES }, { name: "256 × D → 10", at: { ...IMAGES, H: 0 } }] },
  { varies: "H", title: "hidden units, H", over: doublings(4, 2048), lines: [
    { name: "256 × 3072 → H → 10", at: IMAGES }, { name: "300 × 2 → H → 3", at: POINTS }] },
  { varies: "threads", title: "threads", over: threads, lines: [
    { name: "images, 1,000 hidden", at: { ...IMAGES, H: 1000 } }, { name: "images, 200 hidden", at: IMAGES },
    { name: "images, linear", at: { ...IMAGES, H: 0 } }, { name: "points, 100 hidden", at: POINTS }] },
];

async function measurePanel(page, { varies, over, lines }, seconds) {
  const measured = [];
  for (const { name, at } of lines) {
    const points = [];
    for (const value of over) {
      const time = await page.evaluate(([shape, s]) => window.measure(shape, s), [{ ...at, [varies]: value }, seconds]);
      points.push([value, time]);
      process.stderr.write(`${varies} = ${value}, ${name}: ${time.toPrecision(3)} ms\n`);
    }
    measured.push({ name, points });
  }
  return measured;
}

async function main() {
  const { values } = parseArgs({ options: {
    build: { type: "string" }, out: { type: "string" }, seconds: { type: "string", default: "0.6" } } });
  const folders = { root: path.join(values.build, "dist"), mounts: { "/bench/": HERE, "/build/": values.build } };
  await withBrowser(folders, async (browser, address) => {
    const page = await openPage(browser, `${address}bench/scaling/scaling.html`);
    await page.waitForFunction("window.measuring");
    const panels = [];
    for (const panel of PANELS) {
      panels.push({ ...panel, lines: await measurePanel(page, panel, Number(values.seconds)) });
    }
    const { processor, cores, browser: version } = machine(browser);
    const when = `${new Date().toISOString().slice(0, 10)}, ${processor}, ${cores} cores, Chromium ${version}`;
    const file = path.join(values.out, "scaling.svg");
    fs.mkdirSync(values.out, { recursive: true });
    fs.writeFileSync(file, drawFigure(panels, when));
    process.stderr.write(`Drawn: ${file}\n`);
  });
}

runProgram("scaling", main);
