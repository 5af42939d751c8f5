// The list of packed images, as the page reads it: sound ones are taken as they are, and whatever else arrives is refused in
// words, or names nothing that the page must not fetch, and no more memory than images need. MANIFEST_RUNS says how many.
import assert from "node:assert/strict";
import { test } from "node:test";

import { chanceFrom } from "./browser_world.mjs";

const FOLDER = "https://host.example/lab/images/";
globalThis.document = { baseURI: new URL("..", FOLDER).href };
const { ImagesError, checkManifest } = await import("../../web/images.mjs");

const RUNS = Number(process.env.MANIFEST_RUNS ?? 20_000);

/** Draws from a seed: whole numbers, one of a list, hexadecimal digits. */
function drawsFrom(seed) {
  const chance = chanceFrom(seed);
  const upTo = (most) => Math.floor(chance() * (most + 1));
  const oneOf = (list) => list[upTo(list.length - 1)];
  return { upTo, oneOf, hex: (digits) => Array.from({ length: digits }, () => upTo(15).toString(16)).join("") };
}

function soundManifest({ upTo, hex }) {
  const shards = Array.from({ length: 1 + upTo(7) }, (_, index) => {
    const part = upTo(2) > 0 ? "train" : "test";
    const images = 1 + upTo(1999);
    const sha256 = hex(64);
    return { part, file: `${part}-0${index}.${sha256.slice(0, 8)}.shard`, images, bytes: 1 + upTo(3900 * images), sha256 };
  });
  const count = (part) => shards.reduce((sum, shard) => sum + (shard.part === part ? shard.images : 0), 0);
  return { version: 1, source: "Pictures", stand_in: upTo(1) > 0, classes: ["disc", "ring"], train: count("train") || 1,
    test: count("test"), shards };
}

const ODD = [null, true, 0, -1, 0.5, 2 ** 31, 2 ** 53, 1e308, "", "1", "../../x", "a/b", "\\\\host\\x", "https://elsewhere/x", "//x",
  ".", "..", ".hidden", "a b", "%2e%2e", "x?y", "x#y", "data:x", "C:x", "\u202e", "x\n", "0".repeat(64), [], [1], ["train"], {},
  { length: 1 }, [[["x"]]], "train", "__proto__", "test"];

// All places of a tree: [the object or list, the key there].
function placesOf(tree, places = []) {
  for (const [key, value] of Object.entries(tree)) {
    places.push([tree, key]);
    if (value !== null && typeof value === "object") placesOf(value, places);
  }
  return places;
}

function damageTree(tree, { upTo, oneOf }) {
  for (let left = 1 + upTo(2); left > 0; --left) {
    const [owner, key] = oneOf(placesOf(tree));
    const act = upTo(3);
    if (act === 0) delete owner[key];
    else if (act === 1 && Array.isArray(owner)) owner.push(structuredClone(owner[key]));
    else if (act === 2 && typeof owner[key] === "number") owner[key] *= oneOf([-1, 0.5, 10, 1e6, 1e12]);
    else owner[key] = structuredClone(oneOf(ODD));
    if (placesOf(tree).length === 0) return;
  }
}

function damageText(text, { upTo, oneOf }) {
  const at = upTo(text.length - 1);
  const end = at + upTo(30);
  return text.slice(0, at) + oneOf(["", text.slice(at, end) + text.slice(at, end), "9", "\"", "null,", "../", "}", "[", "\\u0000"]) +
    text.slice(upTo(2) > 0 ? at + upTo(1) : end);
}

/** What stands in a manifest.json, as a value; undefined for what is no JSON, which never gets so far. */
function drawnManifest(draws) {
  const sound = soundManifest(draws);
  const act = draws.upTo(9);
  if (act === 0) return draws.oneOf(ODD);
  if (act < 6) damageTree(sound, draws);
  const text = JSON.stringify(sound);
  try {
    return JSON.parse(act < 6 ? text : damageText(text, draws));
  } catch {
    return undefined;
  }
}

function checkTaken(manifest) {
  assert.ok(Number.isInteger(manifest.train) && manifest.train > 0 && Number.isInteger(manifest.test) && manifest.test >= 0);
  for (const { part, file, images, bytes, sha256 } of manifest.shards) {
    assert.ok(part === "train" || part === "test");
    assert.equal(new URL(file, FOLDER).href, FOLDER + file);
    assert.ok(!/[/?#\\]/.test(file), `${file} is no file of the folder`);
    // The page makes room for a shard before the first of its bytes has come, for no more than all images that it takes.
    assert.ok(Number.isInteger(images) && images > 0 && images <= 70_000, `${images} images`);
    assert.ok(Number.isInteger(bytes) && bytes > 0 && bytes <= 4000 * images, `${bytes} bytes for ${images} images`);
    assert.match(String(sha256), /^[0-9a-f]{64}$/);
  }
}

test("sound manifests are taken as they are", () => {
  for (let seed = 0; seed < RUNS / 10; ++seed) {
    const manifest = soundManifest(drawsFrom(seed));
    assert.equal(checkManifest(manifest), manifest, `seed ${seed}`);
    checkTaken(manifest);
  }
});

test(`${RUNS} manifests, most of them damaged: refused in words, or harmless`, () => {
  const seen = { taken: 0, refused: 0 };
  for (let seed = 0; seed < RUNS; ++seed) {
    const manifest = drawnManifest(drawsFrom(seed));
    if (manifest === undefined) continue;
    try {
      checkManifest(manifest);
    } catch (error) {
      assert.ok(error instanceof ImagesError, `seed ${seed}: ${error.stack}`);
      assert.match(error.message, /^images\/manifest\.json (is damaged|has version).*\.$/s, `seed ${seed}`);
      ++seen.refused;
      continue;
    }
    assert.doesNotThrow(() => checkTaken(manifest), `seed ${seed}`);
    ++seen.taken;
  }
  // Both happen often, or the draws would try nothing.
  assert.ok(seen.taken > RUNS / 20 && seen.refused > RUNS / 5, JSON.stringify(seen));
});
