// The way of the images, from official records through `lab pack` and its shards into the page: every one arrives bit
// for bit, and training on them gives the losses that the terminal gives on the official records.
// On records made here, which every machine can, and on CIFAR-10 where the machine has it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { findRecords } from "../../tools/find_images.mjs";
import { launch, openLab, ROOT } from "./browser.mjs";
import { images, records, startImageServer } from "./image_files.mjs";

const LAB = path.resolve(process.env.LAB_BINARY ?? path.join(ROOT, "build/release/lab"));
const RECORD = 3073;
const TRAIN = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];

let browser;
before(async () => {
  assert.ok(fs.existsSync(LAB), `${LAB} is missing; cmake --build --preset release --target lab makes it.`);
  browser = await launch();
});
after(() => browser?.close());

const work = fs.mkdtempSync(path.join(os.tmpdir(), "lab-images-"));
after(() => fs.rmSync(work, { recursive: true, force: true }));

/** More of some classes than of others, as in a part of CIFAR-10, and in no order of shards. */
function madeUpRecords() {
  const folder = path.join(work, "made-up");
  fs.mkdirSync(folder);
  const uneven = images(3000, 5).filter((_, i) => i % 10 < 6 || i % 7 < 2);
  fs.writeFileSync(path.join(folder, TRAIN[0]), records(uneven.slice(0, 1000)));
  fs.writeFileSync(path.join(folder, TRAIN[2]), records(uneven.slice(1000)));
  fs.writeFileSync(path.join(folder, "test_batch.bin"), records(images(300, 6)));
  return folder;
}

/** The records of those files that are there, one Buffer each. */
function readRecords(folder, names) {
  return names.map((name) => path.join(folder, name)).filter((file) => fs.existsSync(file)).flatMap((file) => {
    const bytes = fs.readFileSync(file);
    assert.equal(bytes.length % RECORD, 0, file);
    return Array.from({ length: bytes.length / RECORD }, (_, i) => bytes.subarray(i * RECORD, (i + 1) * RECORD));
  });
}

/** The first of each class in turn: as many of each as there are in `chosen`, in the order of `all`. */
function firstOfEachClass(all, chosen) {
  const left = Array(10).fill(0);
  for (const label of chosen) ++left[label];
  return all.filter((record) => left[record[0]]-- > 0);
}

// name, folder with official records or null, how many images `lab pack` is asked for (its defaults: [])
const SOURCES = [
  { name: "records made here", folder: madeUpRecords(), options: ["--train", "1200", "--test", "150"],
    train: 1200, test: 150 },
  { name: "CIFAR-10", folder: findRecords(), options: [], train: 5000, test: 1000 },
];
const skip = ({ folder }) => folder ? false : "no CIFAR-10 images on this machine; CIFAR10_DIR names a folder";

/** The folder images/ as ./serve makes it: name → bytes. */
function pack(source) {
  const out = path.join(work, `packed ${source.name}`);
  if (!fs.existsSync(out)) {
    execFileSync(process.execPath, [path.join(ROOT, "tools/pack_images.mjs"), "--lab", LAB, "--out", out, ...source.options],
      { env: { ...process.env, CIFAR10_DIR: source.folder }, stdio: ["ignore", "ignore", "pipe"] });
  }
  return new Map(fs.readdirSync(out).map((name) => [name, fs.readFileSync(path.join(out, name))]));
}

/** A page that has loaded the packed images. */
async function openPacked(t, source) {
  const server = await startImageServer(pack(source));
  const page = await openLab(t, browser, server.url, {});
  t.after(() => server.close());
  const loaded = await page.evaluate(() => lab.loadImages());
  assert.deepEqual([loaded.images.state, loaded.images.message], ["done", ""]);
  assert.deepEqual([loaded.images.train, loaded.images.test], [source.train, source.test]);
  return page;
}

/** Label and SHA-256 of every image that the page holds, as an official record. */
function digests(page, part, count) {
  return page.evaluate(async ([of, images_]) => {
    const all = [];
    for (let i = 0; i < images_; ++i) {
      const { label, pixels } = lab.image(i, of);
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.of(label, ...pixels)));
      all.push({ label, sha256: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") });
    }
    return all;
  }, [part, count]);
}

function checkPart(held, official, part) {
  const expected = firstOfEachClass(official, held.map(({ label }) => label));
  assert.equal(expected.length, held.length, `${part}: as many records as the page has images`);
  const wrong = held.flatMap(({ sha256 }, i) =>
    sha256 === createHash("sha256").update(expected[i]).digest("hex") ? [] : [i]);
  assert.deepEqual(wrong, [], `${part}: images that are not their official record`);
  return expected;
}

/** As even as the source allows: a class that has fewer than its share of ten is there with all it has. */
function checkBalance(held, official, part) {
  const count = (labels, k) => labels.filter((label) => label === k).length;
  const labels = held.map(({ label }) => label);
  for (let k = 0; k < 10; ++k) {
    const least = Math.min(Math.floor(held.length / 10), count(official.map((record) => record[0]), k));
    assert.ok(count(labels, k) >= least, `${part}: ${count(labels, k)} images of class ${k}, at least ${least} expected`);
  }
}

for (const source of SOURCES) {
  test(`${source.name}: every image of the subset arrives bit for bit`, { skip: skip(source) }, async (t) => {
    const page = await openPacked(t, source);
    for (const [part, names] of [["train", TRAIN], ["test", ["test_batch.bin"]]]) {
      const official = readRecords(source.folder, names);
      const held = await digests(page, part, source[part]);
      checkPart(held, official, part);
      checkBalance(held, official, part);
      for (const bad of [source[part], -1, 0.5, "a"]) {
        await assert.rejects(page.evaluate(([i, of]) => { lab.image(i, of); }, [bad, part]), /no image .* of/);
      }
    }
    await assert.rejects(page.evaluate(() => { lab.image(0, "validation"); }), /no image 0 of validation/);
  });
}

test("page and terminal agree on the first 20 minibatches", async (t) => {
  const source = SOURCES.findLast(({ folder }) => folder);  // CIFAR-10 if it can be had
  t.diagnostic(`on ${source.name}`);
  const page = await openPacked(t, source);
  // The terminal gets the official records of the subset, not what the page made of them.
  const held = await digests(page, "train", source.train);
  const folder = path.join(work, `subset ${source.name}`);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, TRAIN[0]), Buffer.concat(checkPart(held, readRecords(source.folder, TRAIN), "train")));

  for (const preset of ["cifar_softmax", "cifar_svm", "cifar_two_layer", "assignment_softmax", "assignment_svm"]) {
    const terminal = execFileSync(LAB, ["train", `preset=${preset}`, "--data-dir", folder, "--steps", "20",
      "--log-every", "1", "--json"], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    const theirs = terminal.trimEnd().split("\n").map((line) => JSON.parse(line).loss);
    const ours = await page.evaluate((name) => {
      lab.set(`preset=${name}`);
      return Array.from({ length: 20 }, () => lab.step(1).batch_loss);
    }, preset);
    assert.equal(theirs.length, 20);
    assert.ok(new Set(ours).size > 15, `${preset}: twenty minibatches, not one`);
    const differences = ours.map((loss, i) => Math.abs(loss - theirs[i]) / Math.abs(theirs[i]));
    const largest = Math.max(...differences);
    t.diagnostic(`${preset}: largest relative difference ${largest.toExponential(1)}`);
    assert.ok(largest <= 1e-4, `${preset}: ${ours} against ${theirs}`);
  }
});
