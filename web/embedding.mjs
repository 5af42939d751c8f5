// The lab inside another page. It takes there what it was given: the focus once somebody clicked into it, and of the wheel
// what it has a use for; the rest scrolls the page around it.

export const isEmbedded = window.parent !== window;

/**
 * @param {LabModule} module the running WebAssembly module
 * @param {HTMLCanvasElement} canvas
 * @param {(event: MouseEvent) => boolean} onPicture whether that place zooms
 * @returns {() => boolean} whether the wheel may zoom now
 */
export function shareWheel(module, canvas, onPicture) {
  if (!isEmbedded) return () => true;
  let entered = false;
  canvas.addEventListener("pointerdown", () => { entered = true; });
  window.addEventListener("blur", () => { entered = false; });
  // The wheel goes on to the page around only if this one lets it.
  for (const part of [document.documentElement, document.body]) part.style.overscrollBehavior = "auto";
  window.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey || event.target !== canvas) return;
    const { left, top } = canvas.getBoundingClientRect();
    const scrolls = module._lab_scrolls_at(event.clientX - left, event.clientY - top, event.deltaY > 0);
    if (!scrolls && !(entered && onPicture(event))) event.stopImmediatePropagation();
  }, { capture: true, passive: true });
  return () => entered;
}
