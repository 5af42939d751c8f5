// Draws the picture of the README from the real page: the course's two-layer run beside the losses that it publishes.
//
// usage: LAB_DIST=FOLDER node tests/browser/make_picture.mjs [docs/page.webp]
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { startServer } from "../../tools/serve.mjs";
import { DIST, launch, PATIENCE, ROOT, settled } from "./browser.mjs";

const sharp = createRequire(path.join(ROOT, "tools/package.json"))("sharp");
const MOST_BYTES = 120_000;  // everyone who opens the README loads it

const NOTICE_MILLISECONDS = 10_000;  // until what the preset did is no longer told

const file = path.resolve(process.argv[2] ?? path.join(ROOT, "docs/page.webp"));
const server = await startServer({ root: DIST, port: 0 });
const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 });
  await context.addInitScript(() => localStorage.setItem("lab.visited", "1"));
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(server.url);
  await page.evaluate(async () => {
    await lab.ready;
    lab.set("preset=notes_two_layer");
    for (let steps = 0; steps < 3000; steps += 250) lab.step(250);
  });
  await page.mouse.click(1120, 521);  // "Published losses"
  await page.mouse.move(2, 2);
  await page.waitForTimeout(NOTICE_MILLISECONDS);
  await settled(page);
  const picture = await sharp(await page.screenshot()).webp({ quality: 74, effort: 6 }).toBuffer();
  if (picture.length > MOST_BYTES) throw new Error(`The picture has ${picture.length} bytes, and ${MOST_BYTES} are allowed.`);
  fs.writeFileSync(file, picture);
  process.stderr.write(`${file}: ${picture.length} bytes\n`);
} finally {
  await browser.close();
  await server.close();
}
