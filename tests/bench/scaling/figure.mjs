// Step times as a figure in SVG: one panel a variable, both axes logarithmic, so that proportional growth is a line of
// slope 1. Dashed: proportional to the variable (to 1 / threads), through the last point (the first).

const WIDTH = 420;
const HEIGHT = 350;
const MARGIN = { left: 72, right: 20, top: 98, bottom: 44 }; // above the plot: its title and up to four names
const COLOURS = ["#1f6fb4", "#c4541a", "#2f8a4c", "#7a4fa3"];
const INK = "#333";
const GRID = "#ddd";

const number = (value) => (value >= 1000 ? value.toLocaleString("en-US") : String(Number(value.toPrecision(3))));
const text = (x, y, words, more = "") => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${words}</text>`;
const line = (x1, y1, x2, y2, more) =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" ${more}/>`;

function scale(low, high, from, to) {
  return (value) => from + ((Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))) * (to - from);
}

function powersOfTen(low, high) {
  const ticks = [];
  for (let power = Math.ceil(Math.log10(low)); power <= Math.log10(high); ++power) ticks.push(10 ** power);
  return ticks;
}

function axes({ title, varies, over }, x, y, times) {
  const parts = [];
  const every = Math.ceil(over.length / 7);
  over.forEach((value, i) => {
    parts.push(line(x(value), MARGIN.top, x(value), HEIGHT - MARGIN.bottom, `stroke="${GRID}"`));
    if (i % every === 0) parts.push(text(x(value), HEIGHT - MARGIN.bottom + 16, number(value), 'text-anchor="middle"'));
  });
  for (const tick of powersOfTen(...times)) {
    parts.push(line(MARGIN.left, y(tick), WIDTH - MARGIN.right, y(tick), `stroke="${GRID}"`));
    parts.push(text(MARGIN.left - 6, y(tick) + 4, `${number(tick)} ms`, 'text-anchor="end"'));
  }
  parts.push(text(MARGIN.left, 20, `Step time by ${varies === "threads" ? "threads" : varies}`, 'font-weight="600"'));
  parts.push(text((MARGIN.left + WIDTH - MARGIN.right) / 2, HEIGHT - 8, title, 'text-anchor="middle"'));
  return parts;
}

function curve({ name, points }, varies, index, x, y, floor) {
  const colour = COLOURS[index];
  const path = points.map(([value, time]) => `${x(value).toFixed(1)},${y(time).toFixed(1)}`).join(" ");
  const falls = varies === "threads";
  const [anchor, at] = falls ? points[0] : points.at(-1);
  const ideal = points.map(([value]) => [value, falls ? (at * anchor) / value : (at * value) / anchor])
    .filter(([, time]) => time >= floor);
  const dashes = ideal.map(([value, time]) => `${x(value).toFixed(1)},${y(time).toFixed(1)}`).join(" ");
  const marks = points.map(([value, time]) => `<circle cx="${x(value).toFixed(1)}" cy="${y(time).toFixed(1)}" r="3"/>`);
  const label = text(MARGIN.left, 40 + 16 * index, name, `fill="${colour}" font-weight="600"`);
  return [`<polyline points="${dashes}" fill="none" stroke="${colour}" stroke-dasharray="3 4" opacity="0.6"/>`,
    `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    `<g fill="${colour}">${marks.join("")}</g>`, label];
}

function drawPanel(panel) {
  const all = panel.lines.flatMap(({ points }) => points.map(([, time]) => time));
  const times = [Math.min(...all) / 1.5, Math.max(...all) * 1.5];
  const over = panel.over.length > 1 ? panel.over : [panel.over[0], panel.over[0] * 2];
  const x = scale(over[0], over.at(-1), MARGIN.left + 12, WIDTH - MARGIN.right - 12);
  const y = scale(...times, HEIGHT - MARGIN.bottom, MARGIN.top);
  return [...axes(panel, x, y, times),
    ...panel.lines.flatMap((one, i) => curve(one, panel.varies, i, x, y, times[0]))].join("\n");
}

/**
 * panels: [{ varies, title, over, lines: [{ name, points: [[value, milliseconds]] }] }] → SVG, two panels a row; below
 * them when and where it was measured.
 */
export function drawFigure(panels, when) {
  const rows = Math.ceil(panels.length / 2);
  const drawn = panels.map((panel, i) =>
    `<g transform="translate(${(i % 2) * WIDTH} ${Math.floor(i / 2) * HEIGHT})">\n${drawPanel(panel)}\n</g>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * WIDTH} ${rows * HEIGHT + 24}" width="${2 * WIDTH}" ` +
    `font-family="sans-serif" font-size="12" fill="${INK}">\n<rect width="100%" height="100%" fill="#fff"/>\n` +
    `${drawn.join("\n")}\n${text(12, rows * HEIGHT + 14, when, 'fill="#666"')}\n</svg>\n`;
}
