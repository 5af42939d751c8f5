// CIFAR-10 files that the visitor gives: read, decompressed and taken apart on their own machine. Nothing is uploaded.
// An archive streams through in small pieces, because it would not fit the page's memory beside its images.
import { nameOf, namesOf } from "./file_names.mjs";
import { ImagesError, StoppedError } from "./images.mjs";

const RECORD = 3073;
const PIECE = 10_000 * RECORD;  // as much of a .bin file as is in memory at once
const SLICE = 1 << 18;  // of an archive
const HEAD = 512;      // bytes by which a file is known
const MOST_FILES = 100;
const EXPECTED = "cifar-10-binary.tar.gz or .bin files of CIFAR-10's binary version";
const ARCHIVE = /\.(tar\.gz|tgz|gz|tar)$/i;
// What systems and the archive itself put beside the batches.
const COMPANION = /^(\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|batches\.meta\.txt|readme\.html)$/i;

const partOf = ({ name }) => /test/i.test(name) ? "test" : "train";
// data_batch_2 before data_batch_10, however they were selected.
const byNumber = (a, b) => a.name.localeCompare(b.name, "en", { numeric: true });
const isGzip = (head) => head[0] === 0x1f && head[1] === 0x8b;
const headOf = async (file) => new Uint8Array(await file.slice(0, HEAD).arrayBuffer());

// Decompresses the pieces that next() gives until one is empty. Returns the error of a piece that is refused.
async function inflate(next, take) {
  const { readable, writable } = new DecompressionStream("gzip");
  const [reader, writer] = [readable.getReader(), writable.getWriter()];
  const taking = (async () => {
    for (let piece; !(piece = await reader.read()).done;) take(piece.value);
  })();
  try {
    for (let bytes; (bytes = await next()).length > 0;) await Promise.race([writer.write(bytes), taking]);
    await Promise.all([writer.close(), taking]);
    return null;
  } catch (error) {
    writer.abort(error).catch(() => {});
    const why = await taking.catch((reason) => reason) ?? error;
    if (why instanceof TypeError) return why;
    throw why;
  }
}

// A stream of the browser's knows one member of a gzip. It refuses what is behind it, and loses what it made of the same
// piece: a piece that was refused is given again in smaller ones, down to a byte. Then all has been taken, and the place
// is known where another member may begin. Returns why a gzip ends before its file.
async function gunzipMembers(file, take, step) {
  for (let start = 0, bad = 0; ; start = bad) {
    let taken = 0;  // bytes that the member gave so far
    let error;
    for (let size = SLICE; size > 0; size >>= 9) {
      let at = start, last = 0, made = 0;
      error = await inflate(async () => {
        const length = at < bad ? Math.min(SLICE, bad - at) : size;
        const bytes = await file.slice(at, at + length).arrayBuffer();
        last = bytes.byteLength;
        step(at += last);
        return new Uint8Array(bytes);
      }, (bytes) => {
        take(bytes.subarray(Math.max(taken - made, 0)));
        made += bytes.length;
        taken = Math.max(taken, made);
      });
      if (!error || last === 0) return error;  // whole, or cut short
      bad = at - last;
    }
    if (!isGzip(await headOf(file.slice(bad)))) return error;
  }
}

async function readArchive(store, file, signal, passed) {
  const gzip = isGzip(await headOf(file));
  if (gzip && typeof DecompressionStream !== "function") {
    throw new ImagesError(`This browser cannot decompress ${nameOf(file)}. Unpack it and choose its .bin files instead.`);
  }
  store.beginArchive(nameOf(file));
  let seen = 0;
  const step = (at) => {
    signal.throwIfAborted();
    passed(Math.max(at - seen, 0));
    seen = Math.max(at, seen);
  };
  let damage = null;
  if (gzip) {
    damage = await gunzipMembers(file, (bytes) => store.addArchiveBytes(bytes), step);
  } else {
    for (let at = 0; at < file.size; step(at += SLICE)) {
      store.addArchiveBytes(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
    }
  }
  try {
    store.endArchive();  // damage behind the last batch does not matter
  } catch (error) {
    if (!damage || error instanceof WebAssembly.RuntimeError) throw error;
    throw new ImagesError(`${nameOf(file)} cannot be decompressed: it is damaged or cut short. Download it again. Expected: ` +
      `${EXPECTED}.`);
  }
}

async function readRecords(store, file, signal, passed) {
  for (let at = 0; at < file.size || at === 0; at += PIECE) {
    const bytes = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    signal.throwIfAborted();
    store.addRecords(partOf(file), bytes, nameOf(file), at / RECORD);
    passed(bytes.length);
  }
}

function readable(error, files) {
  if (error?.name !== "NotReadableError" && error?.name !== "NotFoundError") return error;
  return new ImagesError(`${namesOf(files)} cannot be read; a folder cannot be dropped, its files can. Expected: ` +
    `${EXPECTED}.`);
}

/**
 * @param {import("./image_store.mjs").ImageStore} store
 * @param {{load: Function, cancel: () => Promise<void>, forget: () => void}} loader of the images beside the page, which
 *   gives way
 */
export function createFileReader(store, loader) {
  let own = new Map();  // by name, files of records whose images the lab has
  let controller = null;
  let reading = null;

  const beginsArchive = (head) => isGzip(head) || store.beginsTar(head);
  const holdsRecords = (file, head) => /\.bin$/i.test(file.name) ||
    (file.size > 0 && file.size % RECORD === 0 && head[0] < 10);

  // Files that came earlier are read again if new ones belong before them.
  function together(files) {
    if (own.size === 0 || files.some(({ name }) => own.has(name))) return { add: false, all: files };
    const before = (file) => [...own.values()].some((other) => partOf(file) === partOf(other) && byNumber(file, other) < 0);
    return files.some(before) ? { add: false, all: [...own.values(), ...files].sort(byNumber) } : { add: true, all: files };
  }

  async function read(given, signal) {
    const files = given.filter(({ name }) => !COMPANION.test(name)).sort(byNumber);
    const heads = await Promise.all(files.map(headOf));
    const archive = files.length === 1 && (ARCHIVE.test(files[0].name) || beginsArchive(heads[0]));
    if (files.length === 0 || (files.length > 1 && heads.some(beginsArchive))) {
      throw new ImagesError(`${namesOf(given)}: ${files.length ? "these do not go together" : "there are no images in it"}. ` +
        `Expected: ${EXPECTED}.`);
    }
    const twice = files.find(({ name }, i) => name === files[i + 1]?.name);
    if (twice) throw new ImagesError(`${nameOf(twice)} was given twice, from two folders perhaps. Choose one of them.`);
    const { add, all } = archive ? { add: false, all: files } : together(files);
    const images = (part) => archive ? 0 : Math.floor(all.filter((file) => partOf(file) === part)
      .reduce((sum, { size }) => sum + size, 0) / RECORD);
    store.beginFiles({ source: namesOf(add ? [...own.values(), ...files] : all), train: images("train"),
      test: images("test"), bytes: all.reduce((sum, { size }) => sum + size, 0), add });
    let done = 0;
    const passed = (bytes) => store.progress(done += bytes);
    for (const file of all) await (archive ? readArchive : readRecords)(store, file, signal, passed);
    store.endFiles();
    loader.forget();
    own = new Map(archive ? [] : [...(add ? own : []), ...all.map((file) => [file.name, file])]);
  }

  return {
    /** Which of the files are CIFAR-10's, whatever their names, and which may be something else. Rejects in words. */
    async sort(given) {
      if (given.length > MOST_FILES) {
        throw new ImagesError(`${namesOf(given)}: at most ${MOST_FILES} files are read at once. Expected: ${EXPECTED}.`);
      }
      const files = given.filter(({ name }) => !COMPANION.test(name));
      const isData = (file, head) => ARCHIVE.test(file.name) || beginsArchive(head) || holdsRecords(file, head);
      const heads = await Promise.all(files.map(headOf)).catch((error) => { throw readable(error, files); });
      const data = files.filter((file, i) => isData(file, heads[i]));
      return { data, others: files.filter((file) => !data.includes(file)) };
    },
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
    forget() { own = new Map(); },
  };
}
