// What boot.mjs, which stands in the page itself, lends to the page's script, so that a visit brings it once.

if (!self.labBoot) {
  // Nor has the page its style then.
  document.body.textContent = "The lab has not started: the server sends a Content-Security-Policy that forbids what stands in " +
    "this page. It must allow what the page's own policy allows, in the head of index.html.";
  throw new Error("The server's policy forbids the page's own script.");
}

export const { explain, knowsRelaxedSimd, reloadFresh, showProblem, takeEarly } = self.labBoot;
