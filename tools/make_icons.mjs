// The page's icon as PNG, for browsers and systems that install the page and take no SVG for it.
//
// usage: node make_icons.mjs OUT ICON.svg
//
// Writes OUT/icon-192.png and OUT/icon-512.png as the drawing is; OUT/icon-full-192.png, OUT/icon-full-512.png and
// OUT/icon-touch.png (180) with the ground up to the edges, for systems that cut a shape of their own out of it: the drawing
// keeps within the middle 80 %, which no such shape touches.

import fs from "node:fs";
import path from "node:path";

import sharp from "sharp";

const SIDE = 32;      // of the drawing
const COLOURS = 16;   // four of the drawing, the others for smooth edges; 16 take half a byte each
const CORNERS = / rx="7"/;

const render = (svg, size) => sharp(Buffer.from(svg), { density: 72 * size / SIDE }).resize(size, size)
  .png({ palette: true, colours: COLOURS, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer();

/** @param {string[]} args */
async function main([out, icon]) {
  if (!out || !icon) {
    console.error("usage: make_icons.mjs OUT ICON.svg");
    process.exit(2);
  }
  const svg = fs.readFileSync(icon, "utf8");
  if (!CORNERS.test(svg)) {
    console.error(`make_icons: ${icon} has no ground with round corners, <rect … rx="7">, to draw up to the edges`);
    process.exit(1);
  }
  const full = svg.replace(CORNERS, "");
  fs.mkdirSync(out, { recursive: true });
  for (const [name, drawing, size] of [["icon-192", svg, 192], ["icon-512", svg, 512], ["icon-full-192", full, 192],
    ["icon-full-512", full, 512], ["icon-touch", full, 180]]) {
    fs.writeFileSync(path.join(out, `${name}.png`), await render(drawing, size));
  }
}

await main(process.argv.slice(2));
