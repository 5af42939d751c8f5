// The page's own texts: what is loading, what was done, what went wrong while the lab goes on; problem.mjs says why there
// is none. Knows nothing of the lab.

/** Which kind of element each is, index.html says. @returns {any} */
const element = (id) => document.getElementById(id);

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** How far the download is. Hides no problem but the one that what comes has stopped coming. */
export function showProgress(received, total) {
  const problem = element("problem");
  if (!problem.hidden && !problem.hasAttribute("data-waiting")) return;
  problem.hidden = true;
  element("loading").hidden = false;
  const bar = element("progress");
  if (total > 0) {
    bar.value = received / total;
    element("progress-text").textContent = `Loading… ${megabytes(received)} of ${megabytes(total)}`;
  } else {
    bar.removeAttribute("value");
    element("progress-text").textContent = received > 0 ? `Loading… ${megabytes(received)}` : "Loading…";
  }
}

/** What went wrong is being tried again. */
export function hideProblem() {
  element("problem").hidden = true;
}

export function showStarting() {
  if (element("problem").hasAttribute("data-waiting")) hideProblem();
  element("progress").value = 1;
  element("progress-text").textContent = "Starting…";
}

/** The lab is there: the canvas takes over. */
export function hideFront() {
  element("front").hidden = true;
}

let fading = 0;

function openToast(text, quiet) {
  clearTimeout(fading);
  element("toast-text").textContent = text;
  element("toast").classList.toggle("note", quiet);
  element("toast").setAttribute("role", quiet ? "status" : "alert");
  element("toast").hidden = false;
}

/** Something that went wrong while the lab goes on. */
export function showToast(text) {
  openToast(text, false);
  element("toast-close").onclick = () => {
    element("toast").hidden = true;
    element("canvas").focus();
  };
}

/** Something that was done and cannot be seen; goes by itself. */
export function showNote(text) {
  openToast(text, true);
  fading = setTimeout(() => { element("toast").hidden = true; }, 6000);
}

/**
 * A new version of the page is ready. It comes when the visitor wishes, and with the run.
 * @param {() => Promise<boolean>} keep keeps the run over a reload; false if that is impossible
 * @param {() => void} reload
 */
export function offerVersion(keep, reload) {
  const close = () => {
    element("offer").hidden = true;
    element("canvas").focus();
  };
  element("offer-text").textContent = "A new version of the lab is ready.";
  element("offer-take").hidden = false;
  element("offer-take").onclick = async () => {
    if (await keep()) return reload();
    element("offer-text").textContent = "Your browser cannot keep this run across a reload. The new version comes with your next visit.";
    element("offer-take").hidden = true;
  };
  element("offer-later").onclick = close;
  element("offer").hidden = false;
}

/** A link for those whose browser gives no clipboard: selected, so that one key copies it. */
export function showLink(link) {
  const field = element("link-text");
  field.value = link;
  element("link").showModal();
  field.focus();
  field.select();
}
