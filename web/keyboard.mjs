// Decides which keys the lab gets. SDL listens on the window and keeps what it hears from the browser; this stands
// before it, so that the browser's own shortcuts go on working and nobody is locked in.
//
// - Browser shortcuts (Ctrl, Cmd or Alt with a key, F1 to F12) stay the browser's, except for those that edit text
//   while a text field of the lab has the focus, and undo and redo.
// - Tab and Shift+Tab move between the lab's controls, and out of the lab after the last and before the first.
// - Keys meant for another element of the page are not the lab's.

import { isEmbedded, shareWheel } from "./embedding.mjs";

const EDITING = new Set(["a", "c", "x", "z", "y", "arrowleft", "arrowright", "backspace", "delete", "home", "end"]);
const UNDOING = new Set(["z", "y"]);
const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph"]);

function wanted(event, module, canvas) {
  const target = event.target;
  if (target !== canvas && target !== document.body && target !== document.documentElement) return false;
  if (event.isComposing) return false;
  if (MODIFIERS.has(event.key)) return true;
  // AltGr, which types on many keyboards, looks like Ctrl and Alt together.
  const command = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
  if (event.key === "Tab") return !command && !module._lab_focus_ends(!event.shiftKey);
  if (/^F\d+$/.test(event.key)) return false;
  if (!command) return true;
  const key = event.key.toLowerCase();
  return module._lab_wants_text() ? EDITING.has(key) : UNDOING.has(key) && !event.altKey;
}

function filterKeys(module, canvas, leave) {
  const held = new Map();   // keys whose press the lab has seen: it must see their release as well

  // On the document, which hears a key before the window does.
  document.addEventListener("keydown", (event) => {
    if (wanted(event, module, canvas)) {
      held.set(event.code, { key: event.key, code: event.code, keyCode: event.keyCode, bubbles: true });
      return;
    }
    event.stopPropagation();
    if (event.key === "Tab" && !event.ctrlKey && !event.altKey && !event.metaKey && event.target === canvas) leave();
  });
  document.addEventListener("keypress", (event) => {
    if (!wanted(event, module, canvas)) event.stopPropagation();
  });
  document.addEventListener("keyup", (event) => {
    if (!held.delete(event.code)) return event.stopPropagation();
    // macOS keeps the release of a key to itself while Cmd is down.
    if (event.key !== "Meta") return;
    for (const key of [...held.values()]) canvas.dispatchEvent(new KeyboardEvent("keyup", key));
  });
  window.addEventListener("blur", () => held.clear());
}

// The browser goes from element to element and sees one canvas. What stands before and after it tells from which side
// Tab came in. Returns what lets Tab pass them on the way out.
function doors(module, canvas) {
  const sides = [false, true].map((forward) => {
    const side = document.createElement("span");
    side.tabIndex = 0;
    side.className = "spoken";
    side.addEventListener("focus", () => {
      canvas.focus({ preventScroll: true });
      module._lab_focus_enter(forward);
    });
    if (forward) canvas.before(side);
    else canvas.after(side);
    return side;
  });
  canvas.tabIndex = -1;
  return () => {
    module._lab_focus_leave();
    for (const side of sides) side.tabIndex = -1;
    // Once the browser has moved the focus, they stand again.
    setTimeout(() => { for (const side of sides) side.tabIndex = 0; });
  };
}

// Zooming belongs to the picture on it: two fingers that both came down there, and Ctrl with the wheel, which is how a
// pinch on a trackpad arrives. Everywhere else it stays the browser's.
function shareZoom(module, canvas) {
  const onPicture = ({ clientX, clientY }) => {
    const { left, top } = canvas.getBoundingClientRect();
    return Boolean(module._lab_pinches_at(clientX - left, clientY - top));
  };
  const mayZoom = shareWheel(module, canvas, onPicture);
  window.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.stopImmediatePropagation();
    if (event.target !== canvas || !onPicture(event) || !mayZoom()) return;
    event.preventDefault();
    // A trackpad sends many small steps where a wheel sends one of about 100.
    const { clientX, clientY } = event;
    const deltaY = Math.max(-100, Math.min(100, 8 * event.deltaY));
    canvas.dispatchEvent(new WheelEvent("wheel", { clientX, clientY, deltaY, bubbles: true, cancelable: true }));
  }, { capture: true, passive: false });
  const ours = new Set();  // fingers that came down on the picture
  for (const type of /** @type {const} */ (["touchstart", "touchmove"])) {
    window.addEventListener(type, (event) => {
      if (type === "touchstart") {
        for (const touch of event.changedTouches) {
          if (event.target === canvas && onPicture(touch)) ours.add(touch.identifier);
        }
      }
      const all = [...event.touches];
      if (all.length > 1 && !all.every((touch) => ours.has(touch.identifier))) event.stopImmediatePropagation();
    }, { capture: true, passive: true });
  }
  for (const type of /** @type {const} */ (["touchend", "touchcancel"])) {
    window.addEventListener(type, ({ changedTouches }) => {
      for (const touch of changedTouches) ours.delete(touch.identifier);
    }, { capture: true, passive: true });
  }
}

export function connectKeyboard(module, canvas) {
  filterKeys(module, canvas, doors(module, canvas));
  shareZoom(module, canvas);
  // Keys reach the lab without a click first.
  if (!isEmbedded) canvas.focus({ preventScroll: true });
  canvas.addEventListener("pointerdown", () => canvas.focus({ preventScroll: true }));
}
