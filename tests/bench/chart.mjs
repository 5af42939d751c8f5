// The results as a picture in SVG: steps a second on one thread, a group of bars a workload, each as long as its share of
// the group's fastest.

const WIDTH = 840;
const LEFT = 190; // names
const RIGHT = 110; // figures
const BAR = 15;
const GAP = 16; // between groups
const TOP = 62;
const COLOURS = { lab: "#1f6fb4", rival: "#c9a227", beside: "#8a8a8a" };
const INK = "#333";

const TITLES = {
  S1: "S1: spiral, linear",
  S2: "S2: spiral, 100 hidden units",
  C1: "C1: 256 images, linear",
  C2: "C2: 256 images, 200 hidden units",
  C2L: "C2L: 256 images, 1,000 hidden units",
};

const number = (value) =>
  value >= 1000 ? Math.round(Number(value.toPrecision(3))).toLocaleString("en-US") : `${Number(value.toPrecision(3))}`;
const escaped = (words) => words.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
const text = (x, y, words, more = "") => `<text x="${x}" y="${y}" ${more}>${escaped(words)}</text>`;

/** Who is in the picture: our two builds and everyone beside them, on one thread, fastest first. */
function barsOf(rows, workload) {
  const shown = rows.filter((row) => row.workload === workload && row.threads === 1 && row.kind in COLOURS);
  return shown.sort((a, b) => b.median - a.median);
}

function drawGroup(bars, workload, y) {
  const fastest = bars[0].median;
  const scale = (value) => Math.max(1, ((WIDTH - LEFT - RIGHT) * value) / fastest).toFixed(1);
  const parts = [text(12, y + 12, TITLES[workload], 'font-weight="600"')];
  bars.forEach(({ name, kind, median }, i) => {
    const top = y + (i + 1) * (BAR + 3);
    parts.push(text(LEFT - 8, top + BAR - 4, name, 'text-anchor="end"'));
    parts.push(`<rect x="${LEFT}" y="${top}" width="${scale(median)}" height="${BAR}" fill="${COLOURS[kind]}"/>`);
    parts.push(text(LEFT + Number(scale(median)) + 6, top + BAR - 4, number(median)));
  });
  return parts;
}

/** @param {object} results as bench.mjs writes them */
export function chart({ date, machine, settings, rows }) {
  const workloads = Object.keys(TITLES).filter((workload) => barsOf(rows, workload).length > 0);
  const parts = [
    text(12, 24, "Steps a second, one thread", 'font-size="16" font-weight="600"'),
    text(12, 44, `${date.slice(0, 10)}, ${machine.processor}, Chromium ${machine.browser}, ` +
      `median of ${settings.rounds} rounds`, 'fill="#666"'),
  ];
  let y = TOP;
  for (const workload of workloads) {
    const bars = barsOf(rows, workload);
    parts.push(...drawGroup(bars, workload, y));
    y += (bars.length + 1) * (BAR + 3) + GAP;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" ` +
    `font-family="sans-serif" font-size="12" fill="${INK}">\n<rect width="100%" height="100%" fill="#fff"/>\n` +
    `${parts.join("\n")}\n</svg>\n`;
}
