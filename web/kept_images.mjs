// Keeps the images that were fetched for a visit without a network; the service worker hands them out. They are put there by
// the page, which has checked them, and has had them before the service worker came.
import { imagesCache } from "./kept_names.mjs";

const FOLDER = new URL("./", document.baseURI).href;

// No place for them, or no service worker that would hand them out: the lab goes on without.
async function withCache(use) {
  try {
    if (navigator.serviceWorker) await use(await caches.open(imagesCache(FOLDER)));
  } catch { /* nothing is kept */ }
}

export const keepShard = (url, bytes) => withCache((cache) => cache.put(url, new Response(bytes)));

/**
 * All of them have come: from now on these are the ones that there are without a network.
 * @param {URL} url of the list
 * @param {string} list as JSON
 * @param {string[]} shards their URLs
 */
export const keepList = (url, list, shards) => withCache(async (cache) => {
  await cache.put(url, new Response(list, { headers: { "Content-Type": "application/json" } }));
  const wanted = new Set([url.href, ...shards]);
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
});
