// Our native builds, which measure themselves: `lab bench WORKLOAD --json`.
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const BUILDS = ["release", "native"];
const PATIENCE = 120_000;

export const nativeBuilds = (root) =>
  BUILDS.map((build) => ({ name: `lab, native (${build})`, program: path.join(root, "build", build, "lab") }));

/**
 * @returns {Promise<{workload: string, threads: number, steps_per_second: number, low: number, high: number,
 *   gflops: number, loss: number, variant: string}[]>} one row a number of threads
 */
export async function measureNative({ program }, id) {
  if (!fs.existsSync(program)) throw new Error("it is not built");
  let output;
  try {
    ({ stdout: output } = await promisify(execFile)(program, ["bench", id, "--json"], { timeout: PATIENCE }));
  } catch (error) {
    throw new Error(`lab bench ${id} failed: ${(error.stderr || error.message).trim().split("\n")[0]}`);
  }
  return JSON.parse(output).filter(({ workload }) => workload === id);
}
