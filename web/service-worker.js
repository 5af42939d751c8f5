// The lab without a network, in one version at a time, and the headers that its host does not send. A visit gets the page
// from the network if that answers in time, and only when everything that belongs to it is there; else the one that is kept.
// A page that is open when the service worker arrives goes on without it: no headers can be added to what was loaded already.
import { headersFor } from "./headers.mjs";
import { HASHED } from "./kept_names.mjs";
import { openKept } from "./kept_versions.mjs";

const IN_TIME = 2500;  // milliseconds for the network
const FOLDER = new URL("./", self.location.href).href;

const openPages = () => self.clients.matchAll({ type: "window", includeUncontrolled: true });
const kept = openKept(FOLDER, openPages);
let headers = headersFor("");  // of the page that was handed out last

// Whatever is kept can be read by every version of this.
self.addEventListener("install", () => self.skipWaiting());

const inTime = (promise) => Promise.race([promise, new Promise((resolve) => { setTimeout(resolve, IN_TIME); })]);

function withHeaders(response) {
  // Neither may be made anew: a response of another origin, and one that sends elsewhere.
  if (response.status === 0 || response.type === "opaqueredirect") return response;
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) if (!all.has(name)) all.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers: all });
}

function handOut({ version, text, headers: sent }) {
  kept.handOut(version);
  headers = headersFor(text);
  return withHeaders(new Response(text, { headers: sent }));
}

// What the storage does not give, for whatever reason, is not there.
const orNothing = (promise) => promise.catch(() => null);

/** Keeps what the network has, as the current version. */
async function renew(build) {
  const page = await kept.look();
  await kept.bring(page, build);
  return page;
}

// The open pages know whether that is another version than theirs.
async function tell() {
  const current = await kept.current();
  if (current) for (const page of await openPages()) page.postMessage({ current: current.version });
}

// Nothing is kept: the page comes as it comes, so that one which is cut short can say so.
async function pageOfNetwork(request) {
  const response = await fetch(request);
  headers = headersFor("");
  response.clone().text().then((text) => { headers = headersFor(text); }, () => {});
  return withHeaders(response);
}

async function pageFor(event) {
  const current = await orNothing(kept.takeCurrent());
  if (!current) return pageOfNetwork(event.request);
  const newest = orNothing(renew(current.build));
  event.waitUntil(newest.then((page) => page && page.version !== current.version && tell()));
  return handOut(await inTime(newest) || current);
}

async function fileFor(request, name) {
  if (["reload", "no-store"].includes(request.cache)) {
    const fresh = await orNothing(fetch(request));
    if (fresh) return withHeaders(fresh);
  }
  return withHeaders(await orNothing(kept.find(name)) || await fetch(request));
}

// Which images there are: from the network in time, else those that are kept.
async function listFor(request, name) {
  const fresh = fetch(request);
  const answer = await inTime(orNothing(fresh));
  if (answer && answer.ok) return withHeaders(answer);
  return withHeaders(await orNothing(kept.find(name)) || answer || await fresh);
}

// What stands beside the page and is none of its files is left to the browser.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const [address] = request.url.split(/[?#]/);
  if (request.method !== "GET" || !address.startsWith(FOLDER) || request.headers.has("Range")) return;
  const name = address.slice(FOLDER.length);
  if (name === "" || name === "index.html") {
    if (request.mode === "navigate") event.respondWith(pageFor(event));
  } else if (HASHED.test(name.replace(/^images\//, ""))) {
    event.respondWith(fileFor(request, name));
  } else if (name === "images/manifest.json") {
    event.respondWith(listFor(request, name));
  }
});

/** An open page says which build it runs, and asks whether there is a newer version. */
async function check(build) {
  await orNothing(renew(build));
  await orNothing(tell());
  await orNothing(kept.tidy());
}

self.addEventListener("message", (event) => {
  const { build } = event.data || {};
  if (/^lab-[a-z-]+$/.test(build)) event.waitUntil(check(build));
});
