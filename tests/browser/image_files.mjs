// Synthetic CIFAR-10: images that a linear model can learn, as shards with a manifest, as the official archive, and a
// server that has them beside the page and can be told to misbehave.
import { createHash } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";

import { DIST } from "./browser.mjs";

const SIDE = 32;
const PLANE = SIDE * SIDE;

/** Image `i` of a set: its class is `i % 10`, told by its colour and a bright stripe, under some noise. */
export function image(i, seed = 1) {
  let noise = (i + 1) * 2654435761 + seed >>> 0;
  const next = () => (noise = Math.imul(noise, 1664525) + 1013904223 >>> 0) >>> 24;
  const label = i % 10;
  const planes = new Uint8Array(3 * PLANE);
  for (let channel = 0; channel < 3; ++channel) {
    for (let at = 0; at < PLANE; ++at) {
      const stripe = Math.floor(at / SIDE / 3.2) === label ? 90 : 0;
      planes[channel * PLANE + at] = Math.min(255, 20 + 15 * ((label * (channel + 3)) % 5) + stripe + next() / 4);
    }
  }
  return { label, planes };
}

export const images = (count, seed) => Array.from({ length: count }, (_, i) => image(i, seed));

// As src/data/shard.h describes it.
function predict(values, row, column) {
  const at = row * SIDE + column;
  if (row === 0) return column === 0 ? 0 : values[at - 1];
  if (column === 0) return values[at - SIDE];
  const [left, above, corner] = [values[at - 1], values[at - SIDE], values[at - SIDE - 1]];
  return Math.min(Math.max(left + above - corner, Math.min(left, above)), Math.max(left, above));
}

export function encodeShard(list) {
  const n = list.length;
  const bytes = new Uint8Array(6 + n + 3 * n * PLANE);
  bytes.set([..."CLS1"].map((c) => c.charCodeAt(0)));
  bytes.set([n & 255, n >> 8], 4);
  list.forEach(({ label, planes }, i) => {
    bytes[6 + i] = label;
    const [red, green, blue] = [0, 1, 2].map((channel) => planes.subarray(channel * PLANE, (channel + 1) * PLANE));
    const stored = [green, red.map((value, at) => value - green[at]), blue.map((value, at) => value - green[at])];
    stored.forEach((values, p) => {
      const base = 6 + n + (p * n + i) * PLANE;
      for (let at = 0; at < PLANE; ++at) bytes[base + at] = values[at] - predict(values, Math.floor(at / SIDE), at % SIDE);
    });
  });
  return bytes;
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The folder beside the page: name → bytes. `train` and `test` are counts of images, `each` of a shard's. */
export function imageFolder({ train = 600, test = 100, each = 200 } = {}) {
  const files = new Map();
  const shards = [];
  const add = (part, list) => {
    for (let first = 0, index = 0; first < list.length; first += each, ++index) {
      const part_ = list.slice(first, first + each);
      const bytes = zlib.gzipSync(encodeShard(part_));
      const file = `${part}-${String(index).padStart(2, "0")}.${sha256(bytes).slice(0, 8)}.shard`;
      files.set(file, bytes);
      shards.push({ part, file, images: part_.length, bytes: bytes.length, sha256: sha256(bytes) });
    }
  };
  // Test first, to see that the page puts them last.
  add("test", images(test, 2));
  add("train", images(train, 1));
  const manifest = { version: 1, source: "Striped test images", stand_in: true,
    classes: ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], train, test, shards };
  files.set("manifest.json", Buffer.from(JSON.stringify(manifest)));
  return { files, shards, manifest };
}

export const records = (list) => Buffer.concat(list.map(({ label, planes }) => Buffer.from([label, ...planes])));

function tarEntry(name, content, type = "0") {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write("0000644\0", 100);
  header.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("        ", 148);
  header.write(type, 156);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - content.length % 512) % 512)]);
}

/** A small cifar-10-binary.tar: batches of `each` images, in no order, as in the official one. */
export function archive(each, leaveOut = "") {
  const folder = "cifar-10-batches-bin/";
  const batch = (k) => [`data_batch_${k}.bin`, records(images(5 * each, 1).slice((k - 1) * each, k * each))];
  const entries = [batch(4), ["readme.html", Buffer.from("<p>")], batch(1), ["test_batch.bin", records(images(each, 2))],
    batch(5), batch(2), batch(3)].filter(([name]) => name !== leaveOut);
  return Buffer.concat([tarEntry(folder, Buffer.alloc(0), "5"),
    ...entries.map(([name, content]) => tarEntry(folder + name, content)), Buffer.alloc(1024)]);
}

/**
 * Serves the built page with `files` in its folder images/. `misbehave(name, times)` may return for the times-th request
 * of a file {status}, {bytes}, {until: a promise that it waits for} or {delay: milliseconds between eighths of the file}.
 */
export async function startImageServer(files, misbehave = () => ({}), prefix = "/lab/") {
  const times = new Map();
  const types = { ".html": "text/html", ".css": "text/css", ".mjs": "text/javascript", ".js": "text/javascript",
    ".svg": "image/svg+xml", ".json": "application/json", ".webmanifest": "application/json" };
  const server = http.createServer(async (request, response) => {
    const wished = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const name = wished.startsWith(prefix) ? wished.slice(prefix.length) || "index.html" : "";
    const type = types[path.extname(name)] ?? "application/octet-stream";
    if (!name.startsWith("images/")) {
      const file = path.join(DIST, path.posix.normalize(`/${name}`));
      if (!name || !fs.existsSync(file)) return response.writeHead(404).end();
      return fs.createReadStream(file).pipe(response.writeHead(200, { "Content-Type": type }));
    }
    const file = name.slice("images/".length);
    times.set(file, (times.get(file) ?? 0) + 1);
    const how = misbehave(file, times.get(file)) ?? {};
    const bytes = how.bytes ?? files.get(file);
    await how.until;
    if (how.status || !bytes) return response.writeHead(how.status ?? 404).end();
    response.writeHead(200, { "Content-Type": type, "Cache-Control": "max-age=3600" });
    if (how.drop) return response.write(bytes.subarray(0, 1000), () => setTimeout(() => response.destroy(), 50));
    if (!how.delay) return response.end(bytes);
    for (let part = 0; part < 8 && !response.destroyed; ++part) {
      response.write(bytes.subarray(Math.floor(bytes.length * part / 8), Math.floor(bytes.length * (part + 1) / 8)));
      await new Promise((resolve) => setTimeout(resolve, how.delay));
    }
    response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${server.address().port}${prefix}`,
    times,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

/** A BMP, red on the left, blue on the right, green in the middle third, which is the largest square: 300 × 100 pixels. */
export function flag() {
  const bytes = Buffer.alloc(54 + 300 * 100 * 3);
  bytes.write("BM");
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);  // where the pixels begin
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(300, 18);
  bytes.writeInt32LE(100, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);  // bits a pixel: blue, green, red
  for (let pixel = 0; pixel < 300 * 100; ++pixel) bytes[54 + 3 * pixel + 2 - Math.floor(pixel % 300 / 100)] = 255;
  return bytes;
}

/**
 * The own picture's 32 columns as the model sees them: r, g and b where that channel rules in every row, - elsewhere.
 * Smoothing lets a little of what lies beside the square into its outermost columns.
 */
export const flagColumns = (page) => page.evaluate(() => {
  const { features } = lab.inspect(0, "picture");
  const indices = [...Array(32).keys()];
  const rules = (row, column, ruler) => [0, 1, 2].every((channel) => {
    const value = features[1024 * channel + 32 * row + column];
    return channel === ruler ? value > 200 : value < 55;
  });
  return indices.map((column) => {
    const ruler = [0, 1, 2].find((channel) => indices.every((row) => rules(row, column, channel)));
    return "rgb"[ruler] ?? "-";
  }).join("");
});
