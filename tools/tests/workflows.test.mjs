// GitHub's workflows: nothing that they run can change behind their back, and no suite of ./test is forgotten.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const read = (name) => fs.readFileSync(path.join(root, name), "utf8");
const workflows = fs.readdirSync(path.join(root, ".github/workflows")).map((name) => `.github/workflows/${name}`);
const actions = fs.readdirSync(path.join(root, ".github/actions")).map((name) => `.github/actions/${name}/action.yml`);

test("actions of others are pinned by hash, each hash with the one version beside it", () => {
  const versions = new Map();
  for (const file of [...workflows, ...actions]) {
    for (const [, used, comment = ""] of read(file).matchAll(/\buses: *(\S+)(?: +#(.*))?$/gm)) {
      if (used.startsWith("./")) {
        assert.ok(fs.existsSync(path.join(root, used, "action.yml")), `${file}: ${used}`);
        continue;
      }
      assert.match(used, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/, `${file}: ${used} is not pinned by hash`);
      assert.match(comment, /^ v\d+\.\d+\.\d+$/, `${file}: ${used} does not say which version it is`);
      assert.equal(versions.get(used) ?? comment, comment, used);
      versions.set(used, comment);
    }
  }
  const names = [...versions.keys()].map((used) => used.split("@")[0]);
  assert.equal(new Set(names).size, names.length, "one version of an action");
  assert.ok(names.length >= 3, `${names}`);
});

test("every suite of ./test is run by a workflow, and none that is not there", () => {
  const [, suites] = /^SUITES=\((.*)\)$/m.exec(read("test"));
  const run = new Set(workflows.flatMap((file) => [...read(file).matchAll(/run: \.\/test (.+)$/gm)])
    .flatMap(([, names]) => names.split(" ")));
  assert.deepEqual([...run].sort(), suites.split(" ").sort());
});

test("only the publishing job may write, and no workflow keeps the token of its checkout", () => {
  for (const file of workflows) {
    const text = read(file);
    assert.match(text, /^permissions:\n {2}contents: read$/m, file);
    assert.equal(/: write$/m.test(text), path.basename(file) === "pages.yml", file);
  }
  for (const file of [...workflows, ...actions]) {
    const text = read(file);
    assert.equal(text.match(/actions\/checkout@/g)?.length, text.match(/persist-credentials: false/g)?.length, file);
  }
});
