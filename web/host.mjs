// Connects the running lab with the browser around it: canvas, colour scheme, tab, address, screen reader.
import { LONGEST } from "./bounds.mjs";
import { showLink, showNote, showToast } from "./front.mjs";
import { connectKeyboard } from "./keyboard.mjs";
import { connectTyping } from "./typing.mjs";

const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById("canvas"));

// Exactly as many pixels as the canvas covers on the display, so that nothing is resampled.
function keepCanvasSharp(module) {
  const resize = (width, height) => {
    if (canvas.width === width && canvas.height === height) return;
    canvas.width = width;
    canvas.height = height;
    // Resizing emptied it, and it would be shown like that.
    module._lab_draw_now();
  };
  const fit = ([entry]) => {
    const width = entry.contentRect.width * devicePixelRatio;
    const height = entry.contentRect.height * devicePixelRatio;
    const device = entry.devicePixelContentBoxSize?.[0];
    // The browser knows how it snaps to pixels, except while its tools pretend to be another display.
    const near = device && Math.abs(device.inlineSize - width) < 2 && Math.abs(device.blockSize - height) < 2;
    if (near) resize(device.inlineSize, device.blockSize);
    else resize(Math.round(width), Math.round(height));
  };
  const observer = new ResizeObserver(fit);
  try {
    observer.observe(canvas, { box: "device-pixel-content-box" });
  } catch {
    observer.observe(canvas);
  }
}

// SDL measures the canvas when the window's size changes; a layout can change without that (a bar slides away, the
// page moves to another display).
function tellSdlOfLayout(module) {
  const tell = () => {
    window.dispatchEvent(new UIEvent("resize"));
    module._lab_draw_now();  // SDL sized the canvas, which emptied it
  };
  let last = "";
  new ResizeObserver(() => {
    const now = `${canvas.clientWidth} ${canvas.clientHeight}`;
    if (now !== last) tell();
    last = now;
  }).observe(canvas);
  const watchDensity = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
    .addEventListener("change", () => { tell(); watchDensity(); }, { once: true });
  watchDensity();
}

// What the visitor wants of every page: colours, and whether bytes are to be saved. Asked for before a link to images is.
function followPreferences(module) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const less = matchMedia("(prefers-reduced-data: reduce)");
  const touch = matchMedia("(pointer: coarse)").matches;
  const tell = () => module._lab_host(dark.matches, touch, less.matches || navigator.connection?.saveData === true);
  for (const source of [dark, less, navigator.connection]) source?.addEventListener?.("change", tell);
  tell();
}

function restWhileHidden(module) {
  const tell = () => module._lab_hidden(document.hidden);
  document.addEventListener("visibilitychange", tell);
  tell();
}

function surviveLostGraphics(module) {
  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();  // or it would never come back
    module._lab_graphics_lost();
    showToast("The browser took the graphics away. The picture comes back as soon as the browser allows.");
  });
  canvas.addEventListener("webglcontextrestored", () => {
    const refused = module.ccall("lab_graphics_back", "string", [], []);
    if (refused) return showToast(`${refused} Reload the page to go on.`);
    document.getElementById("toast").hidden = true;
  });
}

// Of the query only what the lab knows: others put their own things there.
function settingsInQuery(known) {
  return [...new URLSearchParams(location.search)].filter(([key]) => key === "preset" || Object.hasOwn(known, key))
    .map(([key, value]) => `${key}=${value}`).join("&");
}

// What of the query the settings in the address do not replace: "?variant=simd&threads=1"; see variants.mjs.
function wishesOfModule() {
  const kept = [...new URLSearchParams(location.search)].filter(([key]) => ["variant", "threads"].includes(key));
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : "";
}

// The page's address carries the settings, so that a link shows what its sender saw: page#model=two_layer&hidden=50.
function settingsInAddress(module, lab, keeper) {
  const link = () => module.ccall("lab_link", "string", [], []);
  const apply = (text, base = "") => {
    try {
      // A link to images asks for them, and applies when the first have come.
      const asked = decodeURIComponent(text);
      // A preset of its own needs no other before it.
      const wish = (/(^|[&\s])preset=/.test(asked) ? "" : base) + asked;
      if (wish.length > LONGEST) throw new Error("It is too long.");
      const refused = module.ccall("lab_address", "string", ["string"], [wish]);
      if (refused) showToast(`Not all settings in this page's address could be used. ${refused}`);
    } catch (error) {
      showToast(`The settings in this page's address were not used. ${error.message}`);
    }
  };
  const wished = location.hash.slice(1) || settingsInQuery(lab.state().settings);
  // The address that was kept with the run, or none, comes back to it; a link to something else wins, and undo brings
  // the run.
  const same = keeper.kept && (!wished || keeper.kept.addresses.includes(wished));
  if (!(same && keeper.comeBack(module, false)) && wished) apply(wished);
  if (keeper.kept && !same) keeper.comeBack(module, true);
  window.addEventListener("hashchange", ({ newURL }) => {
    // Not location.hash: the address may have been written over since, with the settings that were in force till now.
    const text = new URL(newURL).hash.slice(1);
    if (text !== link()) apply(text, "preset=notes_linear&");
  });
  return () => {
    const hash = link() ? `#${link()}` : "";
    if (hash !== location.hash) history.replaceState(null, "", location.pathname + wishesOfModule() + hash);
  };
}

// The address without what only this machine wanted: "?threads=1".
async function copyLink() {
  const link = location.origin + location.pathname + location.hash;
  try {
    await navigator.clipboard.writeText(link);
    showNote("Link copied: it opens this lab with these settings.");
  } catch {
    showLink(link);  // no clipboard here, or none for us
  }
}

// Where nothing can be stored every visit is a first one, until somebody uses the page.
const VISITED = "lab.visited";

function isFirstVisit() {
  try {
    return localStorage.getItem(VISITED) === null;
  } catch {
    return true;
  }
}

function rememberVisit() {
  try {
    localStorage.setItem(VISITED, "1");
  } catch { /* a private window may refuse */ }
}

// What the panels ask of the browser; web/intake.mjs answers for files and images.
function answerPanels(module, writeAddress) {
  Object.assign(module.labRequests ??= {}, {
    copy_link() {
      writeAddress();
      copyLink();
    },
    remember_visit: rememberVisit,
    show_licences: () => window.open("./licences.txt", "_blank", "noopener"),
  });
  module.onLabRequest = (request) => module.labRequests[request]?.();
}

/**
 * @param {LabModule} module the running WebAssembly module
 * @param {import("./lab_api.mjs").Lab} lab
 * @param {import("./keep.mjs").Keeper} keeper
 */
export function connectHost(module, lab, keeper) {
  followPreferences(module);
  // Who follows a link comes for what it shows, and who left a run here was here before.
  if (!location.hash && !keeper.kept && isFirstVisit()) module._lab_first_visit();
  const writeAddress = settingsInAddress(module, lab, keeper);
  answerPanels(module, writeAddress);
  keeper.begin(module);
  const spoken = document.getElementById("spoken");
  const tell = () => {
    writeAddress();
    const said = module.ccall("lab_spoken", "string", [], []);
    if (said) spoken.textContent = said;
  };
  // Not at every drag of a slider: when it comes to rest.
  let timer = 0;
  module.onLabChange = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 400);
  };
  restWhileHidden(module);
  surviveLostGraphics(module);
  connectKeyboard(module, canvas);
  connectTyping(module, canvas);
  tellSdlOfLayout(module);
  keepCanvasSharp(module);
  module._lab_draw_now();
}
