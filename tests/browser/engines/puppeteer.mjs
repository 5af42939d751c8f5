// Blink and Gecko, driven by Puppeteer: Chromium over its own protocol, Firefox over WebDriver BiDi.
import fs from "node:fs";

import puppeteer from "puppeteer-core";

import { browserPath, PATIENCE, QUIET, SOFTWARE_GL } from "../browser.mjs";
import { findProgram, startDisplay, Unavailable } from "./programs.mjs";

const SIZE = { width: 1280, height: 800 };

class PuppeteerPage {
  #page;
  #complaints = [];

  constructor(page) {
    this.#page = page;
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => this.#complaints.push(`error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") this.#complaints.push(`console: ${message.text()}`);
    });
  }

  goto(url) { return this.#page.goto(url, { waitUntil: "domcontentloaded" }); }
  reload() { return this.#page.reload({ waitUntil: "domcontentloaded" }); }
  evaluate(run, argument) { return this.#page.evaluate(run, argument); }
  press(key) { return this.#page.keyboard.press(key, { delay: 30 }); }

  async click(x, y) {
    await this.#page.mouse.move(x, y);
    await this.#page.mouse.click(x, y, { delay: 60 });
  }

  async tap(x, y) {
    const finger = await this.#page.touchscreen.touchStart(x, y);
    await this.waitForTimeout(60);
    await finger.end();
  }

  async wheel(x, y, deltaY) {
    await this.#page.mouse.move(x, y);
    await this.#page.mouse.wheel({ deltaY });
  }

  async screenshot({ path: file } = {}) {
    const png = Buffer.from(await this.#page.screenshot());
    if (file) fs.writeFileSync(file, png);
    return png;
  }

  waitForTimeout(milliseconds) { return new Promise((resolve) => setTimeout(resolve, milliseconds)); }
  complaints() { return this.#complaints.splice(0); }
}

async function session(options, ended) {
  try {
    const browser = await puppeteer.launch({ ...options, timeout: PATIENCE, protocolTimeout: PATIENCE, defaultViewport: SIZE });
    return {
      page: new PuppeteerPage(await browser.newPage()),
      version: await browser.version(),
      close: async () => {
        await browser.close();
        await ended();
      },
    };
  } catch (error) {
    await ended();
    throw error;
  }
}

export const blink = {
  name: "Blink",
  sharesMemory: true,
  start: () => session({ browser: "chrome", executablePath: browserPath(), headless: true, args: [...SOFTWARE_GL, ...QUIET] },
    async () => {}),
};

export const gecko = {
  name: "Gecko",
  sharesMemory: true,
  // Without a display Firefox offers no WebGL 2 from the processor.
  async start() {
    const executablePath = findProgram("FIREFOX", ["firefox-esr", "firefox"], "firefox-esr");
    const display = await startDisplay();
    const env = { ...process.env, DISPLAY: display.name, LIBGL_ALWAYS_SOFTWARE: "1", MOZ_DISABLE_AUTO_SAFE_MODE: "1" };
    try {
      return await session({ browser: "firefox", executablePath, headless: false, env }, display.stop);
    } catch (error) {
      throw new Unavailable(`${executablePath} does not start: ${error.message.split("\n")[0]}`);
    }
  },
};
