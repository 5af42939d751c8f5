// Makes the page's images: finds CIFAR-10, has `lab pack` write it as shards, compresses them and writes the manifest.
//
// usage: node tools/pack_images.mjs --lab PROGRAM --out FOLDER [--train N] [--test N] [--stand-in]
//
// Where images come from, in this order: the folder in CIFAR10_DIR; assets/cifar10, which git ignores;
// ../shared/cifar10 through its unpack.py; the author's site. If none can be had, pictures that our own code draws.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const OFFICIAL = {
  url: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
  bytes: 170052171,
  sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
};
const CONNECT_SECONDS = 10;
const DOWNLOAD_SECONDS = 900;
const CREDIT = "CIFAR-10 (Krizhevsky 2009)";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const say = (text) => console.error(text);

function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  return path.join(base, "classifier-lab", "cifar10");
}

function fromFolder(folder) {
  const holds = (name) => fs.existsSync(path.join(folder, name));
  return holds("data_batch_1.bin") || holds("cifar-10-binary.tar.gz") || holds("cifar-10-batches-bin") ? folder : null;
}

function fromEnvironment() {
  const folder = process.env.CIFAR10_DIR;
  if (!folder) return null;
  if (fromFolder(folder)) return folder;
  throw new Error(`CIFAR10_DIR is ${folder}, which holds no data_batch_1.bin and no cifar-10-binary.tar.gz.`);
}

// Kept in the cache: unpacking takes seconds, and a second clone wants the same.
function fromShared() {
  const script = path.join(ROOT, "..", "shared", "cifar10", "unpack.py");
  if (!fs.existsSync(script)) return null;
  const folder = path.join(cacheFolder(), "exact");
  if (fromFolder(folder) && fs.existsSync(path.join(folder, "test_batch.bin"))) return folder;
  const fresh = `${folder}.${process.pid}`;
  try {
    execFileSync("python3", [script, "exact", fresh], { stdio: ["ignore", "ignore", "inherit"] });
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(fresh, folder);
    return folder;
  } catch (error) {
    say(`images: ${script} did not work (${error.message}).`);
    return null;
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

async function fromOfficialSite() {
  const folder = path.join(cacheFolder(), "official");
  const file = path.join(folder, "cifar-10-binary.tar.gz");
  if (fs.existsSync(file)) return folder;
  try {
    const abort = new AbortController();
    const connecting = setTimeout(() => abort.abort(new Error("no answer")), 1000 * CONNECT_SECONDS);
    const response = await fetch(OFFICIAL.url, { signal: abort.signal });
    clearTimeout(connecting);
    setTimeout(() => abort.abort(new Error("too slow")), 1000 * DOWNLOAD_SECONDS).unref();
    if (!response.ok) throw new Error(`answer ${response.status}`);
    const parts = [];
    let bytes = 0;
    for await (const part of response.body) {
      parts.push(part);
      bytes += part.length;
      if (process.stderr.isTTY) process.stderr.write(`\rimages: ${(bytes / 1e6).toFixed(0)} of ${(OFFICIAL.bytes / 1e6).toFixed(0)} MB`);
    }
    if (process.stderr.isTTY) process.stderr.write("\n");
    const archive = Buffer.concat(parts);
    if (sha256(archive) !== OFFICIAL.sha256) throw new Error("its SHA-256 is not the official archive's");
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(`${file}.${process.pid}`, archive);
    fs.renameSync(`${file}.${process.pid}`, file);
    return folder;
  } catch (error) {
    say(`images: ${new URL(OFFICIAL.url).host} cannot be used (${error.cause?.code ?? error.message}).`);
    return null;
  }
}

async function findImages(wantsStandIn) {
  if (wantsStandIn) return null;
  return fromEnvironment() ?? fromFolder(path.join(ROOT, "assets", "cifar10")) ?? fromShared() ?? (await fromOfficialSite());
}

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
  const count = (number) => number.toLocaleString("en");
  return `${CREDIT}, ${count(list.train)} training and ${count(list.test)} test images`;
}

async function main(args) {
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const [lab, out] = [option("--lab"), option("--out")];
  if (!lab || !out) {
    console.error("usage: pack_images.mjs --lab PROGRAM --out FOLDER [--train N] [--test N] [--stand-in]");
    process.exit(2);
  }
  const folder = await findImages(args.includes("--stand-in"));
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
