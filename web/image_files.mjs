// CIFAR-10 files that the visitor gives: read, decompressed and taken apart on their own machine. Nothing is uploaded.
// An archive streams through in small pieces, because it would not fit the page's memory beside its images.
import { ImagesError, StoppedError } from "./images.mjs";

const RECORD = 3073;
const PIECE = 10_000 * RECORD;  // as much of a .bin file as is in memory at once
const EXPECTED = "cifar-10-binary.tar.gz or .bin files of CIFAR-10's binary version";

const number = (count) => count.toLocaleString("en");

export const isArchive = (name) => /\.(tar\.gz|tgz|gz|tar)$/i.test(name);
export const isRecords = (name) => /\.bin$/i.test(name);
const partOf = (name) => /test/i.test(name) ? "test" : "train";

const isGzip = (head) => head[0] === 0x1f && head[1] === 0x8b;

// Counts what passes, and lets the page draw: reading from memory never waits for anything.
function watched(stream, passed) {
  let last = 0;
  return stream.pipeThrough(new TransformStream({
    async transform(chunk, controller) {
      passed(chunk.length);
      if (performance.now() - last > 50) {
        await new Promise((resolve) => setTimeout(resolve));
        last = performance.now();
      }
      controller.enqueue(chunk);
    },
  }));
}

async function readArchive(store, file, signal, passed) {
  const gzip = isGzip(new Uint8Array(await file.slice(0, 2).arrayBuffer()));
  if (!gzip && !/\.tar$/i.test(file.name)) {
    throw new ImagesError(`${file.name} is not compressed with gzip, whatever its name says. Expected: ${EXPECTED}.`);
  }
  if (gzip && typeof DecompressionStream !== "function") {
    throw new ImagesError(`This browser cannot decompress ${file.name}. Unpack it and choose its .bin files instead.`);
  }
  let stream = watched(file.stream(), passed);
  if (gzip) stream = stream.pipeThrough(new DecompressionStream("gzip"));
  store.beginArchive(file.name);
  const reader = stream.getReader();
  try {
    for (;;) {
      let piece;
      try {
        piece = await reader.read();
      } catch (error) {
        throw new ImagesError(`${file.name} cannot be decompressed: it is damaged or cut short. Expected: ${EXPECTED}.`);
      }
      signal.throwIfAborted();
      if (piece.done) break;
      store.addArchiveBytes(piece.value);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
  store.endArchive();
}

async function readRecords(store, file, signal, passed) {
  for (let at = 0; at < file.size || at === 0; at += PIECE) {
    const bytes = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    signal.throwIfAborted();
    store.addRecords(partOf(file.name), bytes, at ? `${file.name}, from record ${number(at / RECORD)}` : file.name);
    passed(bytes.length);
  }
}

function readable(error, files) {
  if (error?.name !== "NotReadableError" && error?.name !== "NotFoundError") return error;
  return new ImagesError(`${files.map(({ name }) => name).join(", ")} cannot be read; a folder cannot be dropped, its ` +
    `files can. Expected: ${EXPECTED}.`);
}

/**
 * @param {import("./image_store.mjs").ImageStore} store
 * @param {{load: Function, cancel: () => Promise<void>, forget: () => void}} loader of the images beside the page, which
 *   gives way
 */
export function createFileReader(store, loader) {
  let own = new Set();  // .bin files whose images the lab has
  let controller = null;
  let reading = null;

  async function read(files, signal) {
    const archives = files.filter(({ name }) => isArchive(name));
    const records = files.filter(({ name }) => isRecords(name));
    const names = files.map(({ name }) => name).join(", ");
    if (archives.length + records.length < files.length) {
      throw new ImagesError(`${names}: this is no file of CIFAR-10. Expected: ${EXPECTED}.`);
    }
    if (archives.length > 1 || (archives.length && records.length)) {
      throw new ImagesError(`${names}: these do not go together. Expected: ${EXPECTED}.`);
    }
    const add = records.length > 0 && own.size > 0 && records.every(({ name }) => !own.has(name));
    const images = (part) => Math.floor(records.filter(({ name }) => partOf(name) === part)
      .reduce((sum, { size }) => sum + size, 0) / RECORD);
    const total = files.reduce((sum, { size }) => sum + size, 0);
    store.beginFiles({ source: [...(add ? own : []), ...files.map(({ name }) => name)].join(", "),
      train: images("train"), test: images("test"), bytes: total, add });
    let done = 0;
    const passed = (bytes) => store.progress(done += bytes);
    for (const file of files) await (isArchive(file.name) ? readArchive : readRecords)(store, file, signal, passed);
    store.endFiles();
    loader.forget();
    own = new Set([...(add ? own : []), ...records.map(({ name }) => name)]);
  }

  return {
    /** Reads files that go together. Rejects in words, and leaves the images as they were, if anything is wrong. */
    async read(files) {
      await loader.cancel();
      await this.cancel();
      controller = new AbortController();
      const { signal } = controller;
      reading = read(files, signal).catch((error) => {
        if (error instanceof WebAssembly.RuntimeError) throw error;
        const told = signal.aborted ? signal.reason : readable(error, files);
        store.end(told.message, !signal.aborted);
        throw told;
      });
      return reading;
    },
    async cancel() {
      controller?.abort(new StoppedError("Stopped. The images are as they were."));
      await reading?.catch(() => {});
    },
    /** The images beside the page are loaded again: the visitor's own are gone. */
    forget() { own = new Set(); },
  };
}
