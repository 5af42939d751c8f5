// WebKit: the small browser that comes with WebKitGTK, driven by the WebDriver that comes with it.
import fs from "node:fs";
import net from "node:net";

import selenium from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";

import { PATIENCE } from "../browser.mjs";
import { findProgram, fromProgram, startDisplay, startProgram, Unavailable } from "./programs.mjs";

const { Builder, Key, Origin } = selenium;
const PACKAGE = "webkit2gtk-driver";
const LIBRARIES = ["x86_64-linux-gnu", "aarch64-linux-gnu"].flatMap((machine) => ["4.1", "6.0", "4.0"].map((api) =>
  `/usr/lib/${machine}/webkit${api === "6.0" ? "gtk" : "2gtk"}-${api}/MiniBrowser`));

const keyOf = (name) => name.length > 1 ? Key[name.toUpperCase()] : name;

class WebDriverPage {
  #driver;

  constructor(driver) {
    this.#driver = driver;
  }

  goto(url) { return this.#driver.get(url); }
  reload() { return this.#driver.navigate().refresh(); }

  async evaluate(run, argument) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve(arguments[0]).then(${run}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.#driver.executeAsyncScript(script, argument ?? null);
    if (error) throw new Error(error);
    return value;
  }

  press(name) {
    const key = keyOf(name);
    return this.#driver.actions().keyDown(key).pause(30).keyUp(key).perform();
  }

  click(x, y) {
    return this.#driver.actions().move({ x, y, origin: Origin.VIEWPORT, duration: 0 }).pause(60).press().pause(60).release().perform();
  }

  async tap(x, y) {
    const finger = new Pointer("finger", Pointer.Type.TOUCH);
    const actions = this.#driver.actions();
    actions.insert(finger, finger.move({ x, y, origin: Origin.VIEWPORT, duration: 0 }), finger.press());
    await actions.pause(60, finger).insert(finger, finger.release()).perform();
  }

  wheel(x, y, deltaY) {
    return this.#driver.actions().move({ x, y, origin: Origin.VIEWPORT, duration: 0 }).pause(60).scroll(x, y, 0, deltaY, Origin.VIEWPORT).perform();
  }

  async screenshot({ path: file } = {}) {
    const png = Buffer.from(await this.#driver.takeScreenshot(), "base64");
    if (file) fs.writeFileSync(file, png);
    return png;
  }

  waitForTimeout(milliseconds) { return new Promise((resolve) => setTimeout(resolve, milliseconds)); }

  // The protocol tells nothing of what is written into the console.
  complaints() { return []; }
}

const freePort = () => new Promise((resolve, reject) => {
  const server = net.createServer().once("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

async function answering(url) {
  while (!await fetch(`${url}/status`).then((response) => response.ok, () => false)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** @param {Object<string, string>} environment what WebKit is told beside the usual */
async function start(environment) {
  const program = findProgram("WEBKIT_DRIVER", ["WebKitWebDriver"], PACKAGE);
  const binary = findProgram("MINIBROWSER", [...LIBRARIES, "MiniBrowser"], PACKAGE);
  const display = await startDisplay();
  const port = await freePort();
  const env = { ...process.env, LIBGL_ALWAYS_SOFTWARE: "1", GDK_BACKEND: "x11", DISPLAY: display.name, ...environment };
  const server = startProgram(program, [`--port=${port}`, "--host=127.0.0.1"], { env });
  const stop = async () => {
    await server.stop();
    await display.stop();
  };
  try {
    const url = `http://127.0.0.1:${port}`;
    await fromProgram(server, answering(url));
    const driver = await fromProgram(server, new Builder().disableEnvironmentOverrides().usingServer(url).withCapabilities({
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": { binary, args: ["--automation"] },
    }).build());
    await driver.manage().setTimeouts({ script: PATIENCE, pageLoad: PATIENCE });
    const capabilities = await driver.getCapabilities();
    return {
      page: new WebDriverPage(driver),
      version: `${capabilities.get("browserName")} ${capabilities.get("browserVersion")}`,
      close: async () => {
        await driver.quit().catch(() => {});  // a browser that has gone already
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw new Unavailable(`${binary} does not start: ${error.message.split("\n")[0]}`);
  }
}

// As Safari has it: pages that are isolated share memory.
export const webkit = { name: "WebKit", sharesMemory: true, start: () => start({ JSC_useSharedArrayBuffer: "1" }) };

// As WebKitGTK comes: pages are told that they are isolated, and have no memory to share.
export const webkitAlone = { name: "WebKit without shared memory", sharesMemory: false, start: () => start({}) };
