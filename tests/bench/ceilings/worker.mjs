// One core's share of the ceilings: GFLOP/s or GB/s of one function of the module.
const REPEATS = 200_000;
const BYTES = 128 * 2 ** 20; // many times what the caches hold

const instances = {};

function workOf({ exports }, name) {
  if (name !== "read_all") {
    const chains = Number(name.split("_")[1]);
    return { call: () => exports[name](REPEATS), amount: REPEATS * chains * 8 };
  }
  if (exports.memory.buffer.byteLength < BYTES) exports.memory.grow(BYTES / 2 ** 16 + 1);
  const first = exports.memory.buffer.byteLength - BYTES;
  new Uint8Array(exports.memory.buffer, first, BYTES).fill(1); // a page that was never written may be no memory at all
  return { call: () => exports.read_all(first, BYTES / 4), amount: BYTES };
}

onmessage = ({ data: { kind, module, name, seconds } }) => {
  instances[kind] ??= new WebAssembly.Instance(module, {});
  const { call, amount } = workOf(instances[kind], name);
  call(); // compiled for speed from here on
  const started = performance.now();
  let done = 0;
  let now;
  do {
    call();
    done += amount;
    now = performance.now();
  } while (now - started < 1000 * seconds);
  postMessage(done / (now - started) / 1e6);
};
