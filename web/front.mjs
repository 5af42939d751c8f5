// The page's own texts: what is loading, what is wrong. Knows nothing of the lab.

const element = (id) => document.getElementById(id);

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

export function showProgress(received, total) {
  element("loading").hidden = false;
  element("problem").hidden = true;
  const bar = element("progress");
  if (total > 0) {
    bar.value = received / total;
    element("progress-text").textContent = `Loading… ${megabytes(received)} of ${megabytes(total)}`;
  } else {
    bar.removeAttribute("value");
    element("progress-text").textContent = received > 0 ? `Loading… ${megabytes(received)}` : "Loading…";
  }
}

export function showStarting() {
  element("progress").value = 1;
  element("progress-text").textContent = "Starting…";
}

/** The lab is there: the canvas takes over. */
export function hideFront() {
  element("front").hidden = true;
}

/**
 * Something without which there is no lab.
 * @param {{title: string, text: string, detail?: string, button?: string, action?: () => void}} problem
 */
export function showProblem({ title, text, detail = "", button = "", action }) {
  element("front").hidden = false;
  element("loading").hidden = true;
  element("problem").hidden = false;
  element("problem-title").textContent = title;
  element("problem-text").textContent = text;
  element("problem-detail").textContent = detail;
  const knob = element("problem-button");
  knob.hidden = !button;
  knob.textContent = button;
  knob.onclick = action ?? null;
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
  fading = setTimeout(() => { element("toast").hidden = true; }, 4000);
}

/** A link for those whose browser gives no clipboard: selected, so that one key copies it. */
export function showLink(link) {
  const field = element("link-text");
  field.value = link;
  element("link").showModal();
  field.focus();
  field.select();
}
