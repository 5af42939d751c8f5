// Starts the lab: looks whether the browser can run it, downloads it, opens it, and says plainly what went wrong.
import "./trusted.mjs";
import { missingAbility } from "./abilities.mjs";
import { explain, reloadFresh, showProblem } from "./booted.mjs";
import { hideFront, hideProblem, showNote, showProgress, showStarting, showToast } from "./front.mjs";
import { connectHost } from "./host.mjs";
import { connectIntake, createIntake } from "./intake.mjs";
import { openKeeper } from "./keep.mjs";
import { createLabApi } from "./lab_api.mjs";
import { ArrivalError, fetchModule, startModule } from "./module.mjs";
import { openOffline } from "./offline.mjs";
import { chooseModules } from "./variants.mjs";

document.documentElement.setAttribute("data-begun", "");  // boot.mjs need not watch any more

const offline = openOffline();
const { lab, start } = createLabApi();
window.lab = lab;

let crashed = false;
// While a build is tried that another can stand in for: what to call if something goes wrong, wherever.
let trial = null;

function crash(error) {
  if (crashed) return;
  crashed = true;
  dispatchEvent(new Event("lab-crashed"));
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  showProblem({
    title: "The lab stopped",
    text: "An error ended the program. Reloading comes back to where you were a few seconds before, if your browser " +
      "lets the page keep it; your settings are in the page's address in any case.",
    detail,
    button: "Reload",
    action: () => location.reload(),
  });
  console.error(error);
}

window.addEventListener("error", (event) => {
  if (trial) return trial(new Error(event.message));
  if (event.error instanceof WebAssembly.RuntimeError) return crash(event.error);
  // Not an error: the browser postponed a size observation by one frame.
  if (event.message.startsWith("ResizeObserver loop")) return;
  showToast(`Something went wrong: ${event.message}`);
});
window.addEventListener("unhandledrejection", ({ reason }) => {
  if (trial) return trial(new Error(String(reason)));
  if (reason instanceof WebAssembly.RuntimeError) return crash(reason);
  showToast(`Something went wrong: ${reason instanceof Error ? reason.message : reason}`);
});

/** @param {{url?: string, isScript?: boolean, message: string}} error an ArrivalError */
async function downloadProblem({ url, isScript, message }) {
  const { text, stale } = await explain(url, isScript);
  // A script that could not be fetched is remembered as failed: only a fresh page fetches it again.
  const again = isScript || stale ? { button: "Reload", action: reloadFresh } : { button: "Try again", action: run };
  if (text) showProblem({ title: "The download failed", text, detail: message, ...again });
}

const how = {
  progress: showProgress,
  stalled: (url) => showProblem({
    title: "The download stands still",
    text: `Nothing more has come of ${url.split("/").pop()} for some seconds. Check the connection; the page goes on by ` +
      "itself when the rest arrives, or reload it.",
    button: "Reload",
    action: reloadFresh,
    waiting: true,
  }),
};

/** The best build that runs here: { module, build: its name, threads, trouble: what was wrong with a better one, in words }. */
async function obtainModule() {
  const { choices, refused } = chooseModules(location.search, showToast);
  let trouble = refused;
  for (const choice of choices) {
    const isLast = choice === choices.at(-1);
    let abandoned = false;
    try {
      const files = await fetchModule(choice, how);
      showStarting();
      const module = await startModule(files, choice, {
        onAbort: (what) => { if (!trial && !abandoned) crash(new Error(String(what))); },
        onTrouble: (reject) => { trial = isLast ? null : reject; },
      });
      return { module, build: choice.name, threads: choice.threads, trouble };
    } catch (error) {
      if (isLast) throw error;
      abandoned = true;
      trouble = error instanceof ArrivalError ? "the build with threads did not arrive" : "threads could not be started";
      console.info(`Without threads: ${error.message}`);
    } finally {
      trial = null;
    }
  }
}

function connect({ module, threads }, keeper) {
  const refused = module.ccall("lab_open", "string", ["number"], [threads]);
  if (refused) throw new Error(refused);
  const intake = createIntake(module, lab.state);
  start.connect(module, intake);
  connectIntake(module, lab, intake, () => keeper.forget(module));
  connectHost(module, lab, keeper);
}

async function run() {
  hideProblem();
  const missing = missingAbility();
  if (missing) {
    start.failed(new Error(missing.title));
    return showProblem(missing);
  }
  const keeping = openKeeper();
  try {
    showProgress(0, 0);
    const found = await obtainModule();
    const keeper = await keeping;
    connect(found, keeper);
    hideFront();
    start.ready();
    if (found.trouble) showNote(`Training runs on one thread here: ${found.trouble}.`);
    offline.begin(found.build, () => keeper.keepNow(found.module));
  } catch (error) {
    if (error instanceof ArrivalError) return downloadProblem(error);
    start.failed(error);
    if (crashed) return;
    showProblem({
      title: "The lab could not start",
      text: "The download arrived, but the program did not run.",
      detail: error.message,
      button: "Reload",
      action: reloadFresh,
    });
    console.error(error);
  }
}

run();
