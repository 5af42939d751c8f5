// Why a file of the page did not arrive, in words; and the way back from a page that is older than its server's files.

const IN_TIME = 900;  // milliseconds for an answer about what went wrong
const RELOADED = "lab.reloaded.";

const UPLOAD = "Try again; if that does not help, this copy of the lab is incomplete: whoever looks after it has to upload " +
  "it again, whole.";
const CONNECTION = "Check the connection, and try again.";

const nameOf = (url) => new URL(url, location.href).pathname.split("/").pop();

// Which version of the lab a page is: its script, whose name changes with everything that it loads.
const versionIn = (html) => (/loader\.[0-9a-f]{8}\.js/.exec(html) || [""])[0];

const ownVersion = () => versionIn((/** @type {Partial<HTMLScriptElement>} */ (document.querySelector("script[type=module]") || {})).src);

// Asks the server itself, not the browser's cache, and leaves in the cache what came.
function ask(url, use, otherwise) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), IN_TIME);
  return fetch(url, { cache: "reload", signal: stop.signal }).then(use)
    .catch(() => otherwise(stop.signal.aborted))
    .then((found) => {
      clearTimeout(timer);
      return found;
    });
}

function causeOfSilence(name, late) {
  if (late) return `${name} does not arrive: the connection is very slow, or the server does not answer. ${CONNECTION}`;
  if (self.origin === "null") {
    return `This page is in a sandboxed frame, and its server gives such a frame no files (${name}). Open the lab in a tab ` +
      "of its own, or add allow-same-origin to the frame.";
  }
  return `${name} was cut short, or could not be fetched at all. ${CONNECTION}`;
}

function causeOf(url, isScript) {
  if (!url) return Promise.resolve(`The rest of this page has not arrived. ${CONNECTION}`);
  const name = nameOf(url);
  if (navigator.onLine === false) {
    return Promise.resolve(`There is no network connection, and ${name} is not kept on this device. ${CONNECTION}`);
  }
  return ask(url, (response) => {
    const type = response.headers.get("Content-Type") || "";
    if (!response.ok) return `The server answered ${response.status} for ${name}. ${UPLOAD}`;
    if (/html/.test(type)) return `The server sent a web page in place of ${name}. ${UPLOAD}`;
    if (isScript && !/javascript|ecmascript/.test(type)) {
      return `The server sends ${name} as “${type}”, and browsers run a script only if it is sent as “text/javascript”: ` +
        "whoever looks after the server has to set that type for names that end in .js.";
    }
    return response.arrayBuffer().then(() => `${name} arrived incomplete or damaged. ${UPLOAD}`);
  }, (late) => causeOfSilence(name, late));
}

const newerPage = () => ask(location.href, (response) => response.text().then((html) =>
  response.ok && versionIn(html) !== "" && versionIn(html) !== ownVersion()), () => false);

// Where nothing can be remembered nothing is reloaded by itself: it might never end.
function mayReload() {
  try {
    if (sessionStorage.getItem(RELOADED + ownVersion())) return false;
    sessionStorage.setItem(RELOADED + ownVersion(), "1");
    return true;
  } catch (error) {
    return false;
  }
}

/**
 * A file did not arrive. If the page is older than what the server has, it is loaded once more past the cache.
 * @param {string} url empty: the rest of the page itself
 * @param {boolean} isScript
 * @returns {Promise<{text: string, stale: boolean}>} cause and way out, or nothing if the page is being loaded again; and
 *   whether only a newer page would help
 */
export function explain(url, isScript) {
  return Promise.all([causeOf(url, isScript), newerPage()]).then(([cause, newer]) => {
    if (!newer) return { text: cause, stale: false };
    if (mayReload()) {
      location.reload();
      return { text: "", stale: true };
    }
    const text = "There is a new version of the lab on the server, and this page still belongs to the old one" +
      `${url ? `, whose ${nameOf(url)} is gone` : ""}. Reload the page; if that does not help, try again in a few minutes.`;
    return { text, stale: true };
  });
}

/** Loads the page again, past the browser's cache. */
export function reloadFresh() {
  return ask(location.href, (response) => response.text(), () => "").then(() => location.reload());
}
