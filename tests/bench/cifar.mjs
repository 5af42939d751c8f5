// How long the page trains on all of CIFAR-10 until it has 40 and 52 % of the test images right, with drawing and with
// its draw calls left out: without a graphics card they take the time of one and a half of the processor's cores.
//
// usage: node cifar.mjs --dist FOLDER --images FOLDER [--out FOLDER]   (images: as tools/pack_images.mjs makes it)
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { leaveOutDrawing, runProgram, withBrowser } from "./browser.mjs";
import { machine, Record } from "./record.mjs";

const RUNS = [
  { name: "linear, softmax", settings: "preset=full_softmax&decay_epochs=10", epochs: 10, wanted: 0.40 },
  { name: "two layers, 200 hidden", settings: "preset=full_two_layer&hidden=200&dropout=0&decay_epochs=5", epochs: 5,
    wanted: 0.52 },
];
const SETTLE = 1500; // milliseconds; threads start, the first pictures are drawn
const LOOK = 250; // between two looks at how far it is: each measures 2,000 images

/** Runs in the page: so many epochs flat out, and then the test. */
async function trainInPage({ settings, epochs, settle, look }) {
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  lab.set(settings);
  lab.command("speed 0");
  await pause(settle);
  const { split, settings: all } = lab.state();
  const steps = epochs * Math.ceil(split.train / Number(all.batch));
  const started = performance.now();
  lab.command(`step ${steps}`);
  while (lab.state().iteration < steps && lab.state().status !== "diverged") await pause(look);
  const seconds = (performance.now() - started) / 1000;
  lab.command("test");
  while (lab.state().test?.iteration !== lab.state().iteration) await pause(look);
  const { iteration, test, variant, threads } = lab.state();
  return { iteration, seconds, accuracy: test.accuracy, variant, threads };
}

async function measure(browser, address, drawing, record) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  if (!drawing) await leaveOutDrawing(page);
  await page.goto(address);
  await page.evaluate(() => lab.ready.then(() => lab.loadImages()).then(() => undefined));
  let reached = true;
  for (const { name, wanted, ...run } of RUNS) {
    const found = await page.evaluate(trainInPage, { ...run, settle: SETTLE, look: LOOK });
    reached &&= found.accuracy >= wanted;
    record.print(`| ${name}, ${run.epochs} epochs | ${drawing ? "drawn" : "draw calls left out"} | ${found.threads} | ` +
      `${found.iteration} | ${found.seconds.toFixed(1)} s | ${(100 * found.accuracy).toFixed(1)} % |`);
  }
  await context.close();
  return reached;
}

async function main() {
  const { values } = parseArgs({
    options: { dist: { type: "string" }, images: { type: "string" }, out: { type: "string" } } });
  const manifest = JSON.parse(fs.readFileSync(path.join(values.images, "manifest.json"), "utf8"));
  if (manifest.stand_in || manifest.train < 50_000) {
    throw new Error(`${values.images} holds ${manifest.source}; all 50,000 training images of CIFAR-10 are needed.`);
  }
  return withBrowser({ root: values.dist, mounts: { "/images/": values.images } }, async (browser, address) => {
    const record = new Record();
    record.print("| model | page | threads | steps | training | test accuracy |\n|---|---|---:|---:|---:|---:|");
    const without = await measure(browser, address, false, record);
    const drawn = await measure(browser, address, true, record);
    record.write(values.out, "cifar", "Training on all of CIFAR-10 in the page", "./bench --cifar", machine(browser));
    return without && drawn ? 0 : 1;
  });
}

runProgram("cifar", main);
