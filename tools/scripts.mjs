// The page's scripts: bundled by esbuild, so that a visit asks for one of ours and those that only some visitors need come
// when they are wanted (import()); made small by terser, which leaves Emscripten's script 4 % smaller than esbuild does
// after brotli (17.7 against 18.3 KB); style sheets by esbuild.
import path from "node:path";

import * as esbuild from "esbuild";
import { minify } from "terser";

import { OLDEST } from "../web/browsers.mjs";

// What a classic script of the page says, older browsers must be able to read. A service worker comes when the lab runs.
const OURS = Object.entries(OLDEST).map(([name, version]) => name + version);
/** @type {Object<string, esbuild.BuildOptions>} */
const KINDS = {
  module: { format: "esm", splitting: true, target: OURS },
  classic: { format: "iife", splitting: false, target: ["es2015"] },
  worker: { format: "iife", splitting: false, target: OURS },
};

export class ScriptError extends Error {}

/** @param {any} error @returns {never} */
function refuse(error) {
  const [first] = error.errors ?? [];
  if (!first) throw error;
  const { file, line } = first.location ?? {};
  throw new ScriptError(`${file ? `${path.basename(file)}, line ${line}: ` : ""}${first.text}`);
}

// The module and the fonts that the build made, for scripts that `import built from "lab:built"`: by name, { file, bytes, sha256 }; and for
// one that has to be short, `import codes from "lab:codes"`: the files of its WebAssembly alone, by name.
const builtPlugin = (built) => ({
  name: "built",
  setup(build) {
    const codes = Object.fromEntries(Object.entries(built).filter(([name]) => name.endsWith(".wasm"))
      .map(([name, { file }]) => [name, file]));
    const parts = { built, codes };
    build.onResolve({ filter: /^lab:(built|codes)$/ }, ({ path: name }) => ({ path: name.slice(4), namespace: "lab" }));
    build.onLoad({ filter: /.*/, namespace: "lab" }, ({ path: name }) => ({ contents: JSON.stringify(parts[name]), loader: "json" }));
  },
});

// What two of the bundles share would be a file of its own that a visit asks for, whose loss nobody could tell from that
// of the script which imports it.
function checkShared({ outputs }) {
  for (const { entryPoint, inputs } of Object.values(outputs)) {
    if (entryPoint) continue;
    const shared = Object.keys(inputs).map((file) => path.basename(file)).join(", ");
    throw new ScriptError(`${shared}: imported by a script and by a part that it loads on demand; hand over what that ` +
      "part needs of it as an argument");
  }
}

/** @param {string} text a whole script @param {boolean} module whether its top level is its own */
export async function minifyScript(text, module) {
  const { code } = await minify(text, { module, ecma: 2020, compress: { passes: 3 } });
  return code;
}

export const minifyStyle = async (text) => (await esbuild.transform(text, { loader: "css", minify: true })
  .catch(refuse)).code;

/**
 * @param {Map<string, {file: string, kind: "module"|"classic"|"worker"}>} entries scripts that a page names, by their name
 *   on the page
 * @param {object} about
 * @param {Object<string, {file: string, bytes?: number, sha256?: string}>} about.built
 * @param {Object<string, string>} about.define names in the scripts and the JavaScript that stands for them
 * @returns {Promise<Map<string, string>>} the entries and what is loaded on demand, by name
 */
export async function bundleScripts(entries, { built, define }) {
  const result = new Map();
  for (const [kind, how] of Object.entries(KINDS)) {
    const chosen = [...entries].filter(([, entry]) => entry.kind === kind);
    if (chosen.length === 0) continue;
    const { outputFiles, metafile } = await esbuild.build({
      entryPoints: chosen.map(([name, { file }]) => ({ in: file, out: name.replace(/\.m?js$/, "") })),
      bundle: true, write: false, outdir: "/", charset: "utf8", logLevel: "silent", legalComments: "none",
      ...how, chunkNames: "[name]", define, plugins: [builtPlugin(built)], metafile: true,
    }).catch(refuse);
    checkShared(metafile);
    for (const { path: name, text } of outputFiles) {
      result.set(path.posix.relative("/", name), await minifyScript(text, kind === "module"));
    }
  }
  return result;
}
