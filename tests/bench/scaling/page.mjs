// Measures steps of any size: window.measure({ N, D, H, C, threads }, seconds) resolves to milliseconds a step.
import createScaling from "/build/lab_scaling.mjs";

const lab = await createScaling();
const ROUNDS = 3;
let team = 1;

async function setThreads(threads) {
  if (threads === team) return;
  lab._scaling_threads(threads);
  team = threads;
  await new Promise((resolve) => setTimeout(resolve, 500)); // a worker starts only while the page rests
}

function timeOf(steps) {
  const started = performance.now();
  const loss = lab._scaling_steps(steps);
  if (!Number.isFinite(loss)) throw new Error(`The loss became ${loss}.`);
  return performance.now() - started;
}

window.measure = async ({ N, D, H, C, threads }, seconds) => {
  await setThreads(threads);
  lab._scaling_prepare(N, D, H, C);
  let steps = 1;
  let passed = timeOf(steps);
  while (passed < 50) passed = timeOf(steps *= 2); // compiled for speed from here on
  steps = Math.max(1, Math.round((steps * 1000 * seconds) / ROUNDS / passed));
  const times = Array.from({ length: ROUNDS }, () => timeOf(steps) / steps);
  return Math.min(...times);
};
window.measuring = true;
