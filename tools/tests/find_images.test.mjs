// tools/find_images.mjs: which folder of CIFAR-10 the tests get, in which order. A copy of it runs in a clone of its own.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("../find_images.mjs", import.meta.url));

/** An empty clone: write() puts files beside or into it, find() asks for the folder. */
function emptyClone(t) {
  const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "find-images-")));
  t.after(() => fs.rmSync(base, { recursive: true, force: true }));
  const write = (file, content = "x") => {
    const full = path.join(base, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, content);
    return path.dirname(full);
  };
  write("clone/tools/find_images.mjs", fs.readFileSync(SCRIPT));
  const find = (folder = "") => {
    const env = { ...process.env, CIFAR10_DIR: folder, XDG_CACHE_HOME: path.join(base, "cache") };
    const run = spawnSync(process.execPath, [path.join(base, "clone/tools/find_images.mjs")], { env, encoding: "utf8" });
    return { code: run.status, folder: run.stdout.trim(), told: run.stderr.trim() };
  };
  return { base, write, find };
}

test("a machine without images: nothing is found, and that is no error", (t) => {
  assert.deepEqual(emptyClone(t).find(), { code: 0, folder: "", told: "" });
});

test("CIFAR10_DIR comes first, then assets, then the shared folder, then what the cache has", (t) => {
  const { base, write, find } = emptyClone(t);
  const cached = write("cache/classifier-lab/cifar10/exact/data_batch_1.bin");
  write("cache/classifier-lab/cifar10/exact/test_batch.bin");
  assert.equal(find().folder, cached);
  fs.rmSync(cached, { recursive: true });
  write("shared/cifar10/unpack.py", `import pathlib, sys
assert sys.argv[1] == "exact"
for name in ("data_batch_1.bin", "test_batch.bin"):
    (pathlib.Path(sys.argv[2]) / name).write_text("unpacked")
`);
  assert.equal(find().folder, cached);
  assert.equal(fs.readFileSync(path.join(cached, "data_batch_1.bin"), "utf8"), "unpacked");
  write("shared/cifar10/unpack.py", "raise SystemExit('it was unpacked before')");
  assert.deepEqual(find(), { code: 0, folder: cached, told: "" });
  const assets = write("clone/assets/cifar10/data_batch_1.bin");
  assert.equal(find().folder, assets);
  const own = write("own/cifar-10-batches-bin/data_batch_1.bin");
  assert.equal(find(path.join(base, "own")).folder, own);
  assert.equal(find(own).folder, own);
});

test("an archive is unpacked into the cache, once", (t) => {
  const { base, write, find } = emptyClone(t);
  const folder = write("own/cifar-10-batches-bin/data_batch_1.bin", "records");
  const parent = path.dirname(folder);
  execFileSync("tar", ["-czf", "cifar-10-binary.tar.gz", "cifar-10-batches-bin"], { cwd: parent });
  fs.rmSync(folder, { recursive: true });
  const found = find(parent);
  assert.equal(found.code, 0, found.told);
  assert.ok(found.folder.startsWith(path.join(base, "cache")), found.folder);
  const batch = path.join(found.folder, "data_batch_1.bin");
  assert.equal(fs.readFileSync(batch, "utf8"), "records");
  fs.writeFileSync(batch, "still there");
  assert.equal(find(parent).folder, found.folder);
  assert.equal(fs.readFileSync(batch, "utf8"), "still there");
});

test("a folder that is no CIFAR-10 is refused, with its name", (t) => {
  const { base, write, find } = emptyClone(t);
  const empty = write("empty/readme.txt");
  assert.deepEqual(find(empty), { code: 1, folder: "",
    told: `images: CIFAR10_DIR is ${empty}, which holds no data_batch_1.bin and no cifar-10-binary.tar.gz.` });
  write("odd/cifar-10-batches-bin/readme.txt");
  const odd = find(path.join(base, "odd"));
  assert.equal(odd.code, 1);
  assert.match(odd.told, /odd holds no data_batch_1\.bin/);
});
