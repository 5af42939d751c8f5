// Copy, paste and the on-screen keyboard for the lab's text fields, which the browser cannot see.

async function writeClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not allowed, or not a secure page: the text can still be pasted inside the lab.
  }
}

// A phone shows its keyboard for a real text field only. This one is invisible, gets the focus while a field of the
// lab has it, and passes on what is typed: as the difference to what it held before, because such keyboards correct
// and complete whole words.
function connectScreenKeyboard(module, canvas) {
  const field = document.createElement("input");
  Object.assign(field, { id: "typing", type: "text", autocomplete: "off", spellcheck: false, tabIndex: -1 });
  field.setAttribute("autocapitalize", "off");
  field.setAttribute("autocorrect", "off");
  field.setAttribute("aria-hidden", "true");
  document.body.append(field);

  const START = "\u200b\u200b\u200b\u200b";  // something to delete, or a backspace would not be heard
  let held = START;
  const rest = () => { field.value = held = START; };

  field.addEventListener("input", () => {
    const now = field.value;
    let same = 0;
    while (same < now.length && same < held.length && now[same] === held[same]) ++same;
    if (held.length > same) module._lab_backspace([...held.slice(same)].length);
    const typed = now.slice(same).replaceAll("\u200b", "");
    if (typed) module.ccall("lab_text", null, ["string"], [typed]);
    held = now;
    if (now.length < 2) rest();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "Escape") {
      canvas.focus({ preventScroll: true });
      // The lab ends the editing as it would with a keyboard.
      for (const type of ["keydown", "keyup"]) {
        canvas.dispatchEvent(new KeyboardEvent(type, { key: event.key, code: event.code || "Enter",
          keyCode: event.key === "Enter" ? 13 : 27, bubbles: true }));
      }
    }
  });

  // The keyboard opens only within the event of the finger. The lab takes a frame for the press, one for the release
  // and one to settle, so these are drawn here and now.
  canvas.addEventListener("touchend", () => {
    for (let frame = 0; frame < 3; ++frame) module._lab_draw_now();
    const wanted = module._lab_wants_text();
    if (wanted && document.activeElement !== field) {
      rest();
      field.focus({ preventScroll: true });
    } else if (!wanted && document.activeElement === field) {
      canvas.focus({ preventScroll: true });
    }
  });
}

export function connectTyping(module, canvas) {
  module.onLabCopy = writeClipboard;
  document.addEventListener("paste", (event) => {
    if (!module._lab_wants_text()) return;
    event.preventDefault();
    module.ccall("lab_paste", null, ["string"],
      [(event.clipboardData?.getData("text/plain") ?? "").slice(0, 2000)]);
  });
  connectScreenKeyboard(module, canvas);
}
