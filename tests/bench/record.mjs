// What a measurement prints, kept as a document in Markdown that says when, where and with which command it was written.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export const machine = (browser) =>
  ({ processor: os.cpus()[0]?.model, cores: os.cpus().length, browser: browser.version() });

export class Record {
  #lines = [];

  print(line) {
    console.log(line);
    this.#lines.push(line);
  }

  /** Writes NAME.md into the folder, if there is one. */
  write(folder, name, title, command, { processor, cores, browser }) {
    if (!folder) return;
    fs.mkdirSync(folder, { recursive: true });
    const head = `# ${title}\n\n${new Date().toISOString().slice(0, 10)}, ${processor}, ${cores} cores, Chromium ${browser}. ` +
      `Written by \`${command}\`.\n\n`;
    fs.writeFileSync(path.join(folder, `${name}.md`), `${head}${this.#lines.join("\n")}\n`);
  }
}
