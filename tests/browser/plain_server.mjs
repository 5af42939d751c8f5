// The least that a static host can be: files under a path of its own, no headers but the type, and that only where a
// browser insists on it.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const TYPES = { ".html": "text/html", ".css": "text/css", ".mjs": "text/javascript", ".js": "text/javascript",
  ".svg": "image/svg+xml", ".webmanifest": "application/json" };

/** Serves `root` under `prefix` ("/some/path/") and nothing beside it. */
export async function startPlainServer(root, prefix) {
  const server = http.createServer((request, response) => {
    const wished = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const name = wished.startsWith(prefix) ? wished.slice(prefix.length) || "index.html" : "";
    const file = path.join(root, path.posix.normalize(`/${name}`));
    if (!name || !fs.existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
