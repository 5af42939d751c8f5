// The oldest browsers that have all that the lab needs; tools/scripts.mjs writes the page's scripts for them. What settles
// each number: AbortSignal's throwIfAborted in Chrome and Edge, scripts that are modules in workers in Firefox (without
// them it runs from 113 on, on one thread), WebAssembly SIMD in Safari.
export const OLDEST = { chrome: "100", firefox: "114", safari: "16.4" };

export const SUPPORTED = `Chrome or Edge ${OLDEST.chrome}, Firefox ${OLDEST.firefox}, Safari ${OLDEST.safari}, or later`;
