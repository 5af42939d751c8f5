// Why a file of the page did not arrive, in words; and the way back from a page that is older than its server's files.

const IN_TIME = 900;  // milliseconds for an answer about what went wrong
const AGAIN = "lab.reloaded.";

const nameOf = (url) => new URL(url, location.href).pathname.split("/").pop();

/** Which version of the lab a page is: the digest of its list of files. Empty: this is no page of the lab. */
export const versionIn = (html) => (/<meta name="lab-files" content="[^"]*?([0-9a-f]{8})\.json"/.exec(html) || ["", ""])[1];

const ownVersion = () => versionIn((document.querySelector("meta[name=lab-files]") || {}).outerHTML || "");

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

function causeOf(url, isScript) {
  const name = nameOf(url);
  if (navigator.onLine === false) return Promise.resolve(`There is no network connection, and ${name} is not kept here.`);
  return ask(url, (response) => {
    const type = response.headers.get("Content-Type") || "";
    if (!response.ok) return `The server answered ${response.status} for ${name}.`;
    if (/html/.test(type)) return `The server sent a web page in place of ${name}.`;
    if (isScript && !/javascript|ecmascript/.test(type)) {
      return `The server sends ${name} as “${type}”; browsers run a script only if it is sent as “text/javascript”.`;
    }
    return response.arrayBuffer().then(() => `${name} arrived damaged.`);
  }, (late) => late ? `${name} does not arrive: the connection is very slow, or the server does not answer.`
    : `${name} was cut short, or could not be fetched at all.`);
}

const newerPage = () => ask(location.href, (response) => response.text().then((html) =>
  response.ok && versionIn(html) !== "" && versionIn(html) !== ownVersion()), () => false);

// Where nothing can be remembered nothing is reloaded by itself: it might never end.
function mayReload() {
  try {
    if (sessionStorage.getItem(AGAIN + ownVersion())) return false;
    sessionStorage.setItem(AGAIN + ownVersion(), "1");
    return true;
  } catch (error) {
    return false;
  }
}

/**
 * A file did not arrive. If the page is older than what the server has, it is loaded once more past the cache.
 * @param {string} url
 * @param {boolean} isScript
 * @returns {Promise<string>} cause and way out; empty: the page is being loaded again
 */
export function explain(url, isScript) {
  return Promise.all([causeOf(url, isScript), newerPage()]).then(([cause, newer]) => {
    if (!newer) return `${cause} Try again; if that does not help, this copy of the lab is not whole, and whoever looks ` +
      "after it has to put it there anew.";
    if (mayReload()) {
      location.reload();
      return "";
    }
    return `${cause} There is a new version of the lab, and this page still belongs to the old one: reload it.`;
  });
}

/** Loads the page again, past every cache on this device. Without a network what is kept here stays. */
export function reloadFresh() {
  const forget = (response) => {
    if (!response.ok) return null;
    const kept = self.caches ? caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("classifier-lab "))
      .map((name) => caches.delete(name)))) : null;
    return Promise.resolve(kept);
  };
  return ask(location.href, forget, () => null).then(() => location.reload());
}
