// The workloads: asked of the lab's page once and put into files, where the rivals' pages and NumPy find them.
import fs from "node:fs";
import path from "node:path";

import { bytesOf, openPage } from "./browser.mjs";
import { arrayNames, unpack } from "./problem.mjs";

export const WORKLOADS = ["S1", "S2", "C1", "C2", "C2L", "C1u8", "C2u8", "S2d"];

async function fetchProblem(page, id, folder) {
  const { lengths, ...header } = await page.evaluate(([wished, names]) => {
    window.problem = lab.benchProblem(wished);
    const rest = { ...window.problem };
    const sizes = {};
    for (const name of names) {
      if (rest[name]) sizes[name] = rest[name].length;
      delete rest[name];
    }
    return { ...rest, lengths: sizes };
  }, [id, arrayNames]);
  const parts = [];
  for (const name of arrayNames.filter((array) => lengths[array])) {
    parts.push(await bytesOf(page, `window.problem.${name}`));
  }
  await page.evaluate(() => delete window.problem);
  const all = Buffer.concat(parts);
  fs.writeFileSync(path.join(folder, `${id}.json`), JSON.stringify({ ...header, lengths }));
  fs.writeFileSync(path.join(folder, `${id}.bin`), all);
}

/** Writes the files of all workloads that are asked for. */
export async function fetchProblems(browser, address, ids, folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const page = await openPage(browser, address);
  await page.waitForFunction("window.lab");
  await page.evaluate("lab.ready.then(() => true)");
  if (!await page.evaluate("typeof lab.benchProblem === 'function'")) {
    throw new Error("This page has no lab.benchProblem, so that there is nothing to measure.");
  }
  for (const id of ids) await fetchProblem(page, id, folder);
  await page.context().close();
}

export function readProblem(id, folder) {
  const bytes = fs.readFileSync(path.join(folder, `${id}.bin`));
  const header = JSON.parse(fs.readFileSync(path.join(folder, `${id}.json`), "utf8"));
  return unpack(header, bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
