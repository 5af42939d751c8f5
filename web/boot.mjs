// Notices that the page's script never ran, and says why: a file that did not arrive, a browser that is too old, a page
// opened from the disk. A script of its own, small and classic, so that it runs where the other one does not.
import { explain, reloadFresh } from "./arrival.mjs";
import { showProblem } from "./front.mjs";

// After the page was asked for, in milliseconds: a style sheet holds up scripts and picture until it is there, but not
// longer than this.
const STYLE_PATIENCE = 2500;
const PATIENCE = 3200;

const page = document.documentElement;
const script = () => document.querySelector("script[type=module]");
const begun = () => page.hasAttribute("data-begun");
let told = false;

function tellWhy() {
  if (begun() || told) return;
  told = true;
  explain(script().src, true).then((text) => {
    // What is only slow may have come meanwhile.
    if (text && !begun()) showProblem({ title: "The lab has not started", text, button: "Reload", action: reloadFresh });
  });
}

function tellFile() {
  showProblem({
    title: "The lab needs a web server",
    text: "Browsers do not run this page from a file: run “python3 -m http.server 8080” in its folder and open " +
      "http://localhost:8080/, or run ./serve in the project's folder.",
  });
}

function tellOld() {
  showProblem({
    title: "This browser is too old",
    text: "The lab needs JavaScript modules, WebAssembly SIMD and WebGL 2: Chrome or Edge 98, Firefox 102, Safari 16.4, " +
      "or later.",
  });
}

// The page's own elements have to be there to be written to.
function whenRead(tell) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", tell);
  else tell();
}

const after = (time, act) => setTimeout(act, Math.max(time - performance.now(), 0));

page.setAttribute("data-watched", "");
if (location.protocol === "file:") {
  whenRead(tellFile);
} else if (!("noModule" in HTMLScriptElement.prototype)) {
  whenRead(tellOld);
} else {
  addEventListener("error", (event) => {
    if (event.target === script() || event.filename === script().src) whenRead(tellWhy);
  }, true);
  after(STYLE_PATIENCE, () => {
    const style = document.getElementById("style");
    if (!style.sheet) style.rel = "late";
  });
  after(PATIENCE, () => whenRead(tellWhy));
}
