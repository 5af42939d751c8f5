// One build of the WebAssembly module and the fonts that it shares with the page: downloaded, checked against their digests,
// started.
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
async function isWhole(bytes, file) {
  if (bytes.length !== file.bytes) return false;
  if (!crypto.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === file.sha256;
}

// A second try passes by the browser's cache, which may hold the very damage.
async function fetchWhole(file, first, how) {
  const tries = [() => first ?? fetch(file.url, { signal: how.signal }),
    () => fetch(file.url, { signal: how.signal, cache: "reload" })];
  try {
    for (const ask of tries) {
      const bytes = await download(ask(), file.bytes, how);
      if (await isWhole(bytes, file)) return bytes;
    }
  } catch (error) {
    throw new ArrivalError(error.message, file.url, false);
  }
  throw new ArrivalError("Its SHA-256 is another.", file.url, false);
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
export async function fetchModule({ script, wasm, fonts }, { progress, stalled }) {
  const stop = new AbortController();
  const { signal } = stop;
  const fetched = (file, first, shown) => fetchWhole(file, first, { signal, progress: shown, stalled: () => stalled(file.url) });
  try {
    const [createLab, bytes, ...letters] = await Promise.all([
      importScript(script, () => stalled(script)),
      fetched(wasm, takeEarly(wasm.url, signal), progress),
      ...fonts.map((font) => fetched(font, null, () => {})),
    ]);
    return { createLab, bytes, letters };
  } finally {
    stop.abort();  // what one of them still loads is of no use without the other
  }
}

/**
 * Compiles from the bytes rather than from the response, so that no server needs to know the file's type. With threads,
 * all of them answer before the program begins; what has not started by then never will.
 * @param {{createLab: (module: Partial<LabModule>) => Promise<LabModule>, bytes: Uint8Array<ArrayBuffer>,
 *   letters: Uint8Array<ArrayBuffer>[]}} files
 * @param {{memory?: WebAssembly.Memory, threads: number}} choice
 * @param {object} events
 * @param {(what: unknown) => void} events.onAbort
 * @param {(reject: (error: Error) => void) => void} events.onTrouble is given what to call if something goes wrong elsewhere
 * @returns {Promise<LabModule>}
 */
export async function startModule({ createLab, bytes, letters }, { memory, threads }, { onAbort, onTrouble }) {
  const code = await WebAssembly.compile(bytes);
  /** @type {Partial<LabModule>} */
  const module = { canvas: document.getElementById("canvas"), labFonts: letters };
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
