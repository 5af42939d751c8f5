// The square that the model will see of a picture: dragged, moved with the arrow keys, zoomed.
import { shrink } from "./picture.mjs";

const SMALLEST = 16;  // pixels of the picture
const LONGEST_SIDE = 6;  // times the shorter one: of what is longer, a part is shown at a time

/**
 * @param {object} parts
 * @param {HTMLCanvasElement} parts.view the picture, as large as its parent has room
 * @param {HTMLCanvasElement} parts.preview 32 × 32 pixels
 * @param {HTMLInputElement} parts.zoom from 0 to 100
 */
export function createCrop({ view, preview, zoom }) {
  let bitmap = null;
  let box = null;        // in pixels of the picture
  let part = null;       // what is shown of it, likewise
  let shown = 1;         // CSS pixels of the view for a pixel of the picture
  let drag = null;       // where in the box, in pixels of the picture, it is held
  let framed = false;

  const largest = () => Math.min(bitmap.width, bitmap.height);
  const smallest = () => Math.min(SMALLEST, largest());

  const isPart = () => part.width < bitmap.width || part.height < bitmap.height;

  function fit() {
    const room = view.parentElement;
    shown = Math.min(room.clientWidth / part.width, room.clientHeight / part.height);
    const [width, height] = [part.width * shown, part.height * shown];
    view.width = Math.max(Math.round(width * devicePixelRatio), 1);
    view.height = Math.max(Math.round(height * devicePixelRatio), 1);
    view.style.width = `${width}px`;
    view.style.height = `${height}px`;
  }

  function draw() {
    framed = false;
    if (!bitmap) return;
    fit();
    const scale = view.width / part.width;
    const context = view.getContext("2d");
    context.fillStyle = "white";  // what is transparent, as the model sees it
    context.fillRect(0, 0, view.width, view.height);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, part.x, part.y, part.width, part.height, 0, 0, view.width, view.height);
    const [x, y, size] = [box.x - part.x, box.y - part.y, box.size].map((length) => length * scale);
    context.fillStyle = "rgb(0 0 0 / 55%)";
    context.beginPath();
    context.rect(0, 0, view.width, view.height);
    context.rect(x, y, size, size);
    context.fill("evenodd");
    const line = 2 * devicePixelRatio;
    context.lineWidth = line;
    context.strokeStyle = "white";
    context.strokeRect(x + line / 2, y + line / 2, size - line, size - line);  // whole even at the picture's edge
    preview.getContext("2d").putImageData(shrink(bitmap, box), 0, 0);
  }

  function drawSoon() {
    if (!framed) requestAnimationFrame(draw);
    framed = true;
  }

  function place(x, y, size = box.size) {
    size = Math.min(Math.max(size, smallest()), largest());
    box = { x: Math.min(Math.max(x, 0), bitmap.width - size), y: Math.min(Math.max(y, 0), bitmap.height - size), size };
    // The part follows.
    part.x = Math.min(Math.max(part.x, box.x + size - part.width), box.x);
    part.y = Math.min(Math.max(part.y, box.y + size - part.height), box.y);
    drawSoon();
  }

  function resize(size) {
    size = Math.min(Math.max(size, smallest()), largest());
    place(box.x + (box.size - size) / 2, box.y + (box.size - size) / 2, size);
    const range = Math.log(smallest() / largest());
    zoom.value = /** @type {any} */ (range === 0 ? 0 : 100 * Math.log(size / largest()) / range);
  }

  const placeOf = ({ offsetX, offsetY }) => [part.x + offsetX / shown, part.y + offsetY / shown];

  zoom.addEventListener("input", () => {
    const size = largest() * (smallest() / largest()) ** (/** @type {any} */ (zoom.value) / 100);
    place(box.x + (box.size - size) / 2, box.y + (box.size - size) / 2, size);
  });
  view.addEventListener("wheel", (event) => {
    event.preventDefault();
    resize(box.size * (event.deltaY > 0 ? 1.1 : 1 / 1.1));
  }, { passive: false });
  view.addEventListener("keydown", (event) => {
    const step = box.size * (event.shiftKey ? 0.1 : 0.02) * (isPart() ? 50 : 1);
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) place(box.x + moves[event.key][0], box.y + moves[event.key][1]);
    else if (event.key === "+" || event.key === "=") resize(box.size / 1.1);
    else if (event.key === "-") resize(box.size * 1.1);
    else return;
    event.preventDefault();
  });
  view.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    const [x, y] = placeOf(event);
    const inside = x >= box.x && y >= box.y && x < box.x + box.size && y < box.y + box.size;
    if (!inside) place(x - box.size / 2, y - box.size / 2);
    drag = { x: x - box.x, y: y - box.y };
    view.setPointerCapture(event.pointerId);
  });
  view.addEventListener("pointermove", (event) => {
    if (!drag || !event.isPrimary) return;
    const [x, y] = placeOf(event);
    place(x - drag.x, y - drag.y);
  });
  // Told however the pointer goes: lifted, cancelled, or taken by the browser.
  view.addEventListener("lostpointercapture", () => { drag = null; });
  new ResizeObserver(drawSoon).observe(view.parentElement);

  return {
    /** Shows a picture with the largest square in its middle. */
    open(picture) {
      this.close();
      bitmap = picture;
      zoom.value = /** @type {any} */ (0);
      const middle = (width, height) =>
        ({ x: (bitmap.width - width) / 2, y: (bitmap.height - height) / 2, width, height });
      const most = LONGEST_SIDE * largest();
      part = middle(Math.min(bitmap.width, most), Math.min(bitmap.height, most));
      box = { ...middle(largest(), largest()), size: largest() };
      draw();
    },
    /** What the model will see. @returns {ImageData} */
    result: () => shrink(bitmap, box),
    close() {
      bitmap?.close();
      bitmap = null;
      drag = null;
    },
  };
}
