import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import sharp from "sharp";

const at = (relative) => fileURLToPath(new URL(relative, import.meta.url));

function make(t, icon) {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "icons-"));
  t.after(() => fs.rmSync(out, { recursive: true, force: true }));
  return { out, ...spawnSync(process.execPath, [at("../make_icons.mjs"), out, icon], { encoding: "utf8" }) };
}

test("icons have their sizes, few bytes, and their ground round or up to the edges", async (t) => {
  const { out, status, stderr } = make(t, at("../../web/icon.svg"));
  assert.equal(status, 0, stderr);
  const opaque = {};
  for (const [name, size] of [["icon-192", 192], ["icon-512", 512], ["icon-full-192", 192], ["icon-full-512", 512], ["icon-touch", 180]]) {
    const file = path.join(out, `${name}.png`);
    assert.ok(fs.statSync(file).size < 12 * size, `${name}: ${fs.statSync(file).size} bytes`);
    const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height], [size, size], name);
    opaque[name] = data[3] === 255;
    // What a system may cut off shows nothing of the drawing: outside of the middle 80 %, all is ground.
    if (!name.includes("full")) continue;
    const ground = data.subarray(0, 3);
    for (let pixel = 0; pixel < size * size; ++pixel) {
      const [x, y] = [pixel % size + 0.5 - size / 2, Math.floor(pixel / size) + 0.5 - size / 2];
      if (Math.hypot(x, y) > 0.4 * size) assert.deepEqual(data.subarray(4 * pixel, 4 * pixel + 3), ground, `${name}: ${x}, ${y}`);
    }
  }
  assert.deepEqual(opaque, { "icon-192": false, "icon-512": false, "icon-full-192": true, "icon-full-512": true, "icon-touch": true });
});

test("a drawing without a round ground is refused in words", (t) => {
  const icon = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "icons-")), "icon.svg");
  t.after(() => fs.rmSync(path.dirname(icon), { recursive: true, force: true }));
  fs.writeFileSync(icon, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"/>');
  const { status, stderr } = make(t, icon);
  assert.equal(status, 1);
  assert.match(stderr, /has no ground with round corners/);
});
