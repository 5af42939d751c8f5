// Decides which keys the lab gets. SDL listens on the window and keeps what it hears from the browser; this stands
// before it, so that the browser's own shortcuts go on working and nobody is locked in.
//
// - Browser shortcuts (Ctrl, Cmd or Alt with a key, F1 to F12) stay the browser's, except for those that edit text
//   while a text field of the lab has the focus.
// - Tab is the lab's. Shift+Tab leaves the lab backwards, Escape and then Tab leaves it forwards.
// - Keys meant for another element of the page are not the lab's.

const EDITING = new Set(["a", "c", "x", "z", "y", "arrowleft", "arrowright", "backspace", "delete", "home", "end"]);
const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph"]);

function wanted(event, module, canvas, leaving) {
  const target = event.target;
  if (target !== canvas && target !== document.body && target !== document.documentElement) return false;
  if (event.isComposing) return false;
  if (MODIFIERS.has(event.key)) return true;
  if (event.key === "Tab") return !event.shiftKey && !leaving && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (/^F\d+$/.test(event.key)) return false;
  // AltGr, which types on many keyboards, looks like Ctrl and Alt together.
  const typing = event.getModifierState("AltGraph");
  if ((event.ctrlKey || event.metaKey || event.altKey) && !typing) {
    return Boolean(module._lab_wants_text()) && EDITING.has(event.key.toLowerCase());
  }
  return true;
}

function filterKeys(module, canvas) {
  let leaving = false;      // Escape was the last key
  const held = new Map();   // keys whose press the lab has seen: it must see their release as well

  // On the document, which hears a key before the window does.
  document.addEventListener("keydown", (event) => {
    const pass = wanted(event, module, canvas, leaving);
    leaving = event.key === "Escape" || (leaving && MODIFIERS.has(event.key));
    if (pass) held.set(event.code, { key: event.key, code: event.code, keyCode: event.keyCode, bubbles: true });
    else event.stopPropagation();
  });
  document.addEventListener("keypress", (event) => {
    if (!wanted(event, module, canvas, false)) event.stopPropagation();
  });
  document.addEventListener("keyup", (event) => {
    if (!held.delete(event.code)) return event.stopPropagation();
    // macOS keeps the release of a key to itself while Cmd is down.
    if (event.key !== "Meta") return;
    for (const key of [...held.values()]) canvas.dispatchEvent(new KeyboardEvent("keyup", key));
  });
  window.addEventListener("blur", () => held.clear());
}

// Zooming the page stays the browser's: Ctrl with the wheel, and two fingers.
function leaveZoomToBrowser() {
  window.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) event.stopImmediatePropagation();
  }, { capture: true, passive: true });
  for (const type of ["touchstart", "touchmove"]) {
    window.addEventListener(type, (event) => {
      if (event.touches.length > 1) event.stopImmediatePropagation();
    }, { capture: true, passive: true });
  }
}

// A keyboard user who comes back sees where the focus is; a mouse user is not bothered.
function showFocus(canvas) {
  let left = false;
  window.addEventListener("blur", () => { left = false; });
  canvas.addEventListener("blur", () => { left = true; });
  canvas.addEventListener("focus", () => canvas.classList.toggle("focus-ring", left));
  for (const type of ["keydown", "pointerdown"]) {
    window.addEventListener(type, () => {
      left = false;
      canvas.classList.remove("focus-ring");
    }, true);
  }
}

export function connectKeyboard(module, canvas) {
  filterKeys(module, canvas);
  leaveZoomToBrowser();
  showFocus(canvas);
  // Keys reach the lab without a click first.
  canvas.focus({ preventScroll: true });
  canvas.addEventListener("pointerdown", () => canvas.focus({ preventScroll: true }));
}
