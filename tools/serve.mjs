// Serves the page's folder on this machine, as a good static host would: types, caching, compression, isolation.
//
// usage: node serve.mjs --root DIST [--port N] [--next-free]
//
// By hand: sirv 3.0 would take over the table of types, the choice of a compressed copy and 304, a fifth of this file. The
// rest would stay, and it follows links out of the folder and sends a compressed copy to who refuses it (br;q=0).

import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { HEADERS, headersFor } from "../web/headers.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".bin": "application/octet-stream",
};

const ENCODINGS = [
  ["br", ".br"],
  ["gzip", ".gz"],
];

// Folders that are mounted have their own pages.
function headersOf(folder) {
  const page = path.join(folder, "index.html");
  return headersFor(fs.existsSync(page) ? fs.readFileSync(page, "utf8") : "");
}

// A content hash in the name: the content behind it never changes.
const HASHED = /\.[0-9a-f]{8}\.[A-Za-z0-9]+$/;

/** The file that a request's path names, inside the root, or null. */
function resolveFile(root, requestPath) {
  const decoded = decodeURIComponent(requestPath);
  if (decoded.includes("\0") || decoded.includes("\\")) return null;
  let file = path.join(root, path.posix.normalize(`/${decoded}`));
  try {
    if (fs.statSync(file).isDirectory()) {
      if (!decoded.endsWith("/")) return null;
      file = path.join(file, "index.html");
    }
    const real = fs.realpathSync(file);
    return real.startsWith(fs.realpathSync(root) + path.sep) ? real : null;
  } catch {
    return null;
  }
}

/** Content codings that the client takes, by its Accept-Encoding header. */
function accepted(header = "") {
  const names = new Set();
  for (const part of header.split(",")) {
    const [name, ...parameters] = part.trim().toLowerCase().split(";");
    const refused = parameters.some((parameter) => /^\s*q=0(\.0*)?\s*$/.test(parameter));
    if (!refused) names.add(name.trim());
  }
  return names;
}

function sendText(response, status, text, headers = {}) {
  const body = Buffer.from(`${text}\n`);
  response.writeHead(status, {
    ...HEADERS,
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": body.length,
    "Cache-Control": "no-store",
    ...headers,
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

/** The folder that answers a request's path, and the path within it; the longest mounted prefix wins over the root. */
function route(folders, requestPath) {
  const [prefix, folder] = folders.find(([start]) => requestPath.startsWith(start));
  return [folder, requestPath.slice(prefix.length - 1)];
}

function answer(folders, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return sendText(response, 405, "Only GET and HEAD are answered here.", { Allow: "GET, HEAD" });
  }
  let folder, file;
  try {
    const [found, rest] = route(folders, request.url.split(/[?#]/)[0]);
    folder = found;
    file = resolveFile(folder, rest);
  } catch {
    return sendText(response, 400, "This address is not well formed.");
  }
  if (!file) return sendText(response, 404, "There is no such file here.");

  const codings = accepted(request.headers["accept-encoding"]);
  const [encoding, suffix] = ENCODINGS.find(([name, end]) => codings.has(name) && fs.existsSync(file + end)) ?? ["", ""];
  let body;
  let stat;
  try {
    body = fs.readFileSync(file + suffix);
    stat = fs.statSync(file);
  } catch {
    return sendText(response, 404, "There is no such file here.");
  }
  const tag = `"${stat.size.toString(36)}-${Math.trunc(stat.mtimeMs).toString(36)}${encoding && `-${encoding}`}"`;
  const headers = {
    ...headersOf(folder),
    "Content-Type": TYPES[path.extname(file).toLowerCase()] ?? "application/octet-stream",
    "Cache-Control": HASHED.test(path.basename(file)) ? "public, max-age=31536000, immutable" : "no-cache",
    ETag: tag,
    Vary: "Accept-Encoding",
  };
  const known = (request.headers["if-none-match"] ?? "").split(",").map((value) => value.trim().replace(/^W\//, ""));
  if (known.includes(tag) || known.includes("*")) {
    response.writeHead(304, headers);
    return response.end();
  }
  headers["Content-Length"] = body.length;
  if (encoding) headers["Content-Encoding"] = encoding;
  response.writeHead(200, headers);
  return response.end(request.method === "HEAD" ? undefined : body);
}

function listen(server, host, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off("error", reject);
      resolve(server.address().port);
    });
  });
}

/** Prefixes and their folders, the longest first, the root last. */
function foldersOf(root, mounts) {
  const folders = [["/", path.resolve(root)]];
  for (const [prefix, folder] of Object.entries(mounts)) {
    if (!/^\/([\w.-]+\/)+$/.test(prefix)) throw new Error(`A mounted path looks like "/name/", not like "${prefix}".`);
    if (!fs.existsSync(folder)) throw new Error(`There is no folder ${folder} to mount.`);
    folders.push([prefix, path.resolve(folder)]);
  }
  return folders.sort(([a], [b]) => b.length - a.length);
}

/**
 * Serves `root` on localhost; port 0 takes any free one. Resolves to { url, port, close() }.
 * `mounts` adds folders at paths of the same origin: { "/bench/": "tests/bench" }.
 */
export async function startServer({ root, port = 0, mounts = {} }) {
  const folders = foldersOf(root, mounts);
  const page = path.join(path.resolve(root), "index.html");
  if (!fs.existsSync(page)) throw new Error(`There is no index.html in ${path.dirname(page)}.`);
  const handler = (request, response) => answer(folders, request, response);
  const servers = [http.createServer(handler)];
  const taken = await listen(servers[0], "127.0.0.1", port);
  const close = () =>
    Promise.all(
      servers.map(
        (server) =>
          new Promise((resolve) => {
            server.close(resolve);
            server.closeAllConnections();
          }),
      ),
    );
  // "localhost" may mean the IPv6 address first: it must not be somebody else's server that answers there.
  const second = http.createServer(handler);
  try {
    await listen(second, "::1", taken);
    servers.push(second);
  } catch (error) {
    if (error.code === "EADDRINUSE") {
      await close();
      throw error;
    }
  }
  return { url: `http://localhost:${taken}/`, port: taken, close };
}

async function main(args) {
  let root = "";
  let port = 8080;
  let nextFree = false;
  const mounts = {};
  for (let index = 0; index < args.length; index++) {
    if (args[index] === "--root") root = args[++index];
    else if (args[index] === "--port") port = Number(args[++index]);
    else if (args[index] === "--next-free") nextFree = true;
    else if (args[index] === "--mount") {
      const [prefix, folder = ""] = (args[++index] ?? "").split("=");
      mounts[prefix] = folder;
    }
    else root = "";
  }
  if (!root || !Number.isInteger(port) || port < 0 || port > 65535) {
    console.error("usage: serve.mjs --root DIST [--port N] [--next-free] [--mount /PATH/=FOLDER]");
    process.exit(2);
  }
  for (const last = nextFree ? Math.min(port + 100, 65535) : port; ; port++) {
    try {
      const server = await startServer({ root, port, mounts });
      const stop = () => server.close().then(() => process.exit(0));
      process.on("SIGINT", stop);
      process.on("SIGTERM", stop);
      console.log(server.url);
      return;
    } catch (error) {
      if (error.code === "EADDRINUSE" && port < last) continue;
      if (error.code === "EADDRINUSE") console.error(`Port ${port} is taken by another program. Name another one with --port N.`);
      else if (error.code === "EACCES") console.error(`Port ${port} may not be used by this user. Name one above 1023 with --port N.`);
      else console.error(error.message);
      process.exit(1);
    }
  }
}

const invoked = process.argv[1] && fs.realpathSync(process.argv[1]);
if (invoked === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
