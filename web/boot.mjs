// Notices that the page's script does not run, and says why: a file that did not arrive, a browser that is too old, a page
// opened from the disk. It stands in the page itself and is a classic script, so that it runs where the other does not.
import { explain, reloadFresh } from "./arrival.mjs";
import { SUPPORTED } from "./browsers.mjs";
import { fetchEarly, knowsRelaxedSimd, takeEarly } from "./early.mjs";
import { showProblem } from "./problem.mjs";

const PATIENCE = 3200;  // milliseconds for the page's script

/** @returns {HTMLScriptElement|null} */
const script = () => document.querySelector("script[type=module]");
const begun = () => document.documentElement.hasAttribute("data-begun");
let told = false;

self.labBoot = { explain, knowsRelaxedSimd, reloadFresh, showProblem, takeEarly };  // see booted.mjs

function once(tell) {
  if (begun() || told) return;
  told = true;
  tell();
}

// The page's own elements have to be there to be written to.
function whenRead(tell) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => once(tell));
  else once(tell);
}

// A page that was cut short is being read for ever.
function tellWhy() {
  const wanted = document.readyState === "loading" ? null : script();
  explain(wanted ? wanted.src : "", true).then(({ text }) => {
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
    text: `It does not understand the lab's program. What does: ${SUPPORTED}.`,
  });
}

if (location.protocol === "file:") {
  whenRead(tellFile);
} else if (!("noModule" in HTMLScriptElement.prototype)) {
  whenRead(tellOld);
} else {
  addEventListener("error", (event) => {
    const { src } = /** @type {Partial<HTMLScriptElement>} */ (script() || {});
    if (src && event.target === script()) whenRead(tellWhy);
    // The digest in the page says that the script came whole.
    else if (src && event.filename === src) whenRead(tellOld);
  }, true);
  setTimeout(() => once(tellWhy), PATIENCE);
  fetchEarly();
}
