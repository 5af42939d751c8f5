// As much of a browser as a service worker sees: a scope for its real code, caches, a network with a host behind it, pages
// that load, ask and answer. Time is a number that goes on when nothing more can happen, chance comes from a seed, so that
// every run is repeatable.
import { createHash } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

import { bundleScripts } from "../scripts.mjs";

const FILE = fileURLToPath(new URL("../../web/service-worker.js", import.meta.url));
const bundle = await bundleScripts(new Map([[path.basename(FILE), { file: FILE, kind: "worker" }]]), { built: {}, define: {} });
const SCRIPT = new vm.Script(bundle.get(path.basename(FILE)), { filename: path.basename(FILE) });

export const FOLDER = "https://host.example/lab/";

/** Numbers from 0 to 1 (mulberry32). */
export function chanceFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Clock {
  now = 1e12;
  #waiting = [];
  at(delay, act) {
    const entry = { when: this.now + Math.max(0, delay), act };
    this.#waiting.push(entry);
    return entry;
  }
  drop(entry) { this.#waiting = this.#waiting.filter((other) => other !== entry); }
  sleep(delay) { return new Promise((resolve) => { this.at(delay, resolve); }); }
  async run(milliseconds) {
    const end = this.now + milliseconds;
    for (;;) {
      await new Promise(setImmediate);  // whatever can go on without time has gone on
      const next = this.#waiting.reduce((a, b) => !a || b.when < a.when ? b : a, null);
      if (!next || next.when > end) break;
      this.drop(next);
      this.now = next.when;
      next.act();
    }
    this.now = end;
  }
}

const bytesOf = (body) => typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body ?? []);

/** A response whose body is there, or breaks off. */
export class FakeResponse {
  #used = false;
  constructor(body = "", { status = 200, headers = {}, type = "default", cut = false } = {}) {
    if (body?.held) ({ held: body, cut } = body);
    Object.assign(this, { status, statusText: "", type, headers: new Headers(headers), ok: status >= 200 && status < 300 });
    this.body = { held: bytesOf(body), cut };
  }
  async arrayBuffer() {
    if (this.#used) throw new TypeError("body used already");
    this.#used = true;
    if (this.body.cut) throw new TypeError("network error");
    return this.body.held.slice().buffer;
  }
  async text() { return new TextDecoder().decode(await this.arrayBuffer()); }
  clone() { return new FakeResponse(this.body, this); }
}

class FakeChannel {
  constructor() {
    this.port1 = {};
    this.port2 = { postMessage: (data) => { Promise.resolve().then(() => this.port1.onmessage?.({ data })); } };
  }
}

export class World {
  clock = new Clock();
  stored = new Map();       // name of a cache → URL → response
  storage = "granted";      // or "refused", "full", "slow"
  network = "good";         // or "offline", "silent", "bad": slow, and many things break
  files = new Map();        // what the host has: name → text
  browserCache = new Map();
  pages = new Set();
  worker = null;
  headers = {};             // that the host sends

  constructor(seed) { this.chance = chanceFrom(seed); }

  between(least, most) { return least + (most - least) * this.chance(); }

  async #store(act, writes) {
    if (this.storage === "slow" || this.chance() < 0.2) await this.clock.sleep(this.between(0, 100));
    if (this.storage === "refused") throw new Error("SecurityError");
    if (writes && this.storage === "full") throw new Error("QuotaExceededError");
    return act();
  }

  #cachesFor(alive) {
    const living = async (what) => {
      const result = await what;
      return alive() ? result : new Promise(() => {});
    };
    const keyOf = (request) => typeof request === "string" ? request : request.url;
    const open = (name) => {
      if (!this.stored.has(name)) this.stored.set(name, new Map());
      const entries = this.stored.get(name);
      return {
        match: (key) => living(this.#store(() => entries.get(keyOf(key))?.clone())),
        put: (key, response) => living(this.#store(() => { entries.set(keyOf(key), response); }, true)),
        delete: (key) => living(this.#store(() => entries.delete(keyOf(key)))),
        keys: () => living(this.#store(() => [...entries.keys()].map((url) => ({ url })))),
      };
    };
    return {
      open: (name) => living(this.#store(() => open(name))),
      has: (name) => living(this.#store(() => this.stored.has(name))),
      keys: () => living(this.#store(() => [...this.stored.keys()])),
      delete: (name) => living(this.#store(() => this.stored.delete(name))),
    };
  }

  /** What the network answers. */
  async fetch(request, { cache = request.cache ?? "default", signal } = {}) {
    const url = (typeof request === "string" ? request : request.url).split(/[?#]/)[0];
    const name = url.slice(FOLDER.length) || "index.html";
    const fromCache = ["default", "force-cache"].includes(cache) && this.browserCache.get(name);
    if (fromCache) return fromCache.clone();
    if (this.network === "offline") throw new TypeError("Failed to fetch");
    const bad = this.network === "bad";
    await new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(new Error("AbortError")));
      if (this.network === "silent") this.clock.at(90000, () => reject(new TypeError("timed out")));
      else this.clock.at(this.between(10, bad ? 4000 : 200), resolve);
    });
    if (bad && this.chance() < 0.2) throw new TypeError("Failed to fetch");
    const text = this.files.get(name);
    // Some hosts send a page of their own in place of what is missing.
    if (text === undefined) return new FakeResponse("<title>Not here</title>", { status: this.chance() < 0.3 ? 200 : 404 });
    const loss = bad ? this.chance() : 1;
    const body = loss < 0.2 ? text.slice(0, text.length / 2) : text;  // without a word, or with an error
    const response = new FakeResponse(body, { headers: this.headers, cut: loss < 0.1 });
    if (name !== "index.html" && !response.body.cut) this.browserCache.set(name, response.clone());
    return response;
  }

  /** Starts the service worker's script; what an earlier one was at ends in the middle. */
  startWorker() {
    const listeners = {};
    const worker = { alive: true, answering: 0 };
    if (this.worker) this.worker.alive = false;
    const alive = () => worker.alive;
    const scope = {
      location: { href: `${FOLDER}service-worker.js` }, skipWaiting() {}, caches: this.#cachesFor(alive),
      fetch: (...about) => this.fetch(...about), Response: FakeResponse, Headers, URL, TextDecoder, AbortController,
      MessageChannel: FakeChannel, Date: { now: () => this.clock.now },
      setTimeout: (act, delay) => this.clock.at(delay, () => alive() && act()), clearTimeout: (entry) => this.clock.drop(entry),
      crypto: { subtle: { digest: async (_, bytes) => {
        const digest = createHash("sha256").update(new Uint8Array(bytes)).digest();
        return new Uint8Array(digest).buffer;
      } } },
      clients: { matchAll: async () => [...this.pages].filter(({ committed }) => committed) },
      addEventListener: (type, act) => { (listeners[type] ??= []).push(act); },
    };
    scope.self = scope;
    SCRIPT.runInContext(vm.createContext(scope));
    worker.dispatch = (type, event) => { for (const act of listeners[type] ?? []) act({ waitUntil() {}, ...event }); };
    worker.dispatch("install", {});
    this.worker = worker;
  }

  /** What a page gets for a request: from its service worker if it has one and that answers, else from the network. */
  async ask(request, controlled) {
    const { worker } = this;
    if (!controlled || !worker) return this.fetch(request);
    let answer = null;
    ++worker.answering;
    worker.dispatch("fetch", { request, respondWith: (promise) => { answer = promise; } });
    try {
      return await (answer ?? this.fetch(request));
    } finally {
      --worker.answering;
    }
  }
}

export const request = (name, about = {}) =>
  ({ url: FOLDER + name, method: "GET", mode: "cors", cache: "default", headers: new Headers(), ...about });

export const digestOf = (text) => createHash("sha256").update(text).digest("hex");
