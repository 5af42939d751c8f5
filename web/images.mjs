// Fetches the images that lie beside the page: a manifest, then its shards one after the other, so that training can
// start on the first. What is damaged or missing is tried again, then named, and the rest stays usable.

import { keepList, keepShard } from "./kept_images.mjs";

const TRIES = 3;
const PAUSES = [400, 1500];  // milliseconds before the second and the third try
const FOLDER = new URL("images/", document.baseURI);
const LIST = new URL("manifest.json", FOLDER);
const urlOf = ({ file }) => new URL(file, FOLDER).href;
const OWN_FILES = "Choose or drop CIFAR-10 files of your own: cifar-10-binary.tar.gz, or its .bin files.";

const number = (count) => count.toLocaleString("en");

export class ImagesError extends Error {}
/** The visitor wished it. */
export class StoppedError extends ImagesError {
  stopped = true;
}

// Trying again would not help.
const isFinal = (error) => error instanceof ImagesError || error instanceof WebAssembly.RuntimeError;

/** Decompresses gzip, whole. */
export async function gunzip(bytes) {
  if (typeof DecompressionStream !== "function") {
    throw new ImagesError("This browser cannot decompress gzip; its later versions can.");
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Rejects with the signal's reason as soon as it aborts. @returns {Promise<void>} */
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => { clearTimeout(timer); reject(signal.reason); };
    const timer = setTimeout(() => { signal.removeEventListener("abort", stop); resolve(); }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}

async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Whatever a manifest says, only files of its own folder are fetched, and only as much memory is taken as images need.
export function checkManifest(manifest) {
  const whole = (value, least) => Number.isInteger(value) && value >= least;
  if (manifest?.version !== 1) {
    throw new ImagesError(`images/manifest.json has version ${manifest?.version}; this page reads version 1.`);
  }
  const sound = whole(manifest.train, 1) && whole(manifest.test, 0) && Array.isArray(manifest.shards) &&
    manifest.shards.every((shard) => ["train", "test"].includes(shard?.part) && /^[\w-][\w.-]*$/.test(shard.file) &&
      whole(shard.images, 1) && shard.images <= 7e4 && whole(shard.bytes, 1) && shard.bytes <= 4e3 * shard.images &&
      /^[0-9a-f]{64}$/.test(shard.sha256));
  if (!sound) throw new ImagesError(`images/manifest.json is damaged. ${OWN_FILES}`);
  return manifest;
}

async function fetchManifest(signal) {
  let response;
  try {
    response = await fetch(LIST, { cache: "no-cache", signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new ImagesError(`The list of images could not be fetched (${error.message}). ${OWN_FILES}`);
  }
  if (response.status === 404) throw new ImagesError(`This build of the lab has no images. ${OWN_FILES}`);
  if (!response.ok) {
    throw new ImagesError(`The server answered ${response.status} for images/manifest.json. ${OWN_FILES}`);
  }
  let manifest;
  try {
    manifest = await response.json();
  } catch (error) {
    signal.throwIfAborted();
    throw new ImagesError(`images/manifest.json is no JSON text. ${OWN_FILES}`);
  }
  return checkManifest(manifest);
}

// One try. The second and third pass by the browser's cache, which may hold the very damage.
async function fetchShard(shard, again, signal, progress) {
  const response = await fetch(urlOf(shard), { cache: again ? "reload" : "default", signal });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  const file = new Uint8Array(shard.bytes);
  let received = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (received + value.length > shard.bytes) {
      reader.cancel().catch(() => {});
      throw new Error(`it is damaged: longer than its ${number(shard.bytes)} bytes`);
    }
    file.set(value, received);
    received += value.length;
    progress(received);
  }
  if (received < shard.bytes) {
    throw new Error(`it is cut short: ${number(received)} of ${number(shard.bytes)} bytes came`);
  }
  // Outside of secure pages there is no SHA-256; gzip's own checksum and the decoder still look at every byte.
  if (crypto.subtle && await sha256(file) !== shard.sha256) throw new Error("it is damaged: its SHA-256 is another");
  let records;
  try {
    records = await gunzip(file);
  } catch (error) {
    if (error instanceof ImagesError) throw error;
    throw new Error("it is damaged: it cannot be decompressed");
  }
  keepShard(urlOf(shard), file);
  return records;
}

/**
 * @param {import("./image_store.mjs").ImageStore} store
 * @param {() => {train: number}} state what the lab says of its images
 */
export function createImageLoader(store, state) {
  let loading = null;     // the promise of the loading that is under way
  let controller = null;
  let manifestText = "";
  let had = new Set();    // shards that the lab has, of the manifest above

  async function loadShard(shard, base, signal) {
    for (let attempt = 1; ; ++attempt) {
      try {
        const bytes = await fetchShard(shard, attempt > 1, signal, (received) => store.progress(base + received));
        signal.throwIfAborted();
        store.addShard(shard.part, bytes, shard.file);
        if (attempt > 1) store.message("");
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (isFinal(error)) throw error;
        const what = `Shard ${shard.file} did not arrive: ${error.message.replace(/\.$/, "")}`;
        if (attempt === TRIES) throw new Error(what);
        store.progress(base);
        store.message(`${what}. Trying again (${attempt + 1} of ${TRIES})…`);
        await pause(PAUSES[attempt - 1], signal);
      }
    }
  }

  async function load(signal) {
    const manifest = await fetchManifest(signal);
    const text = JSON.stringify(manifest);
    if (text !== manifestText) [manifestText, had] = [text, new Set()];
    const shards = [...manifest.shards.filter(({ part }) => part === "train"),
      ...manifest.shards.filter(({ part }) => part === "test")];
    store.beginShards({ source: String(manifest.source), standIn: Boolean(manifest.stand_in), train: manifest.train,
      test: manifest.test, bytes: shards.reduce((sum, { bytes }) => sum + bytes, 0), goOn: had.size > 0 });
    const lost = [];
    let base = 0;
    for (const shard of shards) {
      if (!had.has(shard.file)) {
        try {
          await loadShard(shard, base, signal);
          had.add(shard.file);
        } catch (error) {
          if (signal.aborted || isFinal(error)) throw error;
          lost.push({ shard, error });
          store.message(`${error.message}.`);
        }
      }
      base += shard.bytes;
      store.progress(base);
    }
    if (lost.length === 0) {
      await keepList(LIST, text, shards.map(urlOf));
      return "";
    }
    const missing = lost.reduce((sum, { shard }) => sum + shard.images, 0);
    const all = manifest.train + manifest.test;
    return `${lost.map(({ error }) => error.message).join(". ")}. ` + (missing < all
      ? `The other ${number(all - missing)} images can be used; load again to fetch the rest.`
      : `${OWN_FILES}`);
  }

  // Whatever comes in between, the store learns how it ended.
  async function run(signal) {
    let message;
    store.wait();
    try {
      message = await load(signal);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) throw error;
      message = signal.aborted ? "Stopped. Load again to fetch the rest." : error.message;
    }
    if (!crypto.subtle && !message && had.size > 0) {
      message = "This page is not served over https, so that the images' SHA-256 could not be checked.";
    }
    store.end(message, !signal.aborted);
    if (state().train > 0) return;
    throw signal.aborted ? signal.reason : new ImagesError(message);
  }

  return {
    /** Fetches the images, or those that are still missing. Rejects if there is none to learn from in the end. */
    load() {
      if (!loading) {
        controller = new AbortController();
        loading = run(controller.signal).finally(() => { loading = null; });
      }
      return loading;
    },
    /** Stops what is under way, and resolves when it has stopped. What has come stays. */
    async cancel() {
      controller?.abort(new StoppedError("Stopped."));
      await loading?.catch(() => {});
    },
    /** The lab has other images now: what was fetched does not count any more. */
    forget() { had = new Set(); },
  };
}
