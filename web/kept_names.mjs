// How what is kept for a visit without a network is called: one cache a version of the page, one for the images, and one
// that says which version is current. By folder: another lab on the same host keeps its own.

/** A file whose name holds the first digits of its SHA-256: what is behind the name never changes. */
export const HASHED = /^[\w-]+\.([0-9a-f]{8})\.(?:js|wasm|ttf|woff2|svg|webmanifest|shard)$/;

// All that a page or script names stands in it in full. The licences (.txt) are no part of a visit.
const NAMES = /[\w-]+\.[0-9a-f]{8}\.(?:js|wasm|ttf|woff2|svg|webmanifest)/g;

export const namesIn = (text) => [...new Set(text.match(NAMES) || [])];

/** Which version of the lab a page is; empty for another page, and for one that was cut short. */
export function versionIn(html) {
  const [, version] = /<html\b[^>]*\sdata-version="([0-9a-f]{16})"/.exec(html) || [];
  return version && /<\/html>\s*$/.test(html) ? version : "";
}

/** @param {string} folder URL, with a slash at its end */
export const cachesOf = (folder) => `classifier-lab 1 ${folder} `;
export const imagesCache = (folder) => `${cachesOf(folder)}images`;
export const currentCache = (folder) => `${cachesOf(folder)}current`;
