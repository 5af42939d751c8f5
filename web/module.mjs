// One build of the WebAssembly module: downloaded, checked against its digest, started.
import { takeEarly } from "./booted.mjs";
import { download, watched } from "./download.mjs";

const WORKERS_PATIENCE = 3000;  // milliseconds for all workers to answer

/** A file that did not arrive; `url` says which. */
export class ArrivalError extends Error {
  constructor(message, url, isScript) {
    super(message);
    Object.assign(this, { url, isScript });
  }
}

// Outside of secure pages there is no SHA-256: there its length has to do.
async function isWhole(bytes, wasm) {
  if (bytes.length !== wasm.bytes) return false;
  if (!crypto.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === wasm.sha256;
}

// A second try passes by the browser's cache, which may hold the very damage.
async function fetchWasm(wasm, how) {
  const tries = [() => takeEarly(wasm.url, how.signal) ?? fetch(wasm.url, { signal: how.signal }),
    () => fetch(wasm.url, { signal: how.signal, cache: "reload" })];
  try {
    for (const ask of tries) {
      const bytes = await download(ask(), wasm.bytes, how);
      if (await isWhole(bytes, wasm)) return bytes;
    }
  } catch (error) {
    throw new ArrivalError(error.message, wasm.url, false);
  }
  throw new ArrivalError("Its SHA-256 is another.", wasm.url, false);
}

async function importScript(url, stalled) {
  try {
    const { default: createLab } = await watched(import(url), stalled);
    if (typeof createLab === "function") return createLab;
  } catch (error) {
    throw new ArrivalError(error.message, url, true);
  }
  throw new ArrivalError("It holds no module.", url, true);
}

/**
 * @param {import("./variants.mjs").Choice} choice
 * @param {{progress: (received: number, total: number) => void, stalled: (url: string) => void}} how
 */
export async function fetchModule({ script, wasm }, { progress, stalled }) {
  const stop = new AbortController();
  try {
    const [createLab, bytes] = await Promise.all([
      importScript(script, () => stalled(script)),
      fetchWasm(wasm, { signal: stop.signal, progress, stalled: () => stalled(wasm.url) }),
    ]);
    return { createLab, bytes };
  } finally {
    stop.abort();  // what one of them still loads is of no use without the other
  }
}

/**
 * Compiles from the bytes rather than from the response, so that no server needs to know the file's type. With threads,
 * all of them answer before the program begins; what has not started by then never will.
 * @param {{createLab: (module: Partial<LabModule>) => Promise<LabModule>, bytes: Uint8Array<ArrayBuffer>}} files
 * @param {{memory?: WebAssembly.Memory, threads: number}} choice
 * @param {object} events
 * @param {(what: unknown) => void} events.onAbort
 * @param {(reject: (error: Error) => void) => void} events.onTrouble is given what to call if something goes wrong elsewhere
 * @returns {Promise<LabModule>}
 */
export async function startModule({ createLab, bytes }, { memory, threads }, { onAbort, onTrouble }) {
  const code = await WebAssembly.compile(bytes);
  /** @type {Partial<LabModule>} */
  const module = { canvas: document.getElementById("canvas") };
  if (memory) Object.assign(module, { wasmMemory: memory, labWorkers: threads });
  try {
    return await new Promise((resolve, reject) => {
      onTrouble(reject);
      if (memory) setTimeout(() => reject(new Error("no thread answered in time")), WORKERS_PATIENCE);
      module.instantiateWasm = (imports, done) => {
        WebAssembly.instantiate(code, imports).then((instance) => done(instance, code), reject);
        return {};
      };
      module.onAbort = (what) => {
        reject(new Error(String(what)));
        onAbort(what);
      };
      createLab(module).then(resolve, reject);
    });
  } catch (error) {
    module.PThread?.terminateAllThreads();
    throw error;
  }
}
