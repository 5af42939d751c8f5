// Asks for the module's code, nine tenths of a visit, before the script that wants it has come. Stands in the page itself,
// so that on a slow line it saves the time in which that script comes, is read and looks what the browser can do.
import codes from "lab:codes";

// A module with one function that multiplies and adds: valid only where relaxed SIMD is known.
const RELAXED_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0,
  10, 19, 1, 17, 0, 65, 0, 253, 15, 65, 0, 253, 15, 65, 0, 253, 15, 253, 133, 2, 11,
]);

export const knowsRelaxedSimd = () => WebAssembly.validate(RELAXED_MODULE);

let early = null;

/** Fetches what variants.mjs will choose first, as far as can be told by now; an address that wishes another is let be. */
export function fetchEarly() {
  if (/[?&](variant|threads)=/.test(location.search)) return;
  try {
    const threads = self.crossOriginIsolated && navigator.hardwareConcurrency > 1 ? "-threads" : "";
    const url = new URL(codes[`lab-${knowsRelaxedSimd() ? "relaxed" : "simd"}${threads}.wasm`], document.baseURI).href;
    const stop = new AbortController();
    early = { url, stop, response: fetch(url, { signal: stop.signal }) };
    early.response.catch(() => {});  // whoever takes it is told
  } catch (error) { /* what this browser lacks is said by the script that comes */ }
}

/**
 * What was asked for early, once: later tries ask anew. Another file than this one is not loaded any further.
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<Response>|null}
 */
export function takeEarly(url, signal) {
  const taken = early;
  early = null;
  if (!taken) return null;
  if (taken.url !== url) {
    taken.stop.abort();
    return null;
  }
  signal.addEventListener("abort", () => taken.stop.abort());
  return taken.response;
}
