// The seam between what the page has to do in every engine and the drivers of the three: what a driver's page can do, and
// the visits that behaviours make with it.
import assert from "node:assert/strict";

import { startServer } from "../../../tools/serve.mjs";
import { ACCENT, DIST, PATIENCE, picture, settled } from "../browser.mjs";
import { startPlainServer } from "../plain_server.mjs";
import { blink, gecko } from "./puppeteer.mjs";
import { webkit, webkitAlone } from "./webkit.mjs";

/**
 * What a driver's page can do; puppeteer.mjs and webkit.mjs have one each. Its evaluate(), screenshot() and
 * waitForTimeout() are Playwright's, so that what browser.mjs offers takes it for a page.
 * @typedef {object} DrivenPage
 * @property {(url: string) => Promise} goto until the document is read
 * @property {() => Promise} reload
 * @property {(run: Function, argument?: any) => Promise<any>} evaluate in the page; both ways as JSON
 * @property {(key: string) => Promise} press a character, or a key's name as in "Escape"
 * @property {(x: number, y: number) => Promise} click CSS pixels, as below
 * @property {(x: number, y: number) => Promise} tap with a finger
 * @property {(x: number, y: number, deltaY: number) => Promise} wheel
 * @property {(about?: {path?: string}) => Promise<Buffer>} screenshot as PNG
 * @property {(milliseconds: number) => Promise} waitForTimeout
 * @property {() => string[]} complaints errors of the page since this was asked last, as far as the driver is told
 */

/**
 * @typedef {object} Engine
 * @property {string} name
 * @property {boolean} sharesMemory pages that are isolated can have threads
 * @property {() => Promise<{page: DrivenPage, version: string, close: () => Promise}>} start throws an Unavailable where
 *   this machine lacks what it needs
 */

/** @type {Engine[]} */
export const ENGINES = [blink, gecko, webkit];
export { webkitAlone };

const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin" };

/** Waits until `look`, run in the page, gives something, and gives that; a page that is just being left gives nothing. */
export async function waitFor(page, look, argument) {
  const end = Date.now() + PATIENCE;
  let trouble = "";
  while (Date.now() < end) {
    try {
      const found = await page.evaluate(look, argument);
      if (found) return found;
    } catch (error) {
      trouble = error.message;
    }
    await page.waitForTimeout(50);
  }
  const seen = await page.evaluate(() => document.body?.innerText.trim().slice(0, 500)).catch((error) => error.message);
  throw new Error(`Waited in vain for ${look}. ${trouble} The page says: ${seen}`);
}

/** The lab, or why there is none: { lab, problem, note }. */
export const outcome = (page) => waitFor(page, () => {
  const text = (id) => document.getElementById(id)?.getClientRects().length > 0 ? document.getElementById(id).innerText.trim() : "";
  const ready = Boolean(document.getElementById("front")?.hidden && globalThis.lab?.state());
  return (ready || text("problem")) && { lab: ready, problem: text("problem"), note: text("toast-text") };
});

export async function isReady(page) {
  const { problem } = await outcome(page);
  assert.equal(problem, "", "the lab does not start");
}

/** What the page says went wrong while the lab goes on; a quiet note is none. */
const alerts = (page) => page.evaluate(() => {
  const toast = document.getElementById("toast");
  return toast && !toast.hidden && toast.getAttribute("role") === "alert" ? [toast.innerText] : [];
});

/** Clicks the middle of an element. */
export async function clickOn(page, id) {
  const { x, y } = await waitFor(page, (name) => {
    const box = document.getElementById(name)?.getBoundingClientRect();
    return box?.width > 0 && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }, id);
  await page.click(x, y);
}

/** Where on the picture the button is that trains, which takes a moment after the page opened. */
export async function trainButton(page) {
  await settled(page);
  for (let tries = 0; tries < 20; ++tries) {
    const { found } = await picture(page, { find: ACCENT.light });
    if (found) return found;
    await page.waitForTimeout(250);
  }
  throw new Error("No button is filled with the accent colour.");
}

/** A session of one engine, with which behaviours visit the lab. */
export class Visitor {
  #session;
  #shared = null;     // the server of the page that is used again and again
  #onShared = false;  // that page is the one that is open

  constructor(engine, session) {
    this.engine = engine;
    this.#session = session;
  }

  get page() { return this.#session.page; }

  /** The lab on a host that isolates it, as on a first visit. */
  async lab() {
    this.#shared ??= await startServer({ root: DIST });
    if (!this.#onShared) await this.#open(this.#shared.url);
    else await this.page.evaluate(() => { lab.pause(); lab.forget(); });
    this.#onShared = true;
    return this.page;
  }

  /**
   * A visit to a host of its own, and so with a storage of its own.
   * @param {import("node:test").TestContext} t after which the host is gone
   * @param {object} [about]
   * @param {() => Promise<{url: string, close: () => Promise}>} [about.serve] else files on a plain host:
   * @param {boolean} [about.isolated]
   * @param {Function} [about.instead] as startPlainServer has it
   * @param {string} [about.address] what follows the URL
   * @param {boolean} [about.wait] until the lab is ready (default)
   */
  async visit(t, { serve, isolated = false, instead, address = "", wait = true } = {}) {
    const server = await (serve?.() ?? startPlainServer(DIST, "/lab/", { headers: isolated ? ISOLATED : {}, instead }));
    t.after(async () => {
      await this.page.goto("about:blank");
      await server.close();
    });
    this.#onShared = false;
    await this.#open(server.url + address, wait);
    return this.page;
  }

  async #open(url, wait = true) {
    await this.page.goto("about:blank");  // an address that differs behind its # alone would load nothing
    await this.page.goto(url);
    if (wait) await isReady(this.page);
  }

  /** Fails if something went wrong on the page that the behaviour did not expect. */
  async check(expected) {
    const found = [...this.page.complaints(), ...await alerts(this.page)];
    assert.deepEqual(found.filter((problem) => !expected?.test(problem)), [], "problems on the page");
  }

  async close() {
    await this.#session.close();
    await this.#shared?.close();
  }
}
