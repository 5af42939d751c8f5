// Images on the page: fetched beside it with progress, verified, tried again, given by the visitor as files, and trained.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import zlib from "node:zlib";

import { dropFiles, launch, openLab, state, until } from "./browser.mjs";
import { archive, image, imageFolder, images, records, startImageServer } from "./image_files.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const folder = imageFolder();

/** A page beside which the images lie, on a server that misbehaves as wished. */
async function open(t, { files = folder.files, misbehave, ...options } = {}) {
  const server = await startImageServer(files, misbehave);
  const page = await openLab(t, browser, server.url, options);
  t.after(() => server.close());  // after the page, which would complain
  return Object.assign(page, { server });
}

const done = (now) => now.images.state === "done";
const load = (page) => page.evaluate(() => lab.loadImages().then(() => lab.state()));
// Not awaited by the browser, and no unhandled rejection either.
const start = (page) => page.evaluate(() => { lab.loadImages().catch(() => {}); });

test("images load with progress, and a linear model learns them", async (t) => {
  const page = await open(t, { misbehave: (name) => name.endsWith(".shard") ? { delay: 30 } : {} });
  const first = await state(page);
  assert.equal(first.mode, "plane");
  assert.deepEqual([first.images.state, first.images.train], ["none", 0]);
  await start(page);
  const bytes = folder.shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const under = await until(page, (now) => now.images.bytes > 0 && now.images.state === "loading");
  assert.equal(under.images.total_bytes, bytes);
  assert.ok(under.images.bytes <= bytes);
  // Training starts on the first shard.
  await until(page, (now) => now.images.train >= 200);
  const training = await page.evaluate(() => lab.set("preset=cifar_softmax&batch=100&lr=0.001&l2=0.003&flip=0&val=100"));
  assert.equal(training.mode, "images");
  await page.evaluate(() => lab.run());
  const end = await until(page, done);
  assert.deepEqual([end.images.train, end.images.test, end.images.images, end.images.total_images], [600, 100, 700, 700]);
  assert.equal(end.images.bytes, bytes);
  assert.equal(end.images.message, "");
  assert.equal(end.images.source, "Striped test images");
  assert.equal(end.images.stand_in, true);
  assert.deepEqual(end.runs[0].split, { train: 500, validation: 100, test: 100 });
  await page.evaluate(() => lab.pause());
  const [before_, templates] = await page.evaluate(() => {
    lab.reset();
    return [lab.state(), lab.templates()];
  });
  const trained = await page.evaluate(() => lab.step(60));
  assert.ok(trained.loss < 0.7 * before_.loss, `${before_.loss} → ${trained.loss}`);
  assert.ok(trained.val_accuracy > 0.5, `validation accuracy ${trained.val_accuracy}`);
  const learned = await page.evaluate(() => lab.templates());
  assert.deepEqual([learned.count, learned.weights.length], [10, 30720]);
  assert.notDeepEqual(learned.weights.slice(0, 50), templates.weights.slice(0, 50));
  assert.equal(trained.runs[0].test, null, "the test waits until it is asked for");
  const tested = await page.evaluate(() => lab.command("test"));
  assert.equal(tested.runs[0].test.iteration, 60);
  assert.ok(tested.runs[0].test.accuracy > 0.5);
});

test("every image arrives bit for bit, from shards and from an archive", async (t) => {
  const page = await open(t);
  await load(page);
  await page.evaluate(() => lab.set("preset=cifar_softmax&normalize=raw&val=100"));
  const check = async (list) => {
    for (const [part, index, place] of [["validation", 0, 0], ["validation", 99, 99], ["train", 0, 100],
      ["train", list.length - 101, list.length - 1]]) {
      const seen = await page.evaluate(([i, of]) => lab.inspect(i, of), [index, part]);
      assert.equal(seen.label, list[place].label);
      assert.deepEqual(seen.features, [...list[place].planes], `${part} ${index}`);
    }
    await assert.rejects(page.evaluate(() => lab.inspect(1000, "train")), /no example 1000 of train/);
  };
  await check(images(600, 1));
  await page.evaluate(async (base64) => lab.addImages(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), "x.tar.gz"),
    zlib.gzipSync(archive(50)).toString("base64"));
  const now = await state(page);
  assert.deepEqual([now.images.train, now.images.test, now.images.source], [250, 50, "x.tar.gz"]);
  await check(images(250, 1));
});

test("an address with images loads them and starts there", async (t) => {
  const page = await open(t, { address: "#preset=cifar_two_layer&hidden=20" });
  const now = await until(page, (s) => s.mode === "images");
  assert.equal(now.settings.hidden, "20");
  await until(page, done);
  await page.evaluate(() => lab.step(2));
  await page.waitForFunction(() => location.hash.includes("data=cifar10"));
});

test("switching modes keeps both runs", async (t) => {
  const page = await open(t);
  const spiral = await page.evaluate(() => lab.step(7));
  await load(page);
  const seen = await page.evaluate(() => {
    lab.set("preset=cifar_softmax");
    const pictures = lab.step(3);
    const plane = lab.command("mode plane");
    return { pictures, plane, again: lab.command("mode images") };
  });
  assert.deepEqual([seen.plane.mode, seen.plane.iteration, seen.plane.loss], ["plane", 7, spiral.loss]);
  assert.deepEqual([seen.again.mode, seen.again.iteration, seen.again.loss], ["images", 3, seen.pictures.loss]);
});

test("without images the mode is refused in words", async (t) => {
  const page = await open(t);
  await assert.rejects(page.evaluate(() => { lab.command("mode images"); }), /needs images/);
  await assert.rejects(page.evaluate(() => { lab.command("page fly"); }), /load_images, cancel_images/);
  assert.equal((await state(page)).mode, "plane");
});

test("a damaged shard is named, fetched again, and all is well", async (t) => {
  const [bad] = folder.shards.filter(({ part }) => part === "train");
  const damaged = Buffer.from(folder.files.get(bad.file));
  damaged[500] ^= 1;
  const page = await open(t, {
    misbehave: (name, times) => name === bad.file && times === 1 ? { bytes: damaged } : {},
  });
  await start(page);
  const told = await until(page, (now) => now.images.message !== "");
  assert.match(told.images.message, new RegExp(`${bad.file}.*SHA-256.*2 of 3`));
  const end = await until(page, done);
  assert.deepEqual([end.images.train, end.images.message], [600, ""]);
  assert.equal(page.server.times.get(bad.file), 2, "the second try passed the browser's cache by");
});

test("a shard with a right checksum and wrong content is named as well", async (t) => {
  const other = imageFolder({ train: 40, test: 0, each: 20 });
  const wrong = zlib.gzipSync(Buffer.from("no shard at all"));
  const [shard] = other.shards;
  const { createHash } = await import("node:crypto");
  Object.assign(shard, { bytes: wrong.length, sha256: createHash("sha256").update(wrong).digest("hex") });
  other.files.set(shard.file, wrong);
  other.files.set("manifest.json", Buffer.from(JSON.stringify(other.manifest)));
  const page = await open(t, { files: other.files });
  const end = await load(page);
  assert.match(end.images.message, new RegExp(`${shard.file}.*CLS1`));
  assert.equal(end.images.train, 20);
});

test("a missing and a cut shard are named, the rest is usable, and comes when it is there again", async (t) => {
  const [, missing, cut] = folder.shards.filter(({ part }) => part === "train");
  let broken = true;
  const page = await open(t, {
    expected: /404|ERR_/,
    misbehave: (name) => !broken ? {} : name === missing.file ? { status: 404 } : name === cut.file ? { drop: true } : {},
  });
  const end = await load(page);
  assert.equal(end.images.state, "done");
  assert.match(end.images.message, new RegExp(`${missing.file}.*404.*${cut.file}.*The other 300 images can be used`));
  assert.equal(page.server.times.get(missing.file), 3);
  assert.deepEqual([end.images.train, end.images.test], [200, 100]);
  await page.evaluate(() => lab.set("preset=cifar_softmax") && lab.step(2));
  broken = false;
  const whole = await load(page);
  assert.deepEqual([whole.images.train, whole.images.message], [600, ""]);
  assert.equal(page.server.times.get(folder.shards.at(-3).file), 1, "what was there is not fetched again");
});

test("a slow network shows progress; cancelling works and what came stays", async (t) => {
  const last = folder.shards.at(-1);
  const page = await open(t, { misbehave: (name) => name === last.file ? { delay: 1000 } : {} });
  const loading = page.evaluate(() => lab.loadImages().then((now) => now.images, (error) => error.message));
  const under = await until(page, (now) => now.images.train === 400 && now.images.bytes % 7 !== 0);
  const later = await until(page, (now) => now.images.bytes > under.images.bytes);
  assert.equal(later.images.state, "loading");
  await page.evaluate(() => lab.command("page cancel_images"));
  const stopped = await loading;
  assert.deepEqual([stopped.state, stopped.train], ["done", 400]);
  assert.match(stopped.message, /Stopped/);
  await page.evaluate(() => lab.set("preset=cifar_softmax") && lab.step(2));
});

test("a page that is not secure loads all the same, and says what it could not check", async (t) => {
  const page = await open(t, {
    prepare: (p) => p.addInitScript(() => Object.defineProperty(crypto, "subtle", { value: undefined })),
  });
  const end = await load(page);
  assert.deepEqual([end.images.state, end.images.train], ["done", 600]);
  assert.match(end.images.message, /SHA-256 could not be checked/);
});

test("cancelling before anything came leaves nothing, and says so", async (t) => {
  const page = await open(t, { misbehave: (name) => name.endsWith(".shard") ? { delay: 1000 } : {} });
  await page.evaluate(() => lab.command("page load_images"));
  await until(page, (now) => now.images.bytes > 0);
  await page.evaluate(() => lab.command("page cancel_images"));
  const stopped = await until(page, (now) => now.images.state !== "loading");
  assert.equal(stopped.images.state, "none");
  assert.equal(await page.locator("#toast").isVisible(), false);
});

test("a build without images says so, and how to get some", async (t) => {
  const page = await open(t, { files: new Map(), expected: /404/, address: "#preset=cifar_softmax" });
  const now = await until(page, (s) => s.images.state === "failed");
  assert.match(now.images.message, /has no images.*cifar-10-binary\.tar\.gz/);
  await assert.rejects(page.evaluate(() => lab.loadImages()), /has no images/);
  // The visitor's own come to where the address wanted to go.
  await dropFiles(page, [{ name: "cifar-10-binary.tar.gz", bytes: zlib.gzipSync(archive(20)) }]);
  const own = await until(page, (s) => s.mode === "images");
  assert.deepEqual([own.images.train, own.images.test, own.images.message], [100, 20, ""]);
});

test("a manifest that is none is refused", async (t) => {
  for (const [text, told] of [["<html>", /no JSON/], ["{\"version\":2}", /version 2/], ["{\"version\":1}", /damaged/],
    [JSON.stringify({ ...folder.manifest, shards: [{ ...folder.shards[0], file: "../../x" }] }), /damaged/]]) {
    const page = await open(t, { files: new Map([["manifest.json", Buffer.from(text)]]) });
    await assert.rejects(page.evaluate(() => lab.loadImages()), told);
    assert.equal((await state(page)).images.state, "failed");
  }
});

test("records and archives are dropped and trained", async (t) => {
  const page = await open(t);
  await dropFiles(page, [{ name: "data_batch_1.bin", bytes: records(images(30)) },
    { name: "test_batch.bin", bytes: records(images(10, 2)) }]);
  const first = await until(page, (now) => now.mode === "images");
  assert.deepEqual([first.images.train, first.images.test], [30, 10]);
  await dropFiles(page, [{ name: "data_batch_2.bin", bytes: records(images(25, 3)) }]);
  const more = await until(page, (now) => now.images.train === 55);
  assert.equal(more.images.source, "data_batch_1.bin, test_batch.bin, data_batch_2.bin");
  await dropFiles(page, [{ name: "cifar-10-binary.tar.gz", bytes: zlib.gzipSync(archive(40)) }]);
  const archived = await until(page, (now) => now.images.train === 200);
  assert.equal(archived.images.state, "done");
  assert.ok((await page.evaluate(() => lab.step(3))).iteration >= 3);
  assert.deepEqual([...page.server.times], [], "nothing was fetched");
});

for (const [what, file, told] of [
  ["a text", { name: "notes.txt", bytes: "hello" }, /notes\.txt.*Expected.*cifar-10-binary\.tar\.gz/],
  ["an archive that is none", { name: "x.tar.gz", bytes: "hello" }, /x\.tar\.gz ends in the middle/],
  ["damaged gzip", { name: "x.tar.gz", bytes: zlib.gzipSync(archive(20)).fill(7, 900, 4000) }, /x\.tar\.gz/],
  ["a cut archive", { name: "x.tar", bytes: archive(20).subarray(0, 40_000) }, /x\.tar ends in the middle/],
  ["an archive of something else", { name: "x.tar.gz", bytes: zlib.gzipSync(Buffer.alloc(2048, 65)) }, /no tar archive/],
  ["an archive without a batch", { name: "x.tar.gz", bytes: zlib.gzipSync(archive(20, "data_batch_3.bin")) },
    /x\.tar\.gz holds no data_batch_3\.bin/],
  ["records cut short", { name: "a.bin", bytes: records(images(3)).subarray(0, 8000) }, /a\.bin ends inside record 2/],
  ["records with a wrong label", { name: "a.bin", bytes: records([{ ...image(0), label: 11 }]) }, /label is 11/],
  ["test images alone", { name: "test_batch.bin", bytes: records(images(5)) }, /no images to learn from/],
  ["a broken picture", { name: "a.png", type: "image/png", bytes: "hello" }, /a\.png cannot be decoded/],
]) {
  test(`${what} is refused in words, and changes nothing`, async (t) => {
    const page = await open(t);
    const before_ = await load(page);
    await dropFiles(page, [file]);
    const place = page.locator(file.type ? "#picture-problem" : "#toast-text");
    await place.waitFor();
    assert.match(await place.innerText(), told);
    const now = await state(page);
    assert.deepEqual({ ...now.images, message: "" }, before_.images);
    assert.equal(now.mode, "plane");
    if (!file.type) assert.match(now.images.message, told);
  });
}
