// What comes into the page from the visitor: files dropped, chosen or pasted, and the panels' requests for them.
import { showToast } from "./front.mjs";
import { openImageStore } from "./image_store.mjs";
import { onDemand } from "./on_demand.mjs";

/** Which kind of element each is, index.html says. @returns {any} */
const element = (id) => document.getElementById(id);
const isPicture = ({ type }) => type.startsWith("image/");
const imageSources = onDemand(() => import("./image_sources.mjs"), "reads images");

/**
 * Images for the lab, however they come.
 * @typedef {object} Intake
 * @property {() => Promise<void>} load fetches the images beside the page
 * @property {(files: File[]) => Promise<{data: File[], others: File[]}>} sort those that are CIFAR-10's, and the rest
 * @property {(files: File[]) => Promise<void>} read CIFAR-10 files
 * @property {(planes: Uint8Array) => void} setPicture
 * @property {() => Promise<void>} cancel stops what is being read
 * @property {(text: string) => void} message what was wrong with files
 */

/**
 * @param {LabModule} module the running WebAssembly module
 * @param {() => import("./lab_api.mjs").LabState} state of the lab
 * @returns {Intake}
 */
export function createIntake(module, state) {
  const store = openImageStore(module);
  let made = null;
  const readers = async () => {
    const { createFileReader, createImageLoader } = await imageSources();
    if (!made) {
      const loader = createImageLoader(store, () => state().images);
      made = { loader, files: createFileReader(store, loader) };
    }
    return made;
  };

  return {
    async load() {
      store.wait();
      const { loader, files } = await readers().catch((error) => {
        store.end(error.message, true);
        throw error;
      });
      await files.cancel();
      await loader.load();
      files.forget();
    },
    sort: async (given) => (await readers()).files.sort(given),
    read: async (given) => (await readers()).files.read(given),
    setPicture: (planes) => store.setPicture(planes),
    async cancel() {
      const { loader, files } = await readers();
      await Promise.all([loader.cancel(), files.cancel()]);
    },
    message: (text) => store.message(text),
  };
}

// Everything that was refused is shown here; nobody else waits for it.
function told(promise) {
  return promise.catch((error) => {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    if (!error.stopped) showToast(error.message);
  });
}

async function take(intake, lab, pictureDialog, given) {
  const { data, others } = await intake.sort(given);
  const { nameOf, namesOf } = await imageSources();
  const picture = others.find(isPicture) ?? others[0];
  const dialog = picture && await pictureDialog();
  // A system that does not know a picture's type gives it none.
  const opens = picture && (isPicture(picture) || await dialog.takes(picture));
  const strange = others.filter((file) => !isPicture(file) && !(opens && file === picture));
  if (strange.length > 0) {
    const text = `${namesOf(strange)}: the lab cannot use this. Expected: cifar-10-binary.tar.gz, .bin files of CIFAR-10, ` +
      "or a picture of your own that this browser can decode (PNG, JPEG, WebP).";
    intake.message(text);
    showToast(text);
  }
  if (data.length > 0) {
    await intake.read(data);
    lab.command("mode images");
  } else if (opens) {
    await dialog.open(picture, nameOf(picture));
  }
}

// Every drop is the page's: the browser would open what it carries in the lab's place.
function listenToDrops(drop) {
  let inside = 0;  // enter and leave come for every element on the way
  const hint = (count) => {
    inside = count;
    element("drop-hint").hidden = count === 0;
  };
  const carries = ({ dataTransfer }, type) => Boolean(dataTransfer?.types.includes(type));
  document.addEventListener("dragenter", (event) => {
    event.preventDefault();
    if (carries(event, "Files")) hint(inside + 1);
  });
  document.addEventListener("dragleave", (event) => { if (carries(event, "Files")) hint(Math.max(inside - 1, 0)); });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = carries(event, "Files") || carries(event, "text/uri-list") ? "copy" : "none";
  });
  document.addEventListener("drop", (event) => {
    hint(0);
    event.preventDefault();
    const files = [...event.dataTransfer?.files ?? []];
    if (files.length > 0) return drop(files);
    showToast("Only an address was dropped, not a file. Copy the picture and paste it here, or save it and drop the file.");
  });
}

/**
 * Connects the page's events and the panels' requests with the intake.
 * @param {() => void} forget what is kept of this page
 */
export function connectIntake(module, lab, intake, forget) {
  const use = (planes) => {
    intake.setPicture(planes);
    // Only that mode shows it. A wish fetches the images first if there are none.
    if (lab.state().mode !== "images") module.ccall("lab_wish", "string", ["string"], ["mode images"]);
  };
  const pictureDialog = onDemand(async () => (await import("./picture_dialog.mjs")).createPictureDialog(use),
    "takes pictures of your own");
  const give = (given) => { if (given.length > 0) told(take(intake, lab, pictureDialog, given)); };

  Object.assign(module.labRequests ??= {}, {
    load_images: () => told(intake.load()),
    forget: () => forget(),
    cancel_images: () => told(intake.cancel()),
    choose_images: () => element("choose-images").click(),
    choose_picture: () => told(pictureDialog().then((dialog) => dialog.choose())),
  });

  element("choose-images").addEventListener("change", ({ target }) => {
    give([...target.files]);
    target.value = "";
  });
  element("choose-picture").addEventListener("change", ({ target }) => {
    const [file] = target.files;
    target.value = "";  // or the same file could not be chosen again
    if (!file) return;
    told(Promise.all([pictureDialog(), imageSources()]).then(([dialog, { nameOf }]) => dialog.open(file, nameOf(file))));
  });
  listenToDrops(give);
  document.addEventListener("paste", (event) => {
    const files = [...event.clipboardData?.files ?? []];
    if (files.length === 0 || module._lab_wants_text()) return;
    event.preventDefault();
    give(files);
  });
}
