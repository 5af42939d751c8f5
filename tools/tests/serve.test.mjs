import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

import { startServer } from "../serve.mjs";

const program = fileURLToPath(new URL("../serve.mjs", import.meta.url));

const POLICY = "default-src 'none'; script-src 'self' 'sha256-abc='";

function folder(t) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "serve-"));
  t.after(() => fs.rmSync(root, { recursive: true, force: true }));
  const site = path.join(root, "site");
  fs.mkdirSync(site);
  fs.writeFileSync(path.join(root, "secret.txt"), "secret");
  fs.writeFileSync(path.join(site, "index.html"), `<meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>page</title>`);
  fs.writeFileSync(path.join(site, "lab.0123abcd.wasm"), "wasm");
  fs.writeFileSync(path.join(site, "lab.0123abcd.wasm.br"), zlib.brotliCompressSync("wasm"));
  fs.writeFileSync(path.join(site, "a.mjs"), "1");
  fs.symlinkSync("../secret.txt", path.join(site, "link.txt"));
  return site;
}

// Neither redirects, decompression nor tidied paths: what is on the wire.
function ask(port, requestPath, { method = "GET", headers = {}, host = "127.0.0.1" } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, path: requestPath, method, headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    request.on("error", reject);
    request.end();
  });
}

async function serving(t) {
  const server = await startServer({ root: folder(t), port: 0 });
  t.after(() => server.close());
  return (requestPath, options) => ask(server.port, requestPath, options);
}

test("types, caching and isolation", async (t) => {
  const get = await serving(t);
  const html = await get("/");
  assert.equal(html.status, 200);
  assert.equal(html.headers["content-type"], "text/html; charset=utf-8");
  assert.equal(html.headers["cache-control"], "no-cache");
  assert.equal(html.headers["cross-origin-opener-policy"], "same-origin");
  assert.equal(html.headers["cross-origin-embedder-policy"], "require-corp");
  assert.equal(html.headers["cross-origin-resource-policy"], "same-origin");
  assert.equal(html.headers["content-security-policy"], POLICY, "the page's own");
  assert.equal(html.headers["x-content-type-options"], "nosniff");
  assert.match(html.headers["permissions-policy"], /^camera=\(self\), .*microphone=\(\)/);
  const wasm = await get("/lab.0123abcd.wasm?v=1");
  assert.equal(wasm.headers["content-type"], "application/wasm");
  assert.equal(wasm.headers["content-security-policy"], POLICY, "for workers too");
  assert.equal(wasm.headers["cache-control"], "public, max-age=31536000, immutable");
  assert.match((await get("/a.mjs")).headers["content-type"], /^text\/javascript/);
});

test("compressed copies go to those who take them", async (t) => {
  const get = await serving(t);
  const brotli = await get("/lab.0123abcd.wasm", { headers: { "Accept-Encoding": "gzip, br" } });
  assert.equal(brotli.headers["content-encoding"], "br");
  assert.equal(zlib.brotliDecompressSync(brotli.body).toString(), "wasm");
  for (const header of ["gzip", "br;q=0", ""]) {
    const plain = await get("/lab.0123abcd.wasm", { headers: { "Accept-Encoding": header } });
    assert.equal(plain.headers["content-encoding"], undefined);
    assert.equal(plain.body.toString(), "wasm");
  }
});

test("an unchanged file is not sent again, and HEAD sends no body", async (t) => {
  const get = await serving(t);
  const first = await get("/");
  const second = await get("/", { headers: { "If-None-Match": first.headers.etag } });
  assert.equal(second.status, 304);
  assert.equal(second.body.length, 0);
  const head = await get("/", { method: "HEAD" });
  assert.equal(head.headers["content-length"], String(first.body.length));
  assert.equal(head.body.length, 0);
});

test("nothing outside of the folder is served", async (t) => {
  const get = await serving(t);
  const attempts = ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", "/link.txt", "/a%00.mjs", "//etc/passwd"];
  for (const attempt of attempts) {
    const { status, body } = await get(attempt);
    assert.equal(status, 404, attempt);
    assert.doesNotMatch(body.toString(), /secret/);
  }
  assert.equal((await get("/%zz")).status, 400);
  assert.equal((await get("/", { method: "POST" })).status, 405);
});

test("further folders stand at paths of the same origin, and hold what is theirs", async (t) => {
  const root = folder(t);
  const other = fs.mkdtempSync(path.join(os.tmpdir(), "serve-"));
  t.after(() => fs.rmSync(other, { recursive: true, force: true }));
  fs.writeFileSync(path.join(other, "index.html"), "<title>bench</title>");
  fs.writeFileSync(path.join(other, "b.mjs"), "2");
  const server = await startServer({ root, mounts: { "/bench/": other, "/bench/deep/": root } });
  t.after(() => server.close());

  const bench = await ask(server.port, "/bench/");
  assert.equal(bench.body.toString(), "<title>bench</title>");
  assert.equal(bench.headers["cross-origin-opener-policy"], "same-origin");
  assert.equal(bench.headers["cross-origin-embedder-policy"], "require-corp");
  assert.equal(bench.headers["cross-origin-resource-policy"], "same-origin");
  assert.equal((await ask(server.port, "/bench/b.mjs?x")).body.toString(), "2");
  assert.equal((await ask(server.port, "/bench/deep/a.mjs")).body.toString(), "1");
  assert.equal((await ask(server.port, "/a.mjs")).body.toString(), "1");
  for (const missing of ["/b.mjs", "/bench/a.mjs", "/bench", "/bench/../a.mjs", "/bench/deep/../b.mjs", "/bench/%2e%2e/a.mjs"]) {
    assert.equal((await ask(server.port, missing)).status, 404, missing);
  }
});

test("a mounted path or folder that cannot be served is refused", async (t) => {
  const root = folder(t);
  for (const prefix of ["/", "bench/", "/bench", "/a b/"]) {
    await assert.rejects(startServer({ root, mounts: { [prefix]: root } }), /mounted path/, prefix);
  }
  await assert.rejects(startServer({ root, mounts: { "/x/": path.join(root, "nowhere") } }), /no folder/);
});

test("a folder is mounted from the command line, as ./serve does with the examples, and one that is not there is told", async (t) => {
  const root = folder(t);
  const { child, out } = await run(["--root", root, "--port", "0", "--mount", `/more/=${root}`]);
  t.after(() => child.kill());
  const { port } = new URL(out.trim());
  assert.equal((await ask(port, "/more/a.mjs")).body.toString(), "1");
  const refused = await run(["--root", root, "--port", "0", "--mount", "/more/"]);
  assert.equal(refused.code, 1);
  assert.match(refused.error, /no folder/);
});

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args]);
    const result = { child, out: "", error: "" };
    child.stderr.on("data", (data) => (result.error += data));
    child.stdout.on("data", (data) => {
      result.out += data;
      resolve(result);
    });
    child.on("exit", (code) => resolve({ ...result, code }));
  });
}

test("a taken port is an error in words, or is passed over on request", async (t) => {
  const root = folder(t);
  const first = await startServer({ root, port: 0 });
  t.after(() => first.close());
  const refused = await run(["--root", root, "--port", String(first.port)]);
  assert.equal(refused.code, 1);
  assert.match(refused.error, new RegExp(`Port ${first.port} is taken`));

  const moved = await run(["--root", root, "--port", String(first.port), "--next-free"]);
  const [, port] = moved.out.match(/^http:\/\/localhost:(\d+)\/\n$/);
  assert.ok(Number(port) > first.port);
  const ended = new Promise((resolve) => moved.child.on("exit", resolve));
  moved.child.kill("SIGINT");
  assert.equal(await ended, 0);
});
