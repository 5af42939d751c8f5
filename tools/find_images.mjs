// Finds CIFAR-10 on this machine, or fetches it: for the page (tools/pack_images.mjs) and for the tests.
//
// usage: node tools/find_images.mjs
// prints the folder whose data_batch_1.bin the tests read, or nothing where there is none; it fetches nothing.
//
// Where images come from, in this order: the folder in CIFAR10_DIR; assets/cifar10, which git ignores;
// ../shared/cifar10 through its unpack.py; the author's site.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const ARCHIVE = "cifar-10-binary.tar.gz";
const UNPACKED = "cifar-10-batches-bin";  // the archive's folder
const BATCH = "data_batch_1.bin";
const OFFICIAL = {
  url: `https://www.cs.toronto.edu/~kriz/${ARCHIVE}`,
  bytes: 170052171,
  sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
};
const CONNECT_SECONDS = 10;
const DOWNLOAD_SECONDS = 900;

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const say = (text) => console.error(text);
const holds = (folder, name) => fs.existsSync(path.join(folder, name));

function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  return path.join(base, "classifier-lab", "cifar10");
}

/** Lets `make` fill a fresh folder beside `folder`, which it then becomes: nobody ever sees half of it. */
function whole(folder, make) {
  const fresh = `${folder}.${process.pid}`;
  try {
    fs.mkdirSync(fresh, { recursive: true });
    make(fresh);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(fresh, folder);
    return folder;
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

function fromFolder(folder) {
  return [BATCH, ARCHIVE, UNPACKED].some((name) => holds(folder, name)) ? folder : null;
}

function fromEnvironment() {
  const folder = process.env.CIFAR10_DIR;
  if (!folder) return null;
  if (fromFolder(folder)) return folder;
  throw new Error(`CIFAR10_DIR is ${folder}, which holds no ${BATCH} and no ${ARCHIVE}.`);
}

const exactFolder = () => path.join(cacheFolder(), "exact");
const hasExact = () => holds(exactFolder(), BATCH) && holds(exactFolder(), "test_batch.bin");

// Kept in the cache: unpacking takes seconds, and a second clone wants the same.
function fromShared() {
  const script = path.join(ROOT, "..", "shared", "cifar10", "unpack.py");
  if (!fs.existsSync(script)) return null;
  if (hasExact()) return exactFolder();
  try {
    return whole(exactFolder(), (fresh) => {
      execFileSync("python3", [script, "exact", fresh], { stdio: ["ignore", "ignore", "inherit"] });
    });
  } catch (error) {
    say(`images: ${script} did not work (${error.message}).`);
    return null;
  }
}

const officialFolder = () => path.join(cacheFolder(), "official");

// What an earlier build has fetched or unpacked.
function fromCache() {
  return holds(officialFolder(), ARCHIVE) ? officialFolder() : hasExact() ? exactFolder() : null;
}

async function fromOfficialSite() {
  const folder = officialFolder();
  if (holds(folder, ARCHIVE)) return folder;
  const file = path.join(folder, ARCHIVE);
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

/** A folder with CIFAR-10 in one of its forms, for `lab pack --data-dir`; null if none can be had. */
export async function findImages() {
  return fromEnvironment() ?? fromFolder(path.join(ROOT, "assets", "cifar10")) ?? fromShared() ?? (await fromOfficialSite());
}

// The archive is unpacked once, whatever it is called and wherever it lies.
function unpack(archive) {
  const folder = path.join(cacheFolder(), `unpacked-${sha256(fs.readFileSync(archive)).slice(0, 8)}`);
  if (!holds(path.join(folder, UNPACKED), BATCH)) {
    whole(folder, (fresh) => {
      execFileSync("tar", ["-xzf", archive, "-C", fresh], { stdio: ["ignore", "ignore", "inherit"] });
    });
  }
  return path.join(folder, UNPACKED);
}

/**
 * The folder with the official records, data_batch_1.bin and so on, of the images that are on this machine already;
 * null if there are none. What only the archive holds is unpacked into the cache.
 */
export function findRecords() {
  const folder = fromEnvironment() ?? fromFolder(path.join(ROOT, "assets", "cifar10")) ?? fromShared() ?? fromCache();
  if (!folder || holds(folder, BATCH)) return folder;
  const records = holds(folder, UNPACKED) ? path.join(folder, UNPACKED) : unpack(path.join(folder, ARCHIVE));
  if (!holds(records, BATCH)) throw new Error(`${folder} holds no ${BATCH}: no CIFAR-10, or not its binary version.`);
  return records;
}

const invoked = process.argv[1] && fs.realpathSync(process.argv[1]);
if (invoked === fileURLToPath(import.meta.url)) {
  try {
    const folder = findRecords();
    if (folder) console.log(folder);
  } catch (error) {
    console.error(`images: ${error.message}`);
    process.exit(1);
  }
}
