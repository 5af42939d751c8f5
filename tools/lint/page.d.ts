// What the page's scripts find that none of them declares: the module, what the build puts in, what browsers add to the DOM.

/** The running WebAssembly module, and what web/module.mjs hands to it. */
interface LabModule {
  [exported: `_lab_${string}`]: (...values: (number | boolean)[]) => number;
  _malloc(bytes: number): number;
  _free(at: number): void;
  HEAPU8: Uint8Array;
  ccall(name: string, returns: "string" | "number" | null, types: string[], values: unknown[]): any;
  PThread?: { terminateAllThreads(): void };
  canvas: HTMLElement;
  wasmMemory?: WebAssembly.Memory;
  labWorkers?: number;
  labFonts?: Uint8Array<ArrayBuffer>[];
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, code: WebAssembly.Module) => void): object;
  onAbort(what: unknown): void;
  /** What the panels ask of the page, by name. */
  labRequests?: { [request: string]: () => void };
  onLabRequest?: (request: string) => void;
  onLabChange?: () => void;
}

/** From cmake/page.cmake: megabytes. */
declare const LAB_INITIAL_MEMORY: number;
declare const LAB_SHARED_MEMORY: number;

/** Files of the build, by their names before a digest was put into them: tools/scripts.mjs. */
declare module "lab:built" {
  const built: { [name: string]: { file: string; bytes: number; sha256: string } };
  export default built;
}
declare module "lab:codes" {
  const codes: { [name: string]: string };
  export default codes;
}

interface Window {
  lab: import("../../web/lab_api.mjs").Lab;
  /** web/boot.mjs lends it to web/booted.mjs. */
  labBoot: typeof import("../../web/arrival.mjs") & typeof import("../../web/problem.mjs") &
    Pick<typeof import("../../web/early.mjs"), "knowsRelaxedSimd" | "takeEarly">;
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(address: string): string }): object };
}

interface Navigator {
  /** Not in every browser. */
  connection?: EventTarget & { saveData: boolean };
}

interface GlobalEventHandlersEventMap {
  "lab-crashed": Event;
}
