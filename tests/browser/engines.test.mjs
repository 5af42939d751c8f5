// What the page promises in every browser, in the three engines that browsers are made of: Blink, Gecko and WebKit. What is
// particular to Chromium, or needs more than all drivers can do, is in the other files.
import { test } from "node:test";

import { address } from "./engines/address.mjs";
import { controls } from "./engines/controls.mjs";
import { ENGINES, Visitor, webkitAlone } from "./engines/engines.mjs";
import { faults, threads } from "./engines/hosts.mjs";
import { numbers } from "./engines/numbers.mjs";
import { pictures } from "./engines/pictures.mjs";
import { Unavailable } from "./engines/programs.mjs";

// title, what is to be seen with { visitor, engine, t }, and which problems on the page it provokes
const BEHAVIOURS = [...controls, ...numbers, ...address, ...pictures, ...faults, ...threads];

async function startOrSkip(t, engine) {
  try {
    return await engine.start();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    t.skip(`${engine.name} cannot be tried: ${error.message}`);
    return null;
  }
}

for (const [engine, behaviours] of [...ENGINES.map((each) => [each, BEHAVIOURS]), [webkitAlone, threads]]) {
  test(engine.name, async (t) => {
    const session = await startOrSkip(t, engine);
    if (!session) return;
    t.diagnostic(session.version);
    const visitor = new Visitor(engine, session);
    t.after(() => visitor.close());
    for (const [title, behave, { expected } = {}] of behaviours) {
      await t.test(`${engine.name}: ${title}`, async (inner) => {
        await behave({ visitor, engine, t: inner });
        await visitor.check(expected);
      });
    }
  });
}
