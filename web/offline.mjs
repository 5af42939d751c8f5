// The page's side of the service worker: which version this page is, which build of the module it runs, and whether a newer
// version is ready. Where there is no service worker (a private window, a sandboxed frame, no https) the lab goes on without.
import { offerVersion } from "./front.mjs";

const AGAIN = 3600000;  // milliseconds until the host is asked for a newer version again

/** @returns {{begin: (build: string, keep: () => Promise<boolean>) => void}} */
export function openOffline() {
  const own = document.documentElement.dataset.version;
  let container;
  try {
    container = navigator.serviceWorker;  // even to look for it throws in a sandboxed frame
  } catch { /* there is none */ }
  if (!container) return { begin() {} };

  let keepRun = null;
  let newest = own;
  let asked = 0;
  const offer = () => {
    if (keepRun && newest !== own) offerVersion(keepRun, () => location.reload());
  };
  container.addEventListener("message", ({ data, ports }) => {
    if (data?.asks) return ports[0].postMessage(own);
    if (!data?.current || data.current === newest) return;
    newest = data.current;
    offer();
  });
  container.startMessages();

  return {
    async begin(build, keep) {
      keepRun = keep;
      offer();
      const ask = async () => {
        asked = Date.now();
        (await container.ready).active.postMessage({ build });
      };
      try {
        await container.register(new URL("./service-worker.js", import.meta.url));
        await ask();
      } catch (error) {
        return console.info(`Without a service worker: ${error.message}`);
      }
      document.addEventListener("visibilitychange", () => {
        if (!document.hidden && Date.now() - asked > AGAIN) ask();
      });
      setInterval(ask, AGAIN);
    },
  };
}
