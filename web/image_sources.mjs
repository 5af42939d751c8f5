// What reads images, wherever they come from: loaded when the first are wanted.
export { createFileReader, isArchive, isRecords } from "./image_files.mjs";
export { createImageLoader } from "./images.mjs";
