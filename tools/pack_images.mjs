// Makes the page's images: finds CIFAR-10, has `lab pack` write it as shards, compresses them and writes the manifest.
//
// usage: node tools/pack_images.mjs --lab PROGRAM --out FOLDER [--train N] [--test N] [--stand-in]
//
// Where images come from: tools/find_images.mjs. If none can be had, pictures that our own code draws.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

import { findImages } from "./find_images.mjs";

const CREDIT = "CIFAR-10 (Krizhevsky 2009)";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const say = (text) => console.error(text);

/** Compresses the shards that `lab pack` listed, from `raw` into `out`, and describes them for the page. */
export function compressShards(list, raw, out) {
  return list.shards.map(({ part, file, images }) => {
    const bytes = zlib.gzipSync(fs.readFileSync(path.join(raw, file)), { level: 9 });
    const digest = sha256(bytes);
    const name = file.replace(/\.shard$/, `.${digest.slice(0, 8)}.shard`);
    fs.writeFileSync(path.join(out, name), bytes);
    return { part, file: name, images, bytes: bytes.length, sha256: digest };
  });
}

function describe(list, folder) {
  if (!folder) return "Ten kinds of pictures drawn by our own code, not CIFAR-10";
  return `${CREDIT}, ${(list.train + list.test).toLocaleString("en")} of its 60,000 images`;
}

async function main(args) {
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const [lab, out] = [option("--lab"), option("--out")];
  if (!lab || !out) {
    console.error("usage: pack_images.mjs --lab PROGRAM --out FOLDER [--train N] [--test N] [--stand-in]");
    process.exit(2);
  }
  const folder = args.includes("--stand-in") ? null : await findImages();
  const source = folder ? ["--data-dir", folder] : ["--stand-in"];
  const counts = ["--train", "--test"].flatMap((name) => (option(name) ? [name, option(name)] : []));
  const raw = `${out}.raw`;
  const fresh = `${out}.new`;
  for (const temporary of [raw, fresh]) fs.rmSync(temporary, { recursive: true, force: true });
  fs.mkdirSync(fresh, { recursive: true });
  const list = JSON.parse(execFileSync(lab, ["pack", "--out", raw, ...source, ...counts], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));
  const shards = compressShards(list, raw, fresh);
  const manifest = { version: 1, source: describe(list, folder), stand_in: !folder, classes: list.classes, train: list.train, test: list.test, shards };
  fs.writeFileSync(path.join(fresh, "manifest.json"), JSON.stringify(manifest, null, 1));
  fs.rmSync(raw, { recursive: true, force: true });
  fs.rmSync(out, { recursive: true, force: true });
  fs.renameSync(fresh, out);
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  say(`images: ${manifest.source}; ${(bytes / 1e6).toFixed(1)} MB, ${(bytes / (list.train + list.test) / 1e3).toFixed(2)} KB an image`);
}

const invoked = process.argv[1] && fs.realpathSync(process.argv[1]);
if (invoked === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(`images: ${error.message}`);
    process.exit(1);
  });
}
