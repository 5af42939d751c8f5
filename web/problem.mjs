// Says on the page why there is no lab, and offers a way out.

/** Which kind of element each is, index.html says. @returns {any} */
const element = (id) => document.getElementById(id);

// A page that was cut short has no place for it.
function addProblem() {
  const block = document.createElement("div");
  for (const [name, tag] of [["title", "h2"], ["text", "p"], ["detail", "p"], ["button", "button"]]) {
    const part = document.createElement(tag);
    part.id = `problem-${name}`;
    block.append(part);
  }
  block.id = "problem";
  block.setAttribute("role", "alert");
  (document.body || document.documentElement).append(block);
}

/**
 * Something without which there is no lab.
 * @param {{title: string, text: string, detail?: string, button?: string, action?: () => void, waiting?: boolean}} problem
 *   waiting: it may pass by itself
 */
export function showProblem({ title, text, detail = "", button = "", action, waiting = false }) {
  if (!element("problem")) addProblem();
  const shown = element("problem");
  if (waiting && !shown.hidden && !shown.hasAttribute("data-waiting")) return;  // that one will not pass
  for (const [id, hidden] of [["front", false], ["loading", true], ["problem", false]]) {
    if (element(id)) element(id).hidden = hidden;
  }
  element("problem").toggleAttribute("data-waiting", waiting);
  element("problem-title").textContent = title;
  element("problem-text").textContent = text;
  element("problem-detail").textContent = detail;
  const knob = element("problem-button");
  knob.hidden = !button;
  knob.textContent = button;
  knob.onclick = action || null;
}
