// What reads images, wherever they come from: loaded when the first are wanted.
export { nameOf, namesOf } from "./file_names.mjs";
export { createFileReader } from "./image_files.mjs";
export { createImageLoader } from "./images.mjs";
