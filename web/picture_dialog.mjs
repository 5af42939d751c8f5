// Asks for a picture of the visitor's own, from a file or the camera, and for the part of it that the model shall see.
import { createCrop } from "./crop.mjs";
import { canDecode, decodePicture, planesOf } from "./picture.mjs";

/** Which kind of element each is, index.html says. @returns {any} */
const element = (id) => document.getElementById(id);

/** @param {(planes: Uint8Array) => void} use takes the picture that was chosen */
export function createPictureDialog(use) {
  const dialog = element("picture");
  const video = element("picture-video");
  const shoot = element("picture-shoot");
  const crop = createCrop({ view: element("picture-view"), preview: element("picture-preview"),
    zoom: element("picture-zoom") });
  // A camera that starts and a picture that is decoded take their time. Meanwhile the visitor may have asked for
  // something else, or closed the dialog: then what comes late must not open it.
  let asked = 0;

  function stopCamera() {
    video.srcObject?.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  }

  /** @param {"source"|"live"|"crop"} stage */
  function show(stage) {
    ++asked;
    stopCamera();
    element("picture-problem").hidden = true;
    for (const part of dialog.querySelectorAll("[data-stage]")) part.hidden = part.dataset.stage !== stage;
    element("picture-camera").hidden ||= !navigator.mediaDevices?.getUserMedia;
    if (!dialog.open) dialog.showModal();
  }

  function tell(text) {
    element("picture-problem").textContent = text;
    element("picture-problem").hidden = false;
  }

  /** @param {Promise<ImageBitmap>} coming */
  async function openCrop(coming) {
    const mine = ++asked;
    const inside = dialog.open;
    const wanted = () => mine === asked && dialog.open === inside;
    let bitmap;
    try {
      bitmap = await coming;
    } catch (error) {
      if (!wanted()) return;
      show("source");
      return tell(error.message);
    }
    if (!wanted()) return bitmap.close();
    show("crop");
    crop.open(bitmap);
    element("picture-view").focus();
  }

  const open = (blob, name) => openCrop(decodePicture(blob, name));

  async function openCamera() {
    show("live");
    shoot.disabled = true;  // until there is something to take
    const mine = asked;
    const wanted = () => mine === asked && dialog.open;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (!wanted()) return stream.getTracks().forEach((track) => track.stop());
      video.srcObject = stream;
      await video.play();
      if (!wanted()) return;
      shoot.disabled = false;
      shoot.focus();
    } catch (error) {
      if (!wanted()) return;
      show("source");
      tell(error.name === "NotAllowedError" ? "The browser did not allow the camera."
        : `There is no camera to use (${error.message}).`);
    }
  }

  element("picture-file").addEventListener("click", () => element("choose-picture").click());
  element("picture-camera").addEventListener("click", openCamera);
  shoot.addEventListener("click", () => openCrop(createImageBitmap(video)));
  element("picture-ok").addEventListener("click", () => {
    use(planesOf(crop.result()));
    dialog.close();
  });
  element("picture-cancel").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    // Browsers tell it a frame after the dialog was closed. If it is open again, this was the last picture's closing,
    // and what it would tidy away belongs to the next.
    if (dialog.open) return;
    stopCamera();
    crop.close();
  });

  return {
    /** Asks where the picture shall come from. */
    choose: () => show("source"),
    /** Shows a picture that was chosen, dropped or pasted, or says what is wrong with it. */
    open,
    /** Whether the browser can decode it, whatever its type and name. */
    takes: canDecode,
  };
}
