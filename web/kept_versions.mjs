// The versions of the page that are kept: each whole, in a cache of its own, with the build of the module that runs here. A
// note says which of them is current, and changes when the next one is whole. Which files belong to a version is read from
// them: the page names its script, the script all others. Every file is checked against the digest in its name.
import { cachesOf, currentCache, HASHED, imagesCache, namesIn, versionIn } from "./kept_names.mjs";

const PAGE = "index.html";
const BUILD = /^(lab-[a-z-]+)\.[0-9a-f]{8}\./;
const PATIENCE = 60000;     // milliseconds for a file
const GLANCE = 10000;       // milliseconds for the page
const LOADING = 60000;      // milliseconds in which a page that was handed out may still be loading
const ANSWER = 1000;        // milliseconds for an open page to say which version it is

const buildOf = (name) => (BUILD.exec(name) || [])[1];

async function isWhole(bytes, name) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const start = [...digest.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return start === HASHED.exec(name)[1];
}

/** Fetches, headers and body; rejects when that takes too long. */
async function fetchWhole(url, patience, how) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const response = await fetch(url, { ...how, signal: stop.signal });
    return { response, bytes: await response.arrayBuffer() };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {string} folder URL of the page's folder, with a slash at its end
 * @param {() => Promise<readonly Client[]>} openPages
 */
export function openKept(folder, openPages) {
  const own = cachesOf(folder);
  const bringing = new Map();   // version and build → what brings it
  const handedOut = new Map();  // version → when
  let queue = Promise.resolve();

  // What fills a version and what removes others do so one after the other.
  function queued(what) {
    const done = queue.then(what);
    queue = done.catch(() => {});
    return done;
  }

  // The browser's cache may be asked even when it holds a file for longer than its host wished: its name says what is in it.
  async function fetchFile(name) {
    for (const cache of ["force-cache", "reload"]) {
      const { response, bytes } = await fetchWhole(folder + name, PATIENCE, { cache });
      if (response.ok && await isWhole(bytes, name)) return new Response(bytes, { headers: response.headers });
    }
    throw new Error(`${name} did not arrive whole`);
  }

  const find = async (name) => {
    for (const key of (await caches.keys()).filter((cache) => cache.startsWith(own)).reverse()) {
      const found = await (await caches.open(key)).match(folder + name, { ignoreVary: true });
      if (found) return found;
    }
    return undefined;
  };

  async function fill(cache, page, build) {
    const seen = new Set();
    async function add(name) {
      const other = buildOf(name);
      if (seen.has(name) || (other && other !== build)) return;
      seen.add(name);
      let file = await cache.match(folder + name, { ignoreVary: true });
      if (!file) {
        file = await find(name) || await fetchFile(name);
        await cache.put(folder + name, file.clone());
      }
      if (name.endsWith(".js")) await Promise.all(namesIn(await file.text()).map(add));
    }
    await Promise.all(namesIn(page).map(add));
  }

  async function bringWhole({ version, text, headers }, build) {
    const had = await current();
    if (had && had.version === version && had.build === build) return;
    const cache = await caches.open(own + version);
    await fill(cache, text, build);
    await cache.put(folder + PAGE, new Response(text, { headers }));
    await (await caches.open(currentCache(folder))).put(folder + PAGE, new Response(`${version} ${build}`));
  }

  async function current() {
    const note = await (await caches.open(currentCache(folder))).match(folder + PAGE);
    if (!note) return null;
    const [version, build] = (await note.text()).split(" ");
    const page = await (await caches.open(own + version)).match(folder + PAGE, { ignoreVary: true });
    return page ? { version, build, text: await page.text(), headers: page.headers } : null;
  }

  /** The version that a page says it is; null if it says nothing. */
  function ask(page) {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      const timer = setTimeout(() => resolve(null), ANSWER);
      port1.onmessage = ({ data }) => {
        clearTimeout(timer);
        resolve(data);
      };
      page.postMessage({ asks: true }, [port2]);
    });
  }

  async function removeUnused() {
    const newest = await current();
    if (!newest) return;
    const open = await Promise.all((await openPages()).map(ask));
    if (open.includes(null)) return;  // it may be any
    const loading = [...handedOut].filter(([, when]) => Date.now() - when < LOADING).map(([version]) => version);
    const used = new Set([newest.version, ...open, ...loading].map((version) => own + version));
    used.add(imagesCache(folder)).add(currentCache(folder));
    for (const key of await caches.keys()) if (key.startsWith(own) && !used.has(key)) await caches.delete(key);
  }

  return {
    find,

    /** The page of the current version and the build that is kept with it, { version, build, text, headers }, or null. */
    current,

    /** The same, to be handed out. */
    async takeCurrent() {
      const page = await current();
      if (page) this.handOut(page.version);
      return page;
    },

    /** A page of this version is about to be loaded, which cannot be asked yet. */
    handOut(version) {
      handedOut.set(version, Date.now());
    },

    /** What the network has: { version, text, headers }; rejects if that is no page of the lab, whole. */
    async look() {
      const { response, bytes } = await fetchWhole(folder + PAGE, GLANCE, { cache: "no-cache" });
      const text = new TextDecoder().decode(bytes);
      const version = versionIn(text);
      if (!response.ok || !version) throw new Error("This is no page of the lab.");
      return { version, text, headers: response.headers };
    },

    /** Keeps a version, whole, and makes it the current one; rejects if a file does not arrive or cannot be kept. */
    bring(page, build) {
      const what = `${page.version} ${build}`;
      if (!bringing.has(what)) {
        bringing.set(what, queued(() => bringWhole(page, build)).finally(() => bringing.delete(what)));
      }
      return bringing.get(what);
    },

    /** Removes what belongs to versions that are neither current nor on any open page. */
    tidy: () => queued(removeUnused),
  };
}
