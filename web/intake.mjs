// What comes into the page from the visitor: files dropped, chosen or pasted, and the panels' requests for them.
import { showToast } from "./front.mjs";
import { createFileReader, isArchive, isRecords } from "./image_files.mjs";
import { createImageLoader, StoppedError } from "./images.mjs";
import { openImageStore } from "./image_store.mjs";
import { createPictureDialog } from "./picture_dialog.mjs";

const element = (id) => document.getElementById(id);
const isPicture = ({ type }) => type.startsWith("image/");

/**
 * Images for the lab, however they come.
 * @typedef {object} Intake
 * @property {() => Promise<void>} load fetches the images beside the page
 * @property {(files: File[]) => Promise<void>} read CIFAR-10 files
 * @property {(planes: Uint8Array) => void} setPicture
 */

/**
 * @param {object} module the running WebAssembly module
 * @param {() => object} state of the lab
 * @returns {Intake}
 */
export function createIntake(module, state) {
  const store = openImageStore(module);
  const loader = createImageLoader(store, () => state().images);
  const files = createFileReader(store, loader);

  const intake = {
    async load() {
      await files.cancel();
      await loader.load();
      files.forget();
    },
    read: (given) => files.read(given),
    setPicture: (planes) => store.setPicture(planes),
    cancel: () => Promise.all([loader.cancel(), files.cancel()]),
    message: (text) => store.message(text),
  };
  return intake;
}

// Everything that was refused is shown here; nobody else waits for it.
function told(promise) {
  return promise.catch((error) => {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    if (!(error instanceof StoppedError)) showToast(error.message);
  });
}

async function take(intake, lab, dialog, given) {
  const pictures = given.filter(isPicture);
  const data = given.filter(({ name }) => isArchive(name) || isRecords(name));
  const strange = given.filter((file) => !pictures.includes(file) && !data.includes(file));
  if (strange.length > 0) {
    const names = strange.map(({ name }) => name).join(", ");
    const text = `${names}: the lab cannot use this. Expected: cifar-10-binary.tar.gz, .bin files of CIFAR-10, or a ` +
      "picture of your own (PNG, JPEG, WebP).";
    intake.message(text);
    showToast(text);
  }
  if (data.length > 0) {
    await intake.read(data);
    lab.command("mode images");
  } else if (pictures.length > 0) {
    await dialog.open(pictures[0], pictures[0].name);
  }
}

function listenToDrops(drop) {
  let inside = 0;  // enter and leave come for every element on the way
  const hint = (count) => {
    inside = count;
    element("drop-hint").hidden = count === 0;
  };
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragenter", (event) => { if (carriesFiles(event)) hint(inside + 1); });
  document.addEventListener("dragleave", (event) => { if (carriesFiles(event)) hint(Math.max(inside - 1, 0)); });
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  document.addEventListener("drop", (event) => {
    hint(0);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    drop([...event.dataTransfer.files]);
  });
}

/**
 * Connects the page's events and the panels' requests with the intake.
 * @param {() => void} forget what is kept of this page
 */
export function connectIntake(module, lab, intake, forget) {
  const dialog = createPictureDialog((planes) => {
    intake.setPicture(planes);
    // Only that mode shows it. A wish fetches the images first if there are none.
    if (lab.state().mode !== "images") module.ccall("lab_wish", "string", ["string"], ["mode images"]);
  });
  const give = (given) => { if (given.length > 0) told(take(intake, lab, dialog, given)); };

  Object.assign(module.labRequests ??= {}, {
    load_images: () => told(intake.load()),
    forget: () => forget(),
    cancel_images: () => told(intake.cancel()),
    choose_images: () => element("choose-images").click(),
    choose_picture: () => dialog.choose(),
  });

  element("choose-images").addEventListener("change", ({ target }) => {
    give([...target.files]);
    target.value = "";
  });
  listenToDrops(give);
  document.addEventListener("paste", (event) => {
    const pictures = [...event.clipboardData?.files ?? []].filter(isPicture);
    if (pictures.length === 0 || module._lab_wants_text()) return;
    event.preventDefault();
    give(pictures);
  });
}
