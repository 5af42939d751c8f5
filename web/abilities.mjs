// What the lab needs of a browser, and how to say that it is missing.
import { SUPPORTED } from "./browsers.mjs";

const WHERE = `What the lab runs in: ${SUPPORTED}.`;

// A module with one function that makes a v128 and takes it apart again: valid only where SIMD is known.
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

function hasWebGL2() {
  const context = document.createElement("canvas").getContext("webgl2");
  // Browsers allow few contexts at a time: give this one back at once.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}

/** The first thing that is missing, as {title, text}, or null. */
export function missingAbility() {
  if (typeof WebAssembly !== "object") {
    return {
      title: "This browser has no WebAssembly",
      text: `The lab is compiled C++ and needs WebAssembly, which is missing here or switched off. ${WHERE}`,
    };
  }
  if (!WebAssembly.validate(SIMD_MODULE)) {
    return {
      title: "This browser has no WebAssembly SIMD",
      text: `The lab computes with vector instructions, which this browser's WebAssembly does not know. ${WHERE}`,
    };
  }
  try {
    new WebAssembly.Module(SIMD_MODULE);
  } catch {
    return {
      title: "WebAssembly is not allowed here",
      text: "The lab is compiled C++. The browser refuses to run it under this page's policy, either because it does not know " +
        `'wasm-unsafe-eval' there, or because the server's own Content-Security-Policy lacks that word. ${WHERE}`,
    };
  }
  if (!hasWebGL2()) {
    return {
      title: "This browser offers no WebGL 2",
      text: "The lab draws with WebGL 2. It may be switched off in the browser's settings, or hardware acceleration " +
        `may be unavailable. ${WHERE}`,
    };
  }
  return null;
}
