// Starts the lab: looks whether the browser can run it, downloads it, opens it, and says plainly what went wrong.
import { missingAbility } from "./abilities.mjs";
import { download } from "./download.mjs";
import { hideFront, showProblem, showProgress, showStarting, showToast } from "./front.mjs";
import { connectHost } from "./host.mjs";
import { connectIntake, createIntake } from "./intake.mjs";
import { openKeeper } from "./keep.mjs";
import { createLabApi } from "./lab_api.mjs";
import { askForIsolation, chooseModule } from "./variants.mjs";

const { lab, start } = createLabApi();
window.lab = lab;

let crashed = false;

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
  if (event.error instanceof WebAssembly.RuntimeError) return crash(event.error);
  // Not an error: the browser postponed a size observation by one frame.
  if (event.message.startsWith("ResizeObserver loop")) return;
  showToast(`Something went wrong: ${event.message}`);
});
window.addEventListener("unhandledrejection", ({ reason }) => {
  if (reason instanceof WebAssembly.RuntimeError) return crash(reason);
  showToast(`Something went wrong: ${reason instanceof Error ? reason.message : reason}`);
});

// A module that could not be fetched may be remembered as failed: then only a fresh page helps.
async function importLab(script) {
  try {
    return (await import(script)).default;
  } catch (error) {
    throw Object.assign(new Error(error.message), { needsReload: true });
  }
}

function downloadProblem(error) {
  const offline = navigator.onLine === false ? "There seems to be no network connection. " : "";
  showProblem({
    title: "The download failed",
    text: `${offline}Part of the lab did not arrive. Check the connection and try again.`,
    detail: error.message,
    button: "Try again",
    action: error.needsReload ? () => location.reload() : run,
  });
}

// Compiles from the bytes rather than from the response, so that no server needs to know the file's type.
async function instantiate(createLab, bytes) {
  const code = await WebAssembly.compile(bytes);
  return new Promise((resolve, reject) => {
    createLab({
      canvas: document.getElementById("canvas"),
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(code, imports).then((instance) => done(instance, code), reject);
        return {};
      },
      onAbort: (what) => crash(new Error(String(what))),
    }).then(resolve, reject);
  });
}

async function run() {
  const missing = missingAbility();
  if (missing) {
    start.failed(new Error(missing.title));
    return showProblem(missing);
  }
  const { script, wasm, threads } = chooseModule(location.search, showToast);
  const keeping = openKeeper();
  let createLab, bytes;
  try {
    showProgress(0, 0);
    [createLab, bytes] = await Promise.all([importLab(script), download(wasm.url, wasm.bytes, showProgress)]);
  } catch (error) {
    return downloadProblem(error);
  }
  try {
    showStarting();
    const module = await instantiate(createLab, bytes);
    const refused = module.ccall("lab_open", "string", ["number"], [threads]);
    if (refused) throw new Error(refused);
    const intake = createIntake(module, lab.state);
    start.connect(module, intake);
    const keeper = await keeping;
    connectIntake(module, lab, intake, () => keeper.forget(module));
    connectHost(module, lab, keeper);
    hideFront();
    start.ready();
    askForIsolation();
  } catch (error) {
    start.failed(error);
    if (crashed) return;
    showProblem({
      title: "The lab could not start",
      text: "The download arrived, but the program did not run.",
      detail: error.message,
      button: "Reload",
      action: () => location.reload(),
    });
    console.error(error);
  }
}

run();
