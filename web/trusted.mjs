// The page's policy has browsers that know trusted types refuse text where they would run it as a script, or load a script
// from it, unless this lets it through: the addresses of the page's own scripts, for workers and the service worker.
const FOLDER = new URL("./", import.meta.url).href;
const SCRIPT = /^[\w-]+(\.[0-9a-f]{8})?\.js$/;

self.trustedTypes?.createPolicy("default", {
  createScriptURL(address) {
    const { href } = new URL(address, document.baseURI);
    if (href.startsWith(FOLDER) && SCRIPT.test(href.slice(FOLDER.length))) return href;
    throw new TypeError(`The page runs no script from ${href}.`);
  },
});
