// Keeps the lab in the browser's own storage (IndexedDB), so that a reload or a crash comes back to the same place. One
// record a page: the module's bytes, and the address that belongs to them. Where there is no storage (a private window,
// a full disk) the lab goes on without, and says nothing.

const PAUSE = 3000;       // milliseconds between two looks whether there is something new
const PATIENCE = 1500;    // a storage that does not answer is none
const MOST = 20e6;        // bytes; the module leaves out what is larger
const OPENING = "classifier-lab-opening";

function asPromise(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("the storage is blocked"));
  });
}

function inTime(promise) {
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error("no answer in time")), PATIENCE); });
  return Promise.race([promise, late]);
}

/** One record in a store of its own. */
async function openRecord() {
  // By path: another lab on the same host keeps its own.
  const key = location.pathname;
  const request = indexedDB.open("classifier-lab", 1);
  request.onupgradeneeded = () => { request.result.createObjectStore("kept"); };
  const database = await asPromise(request);
  // Another tab may hold a later version of this page.
  database.onversionchange = () => database.close();
  // Asked for at once and committed at once, since a page that goes away waits for nothing.
  const ask = (mode, what) => {
    const transaction = database.transaction("kept", mode);
    const asked = asPromise(what(transaction.objectStore("kept")));
    transaction.commit?.();
    return asked;
  };
  return {
    read: () => ask("readonly", (store) => store.get(key)),
    write: (value) => ask("readwrite", (store) => store.put(value, key)),
    remove: () => ask("readwrite", (store) => store.delete(key)),
  };
}

// Tells of a reload that came to nothing: what crashed the page once while it was opened is not opened again.
const opening = {
  set(on) {
    try {
      if (on) sessionStorage.setItem(OPENING, "1");
      else sessionStorage.removeItem(OPENING);
    } catch { /* no storage: no crash is remembered */ }
  },
  get() {
    try {
      return sessionStorage.getItem(OPENING) !== null;
    } catch {
      return false;
    }
  },
};

/**
 * What an earlier visit has kept.
 * @typedef {object} Kept
 * @property {string[]} addresses what stood behind the # of the page's address then
 * @property {Uint8Array} bytes
 */

/**
 * @typedef {object} Keeper
 * @property {Kept|null} kept
 * @property {(module: LabModule, offer: boolean) => boolean} comeBack brings back what was kept, or with `offer` leaves it
 *   to undo; false if it could not be used
 * @property {(module: LabModule) => void} begin keeps what changes from now on
 * @property {(module: LabModule) => Promise<boolean>} keepNow keeps what there is now; false if it cannot be kept
 * @property {(module: LabModule) => Promise<void>} forget
 */

/** @returns {Promise<Keeper>} never rejects */
export async function openKeeper() {
  let kept = null;
  let record = null;  // null: there is no storage
  try {
    record = await inTime(openRecord());
    const found = await inTime(record.read());
    const sound = found?.version === 1 && found.bytes instanceof Uint8Array && Array.isArray(found.addresses);
    if (sound && found.bytes.length <= MOST && !opening.get()) kept = found;
  } catch {
    record = null;
  }
  opening.set(false);

  let saved = -1;          // the module's revision that is in the record
  let asked = null;        // the one that is to be kept; null: none
  let cameBack = false;
  let saving = null;
  async function write(value) {
    try {
      await record.write(value);
    } catch {
      record = null;
    }
  }
  // While training runs the module makes the bytes between two steps, and says "kept" when they are there.
  function save(module, now) {
    if (!record || saving) return;
    const revision = module._lab_revision();
    if (revision === saved) return;
    asked = revision;
    if (module._lab_keep(now)) store(module);
  }
  function store(module) {
    if (!record || saving || asked === null) return;
    const at = module._lab_kept();
    const bytes = module.HEAPU8.slice(at, at + module._lab_kept_size());
    if (bytes.length > MOST) return;
    const addresses = [module.ccall("lab_kept_link", "string", [], []), location.hash.slice(1)];
    saved = asked;
    asked = null;
    saving = write({ version: 1, addresses, bytes }).finally(() => { saving = null; });
  }
  async function remove() {
    try {
      await record?.remove();
    } catch {
      record = null;
    }
  }

  return {
    kept,
    comeBack(module, offer) {
      opening.set(true);
      const at = module._malloc(kept.bytes.length);
      let refused = "no memory";
      if (at) {
        module.HEAPU8.set(kept.bytes, at);
        refused = module.ccall("lab_come_back", "string", ["number", "number", "number"],
          [at, kept.bytes.length, offer ? 1 : 0]);
        module._free(at);
      }
      opening.set(false);
      if (refused) remove();
      cameBack ||= !refused && !offer;
      return !refused;
    },
    begin(module) {
      // What came back is written once more, under the address that it has now.
      if (!cameBack) saved = module._lab_revision();
      (module.labRequests ??= {}).kept = () => store(module);
      const timer = setInterval(() => save(module, false), PAUSE);
      // WebKit finishes no write that begins when the page goes, only one from before.
      addEventListener("beforeunload", () => save(module, true));
      // Nothing comes after these.
      addEventListener("pagehide", () => save(module, true));
      document.addEventListener("visibilitychange", () => { if (document.hidden) save(module, true); });
      // A module that has crashed is asked for nothing more.
      addEventListener("lab-crashed", () => { clearInterval(timer); record = null; });
    },
    async keepNow(module) {
      await saving;
      save(module, true);
      await saving;
      return record !== null && asked === null;
    },
    async forget(module) {
      asked = null;
      await saving;
      saved = module._lab_revision();
      await remove();
    },
  };
}
