// Measures the ceilings in one or two workers: window.ceilings(threads, seconds) resolves to GFLOP/s of multiply-adds,
// plain and relaxed (null where the browser lacks relaxed SIMD), and GB/s of reading.

async function loadModule(name) {
  const bytes = await (await fetch(`/ceilings/${name}.wasm`)).arrayBuffer();
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : null;
}

const modules = Promise.all(["plain", "relaxed"].map(loadModule));
const workers = [];

function ask(worker, task) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(task);
  });
}

/** All workers at the same time; what they reach together. */
async function together(threads, task) {
  while (workers.length < threads) workers.push(new Worker("worker.mjs", { type: "module" }));
  const rates = await Promise.all(workers.slice(0, threads).map((worker) => ask(worker, task)));
  return rates.reduce((sum, rate) => sum + rate, 0);
}

window.ceilings = async (threads, seconds) => {
  const [plain, relaxed] = await modules;
  const names = WebAssembly.Module.exports(plain).map(({ name }) => name).filter((name) => name.startsWith("madd_"));
  const best = async (kind, module) => {
    if (!module) return null;
    let highest = 0;
    for (const name of names) {
      highest = Math.max(highest, await together(threads, { kind, module, name, seconds: seconds / names.length }));
    }
    return highest;
  };
  return {
    plain: await best("plain", plain),
    relaxed: await best("relaxed", relaxed),
    read: await together(threads, { kind: "plain", module: plain, name: "read_all", seconds }),
  };
};
