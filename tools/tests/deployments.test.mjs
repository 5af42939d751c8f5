// 1,000 deployments at random moments of visits, with the service worker's real code in a simulated browser: networks that
// break off, hosts whose files arrive in any order, storages that refuse, workers that are ended in the middle. What holds
// in all of them: a visitor with a version kept always gets a lab that starts, all of it of one version, and no page loses
// what belongs to it while it is open.
import assert from "node:assert/strict";
import test from "node:test";

import { digestOf, FOLDER, request, World } from "./browser_world.mjs";

const WORLDS = 250;
const DEPLOYMENTS = 5;   // in each, the first one among them
const LASTS = 240000;    // milliseconds
const BUILDS = ["lab-simd", "lab-relaxed", "lab-simd-threads", "lab-relaxed-threads"];
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

const put = (files, stem, extension, text) => {
  const name = `${stem}.${digestOf(text).slice(0, 8)}.${extension}`;
  files.set(name, text);
  return name;
};

/** A deployment: what a build makes, with the number of the version in most of its files; some do not change. */
function makeDeployment(number, chance) {
  const files = new Map();
  const mark = () => `version ${chance() < 0.7 ? number : 0}`;
  const modules = BUILDS.flatMap((build) => {
    const wasm = put(files, build, "wasm", `code of ${build} ${mark()}`);
    return [wasm, put(files, build, "js", `script of ${build} ${mark()} "${wasm}"`)];
  });
  const parts = ["image_sources", "picture_dialog"].map((stem) => put(files, stem, "js", `part ${stem} ${mark()}`));
  const loader = put(files, "loader", "js", `loader ${mark()} ${JSON.stringify([...modules, ...parts])}`);
  const fonts = ["font-regular", "font-semibold"].map((stem) => put(files, stem, "ttf", `${stem} ${mark()}`));
  const policy = `default-src 'none'; script-src 'self' 'sha256-${number}='`;
  const content = `<meta http-equiv="Content-Security-Policy" content="${policy}"><style>${fonts.join()}</style>` +
    `<script type="module" src="./${loader}"></script>`;
  const version = digestOf(content).slice(0, 16);
  files.set("index.html", `<!doctype html>\n<html lang="en" data-version="${version}">${content}</html>\n`);
  return { version, policy, files, loader, fonts, parts, moduleOf: (build) => modules.filter((name) => name.startsWith(`${build}.`)) };
}

/** Puts a deployment in place of the last one: at once, or file after file, the page first, last or in between. */
async function deploy(world, { files }) {
  const names = [...files.keys()].sort(() => world.chance() - 0.5);
  const order = world.chance();
  if (order < 0.3) names.sort((a, b) => (a === "index.html") - (b === "index.html"));
  else if (order < 0.6) names.sort((a, b) => (b === "index.html") - (a === "index.html"));
  const slowly = world.chance() < 0.7;
  const old = [...world.files.keys()].filter((name) => !files.has(name));
  const removeFirst = world.chance() < 0.5;
  const remove = () => { for (const name of old) world.files.delete(name); };
  if (removeFirst) remove();
  for (const name of names) {
    if (slowly) await world.clock.sleep(world.between(0, 800));
    world.files.set(name, files.get(name));
  }
  if (slowly) await world.clock.sleep(world.between(0, 5000));
  if (!removeFirst && world.chance() < 0.8) remove();
}

/** One page, from its address to its end. */
class Page {
  constructor(world, about) {
    Object.assign(this, { world, about, build: "", committed: false, started: false, closed: false, told: [], offered: "" });
  }

  // The worker that is there when the page begins is the page's for its life.
  async load() {
    const { world } = this;
    this.controlled = world.worker !== null;
    this.hadKept = this.controlled && this.about.stores && isKept(world);
    world.pages.add(this);
    const from = world.clock.now;
    let response;
    try {
      response = await world.ask(request("", { mode: "navigate", cache: "no-cache" }), this.controlled);
      this.text = await response.text();
    } catch {
      return this.end("no page");
    }
    this.deployment = this.about.deployments.find(({ files }) => files.get("index.html") === this.text);
    if (!this.deployment) return this.end("no whole page");
    if (this.hadKept) assert.ok(world.clock.now - from < 5000, `the page came after ${world.clock.now - from} ms`);
    await world.clock.sleep(world.between(0, 2000));  // a slow machine
    this.committed = true;
    if (this.hadKept) {
      assert.equal(response.headers.get("Content-Security-Policy"), this.deployment.policy);
      assert.equal(response.headers.get("Cross-Origin-Embedder-Policy"), "require-corp");
    }
    const { loader, fonts } = this.deployment;
    if (!await this.getAll([loader, ...fonts])) return this.end("a file of the page is gone");
    this.isolated = response.headers.get("Cross-Origin-Embedder-Policy") === "require-corp";
    const builds = this.isolated ? [`${this.about.build}-threads`, this.about.build] : [this.about.build];
    for (const build of builds) if (!this.build && await this.getAll(this.deployment.moduleOf(build))) this.build = build;
    if (!this.build) return this.end("no module");
    this.started = true;
    if (!world.worker) world.startWorker();
    for (const message of this.told.splice(0)) this.hear(...message);
    this.hello();
    return "started";
  }

  hello() {
    this.world.worker.dispatch("message", { data: { build: this.build } });
  }

  async getAll(names) {
    for (const name of names) {
      await this.world.clock.sleep(this.world.between(0, 300));
      if (!await this.get(name)) return false;
    }
    return true;
  }

  /** A file arrives, and is the one of the page's own version, or it does not. */
  async get(name) {
    try {
      const response = await this.world.ask(request(name), this.controlled);
      const text = await response.text();
      if (!response.ok) return false;
      const kept = this.hadKept && !BUILDS.some((build) => name.startsWith(build));
      const right = text === this.deployment.files.get(name);
      // A damaged file is told by its digest. Of what is kept none may be; a build that never ran here is not.
      if (kept) assert.ok(right, `${name} is not that of version ${this.deployment.version}`);
      return right;
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      return false;
    }
  }

  postMessage(data, ports) {
    if (this.started) this.hear(data, ports);
    else this.told.push([data, ports]);
  }

  hear(data, ports) {
    if (this.closed) return;
    if (data.asks) ports[0].postMessage(this.deployment.version);
    else if (data.current !== this.deployment.version) this.offered = data.current;
  }

  end(how) {
    this.closed = true;
    this.world.pages.delete(this);
    return how;
  }
}

const isKept = ({ stored }) => Boolean(stored.get(`classifier-lab 1 ${FOLDER} current`)?.size);

async function live(world, about, counts) {
  const { clock } = world;
  const last = clock.now + LASTS;
  while (clock.now < last) {
    const page = new Page(world, about);
    counts.visits += 1;
    const how = await page.load();
    if (how === "started") counts.started += 1;
    if (page.hadKept) {
      counts.kept += 1;
      assert.equal(how, "started", "a version was kept, and the lab does not start");
      if (world.network !== "good") counts.keptInNeed += 1;
    }
    while (!page.closed) {
      await clock.sleep(world.between(0, 15000));
      const what = world.chance();
      if (what < 0.35) {
        const [part] = page.deployment.parts.slice(world.chance() < 0.5 ? 0 : 1);
        const came = await page.get(part);
        if (page.hadKept) assert.ok(came, `${part} of an open page is gone`);
        counts.parts += 1;
      } else if (what < 0.7) page.hello();
      else if (what < 0.75 && world.worker.answering === 0) world.startWorker();
      else if (what > (page.offered ? 0.85 : 0.93)) {
        if (page.offered) counts.offered += 1;
        page.end("closed");  // a reload, or a visit that ends
      }
    }
    await clock.sleep(world.between(0, 4000));
  }
}

async function runWorld(seed, counts) {
  const world = new World(seed);
  if (world.chance() < 0.3) world.headers = ISOLATED;
  const about = { stores: seed % 5 > 0, build: world.chance() < 0.5 ? "lab-simd" : "lab-relaxed", deployments: Array.from({ length: DEPLOYMENTS }, (_, at) => makeDeployment(at + 1, () => world.chance())) };
  for (const [name, text] of about.deployments[0].files) world.files.set(name, text);
  const failures = [];
  const running = (what) => what.catch((error) => { failures.push(error); });
  const weather = async () => {
    const end = world.clock.now + LASTS;
    while (world.clock.now < end) {
      await world.clock.sleep(world.between(500, 12000));
      world.network = ["good", "good", "good", "bad", "offline", "silent"][Math.floor(world.chance() * 6)];
      if (world.chance() < 0.5) world.browserCache.clear();
      const storage = world.chance();
      if (!about.stores) world.storage = storage < 0.7 ? "granted" : storage < 0.85 ? "full" : "refused";
    }
    world.network = "good";
    world.storage = "granted";
    about.stores = true;
  };
  const deploying = async () => {
    for (const deployment of about.deployments.slice(1)) {
      await world.clock.sleep(world.between(500, 50000));
      await deploy(world, deployment);
      counts.deployments += 1;
    }
  };
  const tabs = 2 + Math.floor(world.chance() * 2);
  const lives = Promise.all([running(weather()), running(deploying()), ...Array.from({ length: tabs }, () => running(live(world, about, counts)))]);
  await world.clock.run(2000000);
  await lives;
  assert.deepEqual(failures, [], `seed ${seed}`);
  await settle(world, about);
}

// Once all is quiet: two visits later the last version runs, and nothing of the others is left.
async function settle(world, about) {
  const last = about.deployments.at(-1);
  assert.equal(world.files.get("index.html"), last.files.get("index.html"));
  await world.clock.run(200000);
  const visit = async () => {
    const page = new Page(world, about);
    const how = page.load();
    await world.clock.run(100000);
    assert.equal(await how, "started");
    return page;
  };
  const first = await visit();
  if (first.hadKept) assert.equal(first.deployment, last, "the network is there, and what it has was not given");
  first.end();
  const page = await visit();
  assert.equal(page.deployment, last);
  const names = [...world.stored.keys()].map((key) => key.slice(`classifier-lab 1 ${FOLDER} `.length)).sort();
  assert.deepEqual(names, ["current", last.version].sort());
}

test("1,000 deployments at random moments: no blank page, no mixed versions, and what is old goes", async (t) => {
  const counts = { visits: 0, started: 0, kept: 0, keptInNeed: 0, parts: 0, offered: 0, deployments: 0 };
  for (let seed = 1; seed <= WORLDS; ++seed) {
    try {
      await runWorld(seed, counts);
    } catch (error) {
      error.message = `seed ${seed}: ${error.message}`;
      throw error;
    }
  }
  t.diagnostic(JSON.stringify(counts));
  assert.ok(counts.deployments >= 1000);
  for (const count of Object.values(counts)) assert.ok(count > 300, JSON.stringify(counts));
});

test("a version that is handed out at the moment at which it is replaced stays for the page that loads it", async () => {
  let old = 0;
  for (let at = 0; at < 120; ++at) {
    const world = new World(at);
    const about = { build: "lab-simd", stores: true, deployments: [1, 2].map((number) => makeDeployment(number, () => 0)) };
    const [before, after] = about.deployments;
    world.files = new Map(before.files);
    world.headers = ISOLATED;
    const opened = async (page) => {
      const how = page.load();
      await world.clock.run(20000);
      assert.equal(await how, "started");
      return page;
    };
    (await opened(new Page(world, about))).end();
    const page = await opened(new Page(world, about));
    await world.clock.run(70000);
    world.storage = "slow";
    world.files = new Map(after.files);
    world.browserCache.clear();
    page.hello();
    page.end();
    await world.clock.run(30 * at);
    world.files.delete("index.html");  // the network has nothing for it
    const late = new Page(world, about);
    const how = late.load();
    await world.clock.run(60000);
    assert.equal(await how, "started", `${30 * at} ms after`);
    if (late.deployment === before) old += 1;
  }
  assert.ok(old > 10 && old < 110, `${old} of 120 got the old version`);
});
