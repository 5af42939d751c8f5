// Asks for a picture of the visitor's own, from a file or the camera, and for the part of it that the model shall see.
import { createCrop } from "./crop.mjs";
import { decodePicture, planesOf } from "./picture.mjs";

const element = (id) => document.getElementById(id);

/** @param {(planes: Uint8Array) => void} use takes the picture that was chosen */
export function createPictureDialog(use) {
  const dialog = element("picture");
  const video = element("picture-video");
  const crop = createCrop({ view: element("picture-view"), preview: element("picture-preview"),
    zoom: element("picture-zoom") });
  let asked = 0;  // a camera that is slow to start must not open after the dialog was closed

  function stopCamera() {
    ++asked;
    video.srcObject?.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  }

  /** @param {"source"|"live"|"crop"} stage */
  function show(stage) {
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

  async function open(blob, name) {
    let bitmap;
    try {
      bitmap = await decodePicture(blob, name);
    } catch (error) {
      show("source");
      return tell(error.message);
    }
    show("crop");
    crop.open(bitmap);
    element("picture-view").focus();
  }

  async function openCamera() {
    show("live");
    const mine = asked;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (mine !== asked) return stream.getTracks().forEach((track) => track.stop());
      video.srcObject = stream;
      await video.play();
      element("picture-shoot").focus();
    } catch (error) {
      if (mine !== asked) return;
      show("source");
      tell(error.name === "NotAllowedError" ? "The browser did not allow the camera."
        : `There is no camera to use (${error.message}).`);
    }
  }

  element("picture-file").addEventListener("click", () => element("choose-picture").click());
  element("choose-picture").addEventListener("change", ({ target }) => {
    const [file] = target.files;
    target.value = "";  // or the same file could not be chosen again
    if (file) open(file, file.name);
  });
  element("picture-camera").addEventListener("click", openCamera);
  element("picture-shoot").addEventListener("click", async () => {
    if (!video.videoWidth) return;  // the first picture has not come yet
    const bitmap = await createImageBitmap(video);
    show("crop");
    crop.open(bitmap);
    element("picture-view").focus();
  });
  element("picture-ok").addEventListener("click", () => {
    use(planesOf(crop.result()));
    dialog.close();
  });
  element("picture-cancel").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    stopCamera();
    crop.close();
  });

  return {
    /** Asks where the picture shall come from. */
    choose: () => show("source"),
    /** Shows a picture that was dropped or pasted, or says what is wrong with it. */
    open,
  };
}
