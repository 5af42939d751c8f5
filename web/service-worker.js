// Gives the page the headers of cross-origin isolation, which threads need, where its host sends none. It keeps nothing:
// every request goes to the network. A page that is open when it arrives goes on without it: no headers can be added to
// what was loaded already.
self.addEventListener("install", () => self.skipWaiting());

async function isolated(request) {
  const response = await fetch(request);
  // Neither may be made anew: a response of another origin, and one that sends elsewhere.
  if (response.status === 0 || response.type === "opaqueredirect") return response;
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

self.addEventListener("fetch", (event) => {
  if (new URL(event.request.url).origin === self.location.origin) event.respondWith(isolated(event.request));
});
