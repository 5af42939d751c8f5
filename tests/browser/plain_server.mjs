// The least that a static host can be: files under a path of its own, no headers but the type, and that only where a
// browser insists on it.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const TYPES = { ".html": "text/html", ".css": "text/css", ".mjs": "text/javascript", ".js": "text/javascript",
  ".svg": "image/svg+xml", ".webmanifest": "application/json" };

// What can befall a file on its way; see startPlainServer.
const FAULTS = {
  missing: (response) => response.writeHead(404, { "Content-Type": "text/plain" }).end("not found"),
  "a web page in its place": (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<title>Sign in</title>"),
  "of the wrong type": (response, headers, body) =>
    response.writeHead(200, { ...headers, "Content-Type": "application/octet-stream" }).end(body),
  "cut short": (response, headers, body) =>
    response.writeHead(200, { ...headers, "Content-Length": body.length }).write(half(body), () => response.destroy()),
  "cut short without a word": (response, headers, body) => response.writeHead(200, headers).end(half(body)),
  "stalled halfway": (response, headers, body) =>
    response.writeHead(200, { ...headers, "Content-Length": body.length }).write(half(body)),
  "never answered": () => {},
};
export const FAULT_NAMES = Object.keys(FAULTS);

const half = (body) => body.subarray(0, body.length / 2);

/**
 * Serves `root` under `prefix` ("/some/path/") and nothing beside it.
 * @param {object} [about]
 * @param {Object<string, string>} [about.headers] sent with every file
 * @param {(name: string, request: http.IncomingMessage) => string|Buffer|undefined} [about.instead] told of every request:
 *   one of FAULT_NAMES befalls the file, bytes stand in for it
 */
export async function startPlainServer(root, prefix, { headers = {}, instead = () => undefined } = {}) {
  const server = http.createServer((request, response) => {
    const wished = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const name = wished.startsWith(prefix) ? wished.slice(prefix.length) || "index.html" : "";
    const file = path.join(root, path.posix.normalize(`/${name}`));
    const other = name ? instead(name, request) : undefined;
    if (!name || !(Buffer.isBuffer(other) || fs.existsSync(file))) return FAULTS.missing(response);
    const body = Buffer.isBuffer(other) ? other : fs.readFileSync(file);
    const sent = { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream", ...headers };
    if (typeof other === "string") FAULTS[other](response, sent, body);
    else response.writeHead(200, sent).end(body);
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
