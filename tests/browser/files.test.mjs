// Files as visitors have them: any number, name and order, gzip and tar under each other's names, pictures without a type,
// and drags that carry no file. None of it stops the lab, and what is CIFAR-10 is read as the terminal reads it.
import assert from "node:assert/strict";
import { test } from "node:test";
import zlib from "node:zlib";

import { dropFiles, labPages, state, until } from "./browser.mjs";
import { archive, images, records } from "./image_files.mjs";

const open = labPages();

// Two images whose bytes are all the batch's number.
const batch = (number) => records([0, 1].map((label) => ({ label, planes: new Uint8Array(3072).fill(number) })));
const file = (number) => ({ name: `data_batch_${number}.bin`, bytes: batch(number) });
const numbers = (page) => page.evaluate(() => {
  const { train } = lab.state().images;
  return Array.from({ length: train / 2 }, (_, i) => lab.image(2 * i).pixels[0]);
});
const toast = async (page) => {
  await page.locator("#toast-text").waitFor();
  return page.locator("#toast-text").innerText();
};

test("names of any length and files of any number are told in a few words, and the lab goes on", async (t) => {
  const page = await open(t);
  const long = await page.evaluate(async () => {
    await lab.addImages(new Uint8Array(2 * 3073), `${"x".repeat(3e6)}.bin`);
    return lab.addImages(new Uint8Array(2), `${"y".repeat(3e6)}.bin`).catch((error) => error.message);
  });
  assert.ok(long.length < 300, `${long.length} characters`);
  assert.match(long, /^y+…y+\.bin ends inside record 0/);
  await page.evaluate(() => {
    const data = new DataTransfer();
    for (let i = 0; i < 20000; ++i) data.items.add(new File(["0"], `${"labels-of-the-training-set-".repeat(3)}${i}.txt`));
    canvas.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
  });
  assert.match(await toast(page), /0\.txt, .* and 19,994 more: at most 100 files/);
  assert.ok((await toast(page)).length < 1000);
  // Whatever else is a text: no call may overflow the module's stack.
  await assert.rejects(page.evaluate(() => lab.inspect(0, "z".repeat(3e6))), /no example|no image|Unknown|There is/);
  assert.equal((await page.evaluate(() => lab.step(3))).iteration, 3);
});

test("a file that claims more images than the lab takes is refused before it is read", async (t) => {
  const page = await open(t);
  const seen = await page.evaluate(async () => {
    const bytes = new Uint8Array(3073);
    const given = new File([bytes], "data_batch_1.bin");
    let read = 0;
    Object.defineProperty(given, "size", { value: 2 ** 31 + 5000 });
    given.slice = (from, to) => {
      read += to - from;
      return new Blob([bytes.subarray(0, to - from)]);
    };
    const data = new DataTransfer();
    const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data });
    Object.defineProperty(event, "dataTransfer", { value: { files: [given], types: ["Files"] } });
    canvas.dispatchEvent(event);
    while (document.getElementById("toast").hidden) await new Promise((done) => setTimeout(done, 20));
    return { read, told: document.getElementById("toast-text").textContent, state: lab.state().images.state };
  });
  assert.match(seen.told, /data_batch_1\.bin.*698,\d+ images; the lab takes 70,000 at most/);
  assert.ok(seen.read <= 2 * 512, `${seen.read} bytes were read`);
  assert.notEqual(seen.state, "loading");
});

test("batches are read by their numbers, whatever the selection's order, and companions are passed over", async (t) => {
  const page = await open(t);
  await dropFiles(page, [{ name: "._data_batch_1.bin", bytes: "\0\x05\x16\x07 Mac OS X" }, file(5), file(2), file(10), file(1),
    { name: "batches.meta.txt", bytes: "airplane" }, { name: "test_batch.bin", bytes: batch(77) }]);
  const now = await until(page, ({ mode }) => mode === "images");
  assert.deepEqual(await numbers(page), [1, 2, 5, 10]);
  assert.equal(now.images.source, "data_batch_1.bin, data_batch_2.bin, data_batch_5.bin, data_batch_10.bin, test_batch.bin");
  assert.equal(now.images.message, "Without data_batch_3.bin and data_batch_4.bin: the images are those of the other files.");
  // Those that come later belong where their numbers are.
  await dropFiles(page, [file(4), file(3)]);
  await until(page, ({ images: { train } }) => train === 12);
  assert.deepEqual(await numbers(page), [1, 2, 3, 4, 5, 10]);
  assert.equal((await state(page)).images.message, "");
  await dropFiles(page, [file(6), file(6)]);
  assert.match(await toast(page), /data_batch_6\.bin was given twice/);
  assert.deepEqual(await numbers(page), [1, 2, 3, 4, 5, 10]);
});

test("an archive is known by its first bytes, and nothing behind its last batch matters", async (t) => {
  const page = await open(t);
  const tar = archive(20);
  const gzip = zlib.gzipSync(tar);
  // The same archive with plain images: 370 KB in a few hundred bytes, which come out of one piece.
  const flat = Buffer.from(tar);
  for (let at = 0; at < tar.length; at += 512) if (tar.toString("latin1", at + 257, at + 262) !== "ustar") flat.fill(0, at, at + 512);
  const wrongSum = zlib.gzipSync(tar.subarray(0, 90_000));
  wrongSum[wrongSum.length - 8] ^= 1;
  let number = 0;
  for (const [what, name, bytes] of [["a tar under a gzip's name", "a.tar.gz", tar], ["a gzip under a tar's name", "a.tar", gzip],
    ["a gzip under the name of records", "data_batch_1.bin", gzip], ["a tar without an extension", "cifar", tar],
    ["a gzip that was padded", "a.tar.gz", Buffer.concat([gzip, Buffer.alloc(9000)])],
    ["a gzip with something behind it", "a.tar.gz", Buffer.concat([gzip, Buffer.alloc(400_000, "junk")])],
    ["a gzip of three members", "a.tgz", Buffer.concat([[0, 700], [700, 90_000], [90_000, tar.length]]
      .map(([from, to]) => zlib.gzipSync(tar.subarray(from, to))))],
    ["a gzip of members that hold a megabyte in a few bytes", "a.tgz", Buffer.concat([zlib.gzipSync(tar),
      zlib.gzipSync(Buffer.alloc(1e6)), Buffer.alloc(3)])],
    ["one that shrinks to a slice, padded", "a.tar.gz", Buffer.concat([zlib.gzipSync(flat), Buffer.alloc(512)])]]) {
    const at = String(++number).padStart(2, "0");
    await dropFiles(page, [{ name: at + name, bytes }]);
    const { images: now } = await until(page, ({ images: { source, state: how } }) => how === "done" && source.startsWith(at));
    assert.deepEqual([now.train, now.test, now.message], [100, 20, ""], what);
  }
  // Damage before the end is told, the checksum included.
  for (const [name, bytes] of [["cut.tar.gz", gzip.subarray(0, gzip.length / 2)], ["sum.tar.gz",
    Buffer.concat([wrongSum, zlib.gzipSync(tar.subarray(90_000))])]]) {
    await page.evaluate(() => { document.getElementById("toast").hidden = true; });
    await dropFiles(page, [{ name, bytes }]);
    assert.match(await toast(page), new RegExp(`${name} cannot be decompressed: it is damaged or cut short`));
  }
  assert.equal((await state(page)).images.train, 100);
});

test("records are known without an extension, and other formats by name", async (t) => {
  const page = await open(t);
  await dropFiles(page, [{ name: "data_batch_1", bytes: records(images(4)) }]);
  assert.equal((await until(page, ({ mode }) => mode === "images")).images.train, 4);
  for (const [name, bytes, told] of [["cifar-10-binary.tar.gz", "<!DOCTYPE html><p>Not found", /This is a web page/],
    ["cifar-10-binary.tar.gz", "version https://git-lfs.github.com/spec/v1", /pointer of Git LFS/],
    ["notes.txt", "hello", /notes\.txt: the lab cannot use this/]]) {
    await page.evaluate(() => { document.getElementById("toast").hidden = true; });
    await dropFiles(page, [{ name, bytes }]);
    assert.match(await toast(page), told);
  }
});

test("a drag that carries no file never leaves the lab", async (t) => {
  const page = await open(t);
  await page.evaluate(() => lab.step(5));
  const left = await page.evaluate(() => {
    const kinds = [];
    for (const [type, content] of [["text/uri-list", "https://example.org/cat.jpg"], ["text/plain", "words"]]) {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData(type, content);
      for (const kind of ["dragenter", "dragover", "drop"]) {
        const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer });
        if (canvas.dispatchEvent(event)) kinds.push(`${kind} of ${type}`);
      }
    }
    return kinds;
  });
  assert.deepEqual(left, []);
  assert.match(await toast(page), /Only an address was dropped.*paste it here/);
  assert.equal((await state(page)).iteration, 5);
});

test("links that mail and chats have touched mean what they meant", async (t) => {
  for (const address of ["#model=two_layer&amp;hidden=50", "#%EF%BB%BFmodel=two_layer&hidden=50", "#model=two_layer&hidden=50)",
    "#model=two_layer%C2%A0hidden=50", "?constructor=1&toString=2&model=two_layer&hidden=50"]) {
    const page = await open(t, { address });
    const { settings } = await state(page);
    assert.deepEqual([settings.model, settings.hidden], ["two_layer", "50"], address);
    assert.equal(await page.locator("#toast").isVisible(), false, address);
  }
});
