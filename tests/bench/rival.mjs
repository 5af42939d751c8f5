// The page of one rival: rival.html?name=onnx&threads=2. The runner, outside of the browser, calls window.rival.
//
// A rival is a module with start(threads), which resolves to
//   { about, prepare(problem), step(), loss(), parameters(), release() }
// step() makes one update and may return a promise; loss() is that of the last step, before its update; parameters()
// are in the problem's order. prepare() may be called again after release().
import { unpack } from "./problem.mjs";

const query = new URLSearchParams(location.search);
const threads = Number(query.get("threads") ?? 1);

async function load() {
  if (!crossOriginIsolated) throw new Error("the page is not cross-origin isolated");
  const { start } = await import(`./rivals/${query.get("name")}.mjs`);
  return start(threads);
}

const ready = load();
ready.catch(() => {}); // whoever asks next is told

async function fetchProblem(id) {
  const answers = await Promise.all([fetch(`/problems/${id}.json`), fetch(`/problems/${id}.bin`)]);
  return unpack(await answers[0].json(), await answers[1].arrayBuffer());
}

async function advance(rival, goesOn) {
  const started = performance.now();
  let steps = 0;
  let now = started;
  do {
    // A promise costs a turn of the event loop's microtasks: only those who need one pay for it.
    const pending = rival.step();
    if (pending) await pending;
    now = performance.now();
  } while (goesOn(++steps, (now - started) / 1000));
  const loss = await rival.loss();
  return { steps, seconds: (performance.now() - started) / 1000, loss };
}

window.rival = {
  about: async () => (await ready).about,
  async prepare(id) {
    const rival = await ready;
    await rival.release();
    await rival.prepare(await fetchProblem(id));
  },
  run: async (seconds) => advance(await ready, (steps, passed) => passed < seconds),
  steps: async (count) => advance(await ready, (steps) => steps < count),
  parameters: async () => (await ready).parameters(),
  release: async () => (await ready).release(),
};
