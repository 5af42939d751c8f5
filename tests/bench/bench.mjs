// Runs the benchmark: every contestant on every workload in turn (A B C A B C …) in one browser, beside the machine's
// ceilings. See ./bench --help.
//
// usage: node bench.mjs --dist FOLDER --work FOLDER --out FOLDER [--rounds N] [--seconds S] [WORKLOAD…]
//
// --work has the ceilings, compiled; --out gets results.json, results.md and results.svg.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { firstLine, openPage, runProgram, withBrowser } from "./browser.mjs";
import { chart } from "./chart.mjs";
import { Checker } from "./check.mjs";
import { contestants } from "./contestants.mjs";
import { measureNative, nativeBuilds } from "./native.mjs";
import { flopOfStep } from "./problem.mjs";
import { WORKLOADS, fetchProblems, readProblem } from "./problems.mjs";
import { machine } from "./record.mjs";
import { report } from "./report.mjs";
import { summary } from "./statistics.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, "../..");

// Browsers compile for speed what has run for a while: of ONNX Runtime's small steps, a good second.
const WARM_UP = 1.5;

const say = (text) => process.stderr.write(`${text}\n`);
const label = ({ name, threads }) => `${name}, ${threads} ${threads === 1 ? "thread" : "threads"}`;

/** Those who can take part; the others go to `absent` with the reason. */
async function startAll(all, absent) {
  const started = [];
  for (const contestant of all) {
    try {
      contestant.about = await contestant.start();
      started.push(contestant);
    } catch (error) {
      const reason = [firstLine(error), ...(contestant.page?.problems ?? [])].join("; ");
      absent.push({ name: contestant.name, threads: contestant.threads, reason });
      say(`${label(contestant)} cannot take part: ${reason}`);
      await contestant.close();
    }
  }
  return started;
}

/** Loads the workload everywhere and compares the first steps; wrong answers and failures go to `troubles`. */
async function prepareAll(all, checker, id, troubles) {
  const ready = [];
  for (const contestant of all) {
    try {
      await contestant.prepare(id);
      const found = checker.check(await contestant.first(checker.count));
      await contestant.run(WARM_UP);
      ready.push({ contestant, found, rates: [], loss: null, variant: null });
    } catch (error) {
      await giveUp(contestant, id, error, troubles);
    }
  }
  return ready;
}

async function giveUp(contestant, workload, error, troubles) {
  const { name, threads } = contestant;
  troubles.push({ workload, name, threads, reason: firstLine(error) });
  say(`WRONG OR FAILED: ${workload}, ${label(contestant)}: ${firstLine(error)}`);
  await Promise.resolve(contestant.release()).catch(() => {});
}

/** One contestant's turn in a round. */
async function runOnce(entry, seconds) {
  const { steps, seconds: passed, loss, variant } = await entry.contestant.run(seconds);
  if (!Number.isFinite(loss)) throw new Error(`its loss became ${loss}`);
  entry.rates.push(steps / passed);
  Object.assign(entry, { loss, variant });
}

async function measureCeilings(page, ceilings, seconds) {
  for (const threads of [1, 2]) {
    const found = await page.evaluate(`ceilings(${threads}, ${seconds})`);
    for (const [kind, rate] of Object.entries(found)) {
      if (rate === null) continue;
      const place = ceilings.find((ceiling) => ceiling.kind === kind && ceiling.threads === threads);
      if (place) place.rates.push(rate);
      else ceilings.push({ kind, threads, rates: [rate] });
    }
  }
}

async function measureNativeBuilds(id, flop, rows, absent) {
  for (const build of nativeBuilds(ROOT)) {
    try {
      for (const row of await measureNative(build, id)) {
        const { threads, steps_per_second: median, low, high, loss, variant } = row;
        rows.push({ workload: id, kind: "native", name: build.name, threads, median, low, high, loss, variant,
          gflops: median * flop / 1e9 });
      }
    } catch (error) {
      if (!absent.some(({ name }) => name === build.name)) absent.push({ name: build.name, reason: firstLine(error) });
    }
  }
}

/** One workload: every contestant, every round, one after the other. */
async function measureWorkload(id, all, settings, results) {
  const { problems, rounds, seconds, ceilingsPage } = settings;
  const problem = readProblem(id, problems);
  const flop = flopOfStep(problem);
  say(`${id}: checking first steps`);
  let ready = await prepareAll(all, new Checker(problem), id, results.troubles);
  for (let round = 1; round <= rounds; ++round) {
    say(`${id}: round ${round} of ${rounds}`);
    for (const entry of [...ready]) {
      try {
        await runOnce(entry, seconds);
      } catch (error) {
        ready = ready.filter((other) => other !== entry);
        await giveUp(entry.contestant, id, error, results.troubles);
      }
    }
  }
  await measureCeilings(ceilingsPage, results.ceilings, seconds);
  for (const { contestant, found, rates, loss, variant } of ready) {
    const { name, threads, kind, about } = contestant;
    const figures = summary(rates);
    results.rows.push({ workload: id, kind, name, threads, ...figures, gflops: figures.median * flop / 1e9, loss,
      variant, about, check: found, rates });
    await contestant.release();
  }
  await measureNativeBuilds(id, flop, results.rows, results.absent);
}

function settingsFrom(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      dist: { type: "string", default: path.join(ROOT, "build/web/dist") },
      work: { type: "string", default: path.join(ROOT, "build/bench") },
      out: { type: "string", default: path.join(ROOT, "build/bench") },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "0.5" },
    },
  });
  return { ...values, rounds: Number(values.rounds), seconds: Number(values.seconds),
    ids: positionals.length ? positionals : WORKLOADS };
}

async function main() {
  const settings = settingsFrom(process.argv.slice(2));
  const problems = path.join(settings.work, "problems");
  fs.mkdirSync(problems, { recursive: true });
  const folders = {
    root: settings.dist,
    mounts: {
      "/bench/": HERE,
      "/modules/": path.join(HERE, "node_modules"),
      "/problems/": problems,
      "/ceilings/": settings.work,
    },
  };
  const results = {
    date: new Date().toISOString(),
    settings: { rounds: settings.rounds, seconds: settings.seconds },
    ceilings: [], rows: [], absent: [], troubles: [],
  };
  try {
    await withBrowser(folders, async (browser, address) => {
      results.machine = machine(browser);
      await fetchProblems(browser, address, settings.ids, problems);
      const all = await startAll(contestants({ browser, address, problems }), results.absent);
      const ceilingsPage = await openPage(browser, `${address}bench/ceilings/ceilings.html`);
      await ceilingsPage.waitForFunction("window.ceilings");
      for (const id of settings.ids) await measureWorkload(id, all, { ...settings, problems, ceilingsPage }, results);
      for (const contestant of all) await contestant.close();
    });
  } finally {
    fs.rmSync(problems, { recursive: true, force: true });
  }
  for (const ceiling of results.ceilings) Object.assign(ceiling, summary(ceiling.rates));
  const text = report(results);
  fs.mkdirSync(settings.out, { recursive: true });
  const keep = (ending, content) => fs.writeFileSync(path.join(settings.out, `results.${ending}`), content);
  keep("json", `${JSON.stringify(results, null, 1)}\n`);
  keep("md", text);
  keep("svg", chart(results));
  process.stdout.write(text);
  return results.troubles.length ? 1 : 0;
}

runProgram("bench", main);
