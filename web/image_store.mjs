// The lab's own store of images, seen from JavaScript: hands bytes to the module and throws what it refuses.

/**
 * @typedef {object} ImageStore
 * @property {() => void} wait something is being asked for
 * @property {(about: {source: string, standIn: boolean, train: number, test: number, bytes: number, goOn: boolean}) =>
 *   void} beginShards
 * @property {(part: "train"|"test", bytes: Uint8Array, name: string) => void} addShard decompressed
 * @property {(head: Uint8Array) => boolean} beginsTar
 * @property {(about: {source: string, train: number, test: number, bytes: number, add: boolean}) => void} beginFiles
 *   throws if that would be too many images
 * @property {(part: "train"|"test", bytes: Uint8Array, name: string, first: number) => void} addRecords of a file, from
 *   this one of its records on
 * @property {(name: string) => void} beginArchive
 * @property {(bytes: Uint8Array) => void} addArchiveBytes
 * @property {() => void} endArchive
 * @property {() => void} endFiles
 * @property {(bytes: number) => void} progress
 * @property {(text: string) => void} message what went wrong while it goes on
 * @property {(message: string, failed: boolean) => void} end nothing more will come
 * @property {(planes: Uint8Array) => void} setPicture
 */

/** @returns {ImageStore} */
export function openImageStore(module) {
  const call = (name, types = [], args = []) => module.ccall(name, null, types, args);
  const ask = (name, types = [], args = []) => {
    const refused = module.ccall(name, "string", types, args);
    if (refused) throw new Error(refused);
  };
  // The module's memory may have moved since the last call: its view is taken anew each time.
  const withBytes = (bytes, use) => {
    const at = module._malloc(Math.max(bytes.length, 1));
    if (!at) throw new Error("The browser has no memory left for these images.");
    try {
      module.HEAPU8.set(bytes, at);
      return use(at, bytes.length);
    } finally {
      module._free(at);
    }
  };
  const isTest = (part) => part === "test" ? 1 : 0;

  return {
    wait: () => call("lab_images_wait"),
    beginShards: ({ source, standIn, train, test, bytes, goOn }) => call("lab_images_begin",
      ["string", "number", "number", "number", "number", "number"],
      [source, standIn ? 1 : 0, train, test, bytes, goOn ? 1 : 0]),
    addShard: (part, bytes, name) => withBytes(bytes, (at, size) => ask("lab_images_shard",
      ["number", "number", "number", "string"], [isTest(part), at, size, name])),
    beginsTar: (head) => withBytes(head, (at, size) => Boolean(module._lab_begins_tar(at, size))),
    beginFiles: ({ source, train, test, bytes, add }) => ask("lab_files_begin",
      ["string", "number", "number", "number", "number"], [source, train, test, bytes, add ? 1 : 0]),
    addRecords: (part, bytes, name, first) => withBytes(bytes, (at, size) => ask("lab_files_records",
      ["number", "number", "number", "string", "number"], [isTest(part), at, size, name, first])),
    beginArchive: (name) => call("lab_archive_begin", ["string"], [name]),
    addArchiveBytes: (bytes) => withBytes(bytes, (at, size) => ask("lab_archive_bytes", ["number", "number"],
      [at, size])),
    endArchive: () => ask("lab_archive_end"),
    endFiles: () => ask("lab_files_end"),
    progress: (bytes) => call("lab_images_progress", ["number"], [bytes]),
    message: (text) => call("lab_images_message", ["string"], [text]),
    end: (message, failed) => call("lab_images_end", ["string", "number"], [message, failed ? 1 : 0]),
    setPicture: (planes) => withBytes(planes, (at, size) => ask("lab_picture", ["number", "number"], [at, size])),
  };
}
