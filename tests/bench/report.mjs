// The results as one document in Markdown: steps a second, and their ratios to the fastest rival and to the ceilings.

const number = (value) => {
  if (value >= 1000) return Math.round(Number(value.toPrecision(3))).toLocaleString("en-US");
  return Number(value.toPrecision(3)).toString();
};
const threadsOf = (count) => (count === 1 ? "1 thread" : `${count} threads`);

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, index) => (index ? "---:" : "---"))), ...rows.map(line)].join("\n");
}

/** Median of the rounds, with what the lowest and highest were. */
const measured = ({ median, low, high }) => `${number(median)} (${number(low)} to ${number(high)})`;

/** The fastest rival from npm on a workload that uses no more threads. */
function fastestRival(rows, { workload, threads }) {
  const rivals = rows.filter((row) => row.kind === "rival" && row.workload === workload && row.threads <= threads);
  return rivals.reduce((best, row) => (best && best.median >= row.median ? best : row), undefined);
}

/** What fused multiply-adds reach on as many threads; plain ones where the browser lacks them. */
function ceilingOf(ceilings, threads) {
  const of = (kind) => ceilings.find((ceiling) => ceiling.kind === kind && ceiling.threads === threads);
  return of("relaxed") ?? of("plain");
}

/** One line a contestant and number of threads, one column a workload; `cell` may give nothing. */
function byWorkload({ rows }, kinds, cell) {
  const workloads = [...new Set(rows.map(({ workload }) => workload))];
  const lines = new Map();
  for (const row of rows.filter(({ kind }) => kinds.includes(kind))) {
    const head = `${row.name}, ${threadsOf(row.threads)}`;
    if (!lines.has(head)) lines.set(head, {});
    lines.get(head)[row.workload] = cell(row);
  }
  const body = [...lines].map(([head, cells]) => [head, ...workloads.map((id) => cells[id] ?? "")]);
  return table(["", ...workloads], body);
}

function ceilingsTable({ ceilings }) {
  const names = {
    plain: "multiply + add, f32x4 (GFLOP/s)",
    relaxed: "relaxed multiply-add, f32x4 (GFLOP/s)",
    read: "streaming read (GB/s)",
  };
  const counts = [...new Set(ceilings.map(({ threads }) => threads))];
  const cell = (kind, threads) => {
    const found = ceilings.find((ceiling) => ceiling.kind === kind && ceiling.threads === threads);
    return found ? measured(found) : "not in this browser";
  };
  const rows = Object.entries(names).map(([kind, name]) => [name, ...counts.map((threads) => cell(kind, threads))]);
  return table(["WebAssembly's ceilings", ...counts.map(threadsOf)], rows);
}

function notes({ rows, absent, troubles }) {
  const own = rows.filter(({ variant }) => variant);
  const who = ({ name, threads }) => (threads ? `${name}, ${threadsOf(threads)}` : name);
  const lines = [
    ...new Set(own.map((row) => `- ${who(row)}, says that it is ${row.variant}.`)),
    ...absent.map((one) => `- Not there: ${who(one)}: ${one.reason}.`),
    ...troubles.map((one) => `- **Wrong or failed**: ${one.workload}, ${who(one)}: ${one.reason}.`),
  ];
  return lines.length ? `\n${lines.join("\n")}\n` : "";
}

export function report(results) {
  const { date, machine, settings, rows, ceilings } = results;
  const toRival = (row) => {
    const rival = fastestRival(rows, row);
    return rival ? `${(row.median / rival.median).toFixed(2)} × ${rival.name}` : "";
  };
  const toCeiling = (row) => {
    const ceiling = ceilingOf(ceilings, row.threads);
    return ceiling ? `${(100 * row.gflops / ceiling.median).toFixed(0)} %` : "";
  };
  const everyone = ["lab", "rival", "native", "beside"];
  return `# Side by side

${date.slice(0, 10)}, ${machine.processor}, ${machine.cores} cores, Chromium ${machine.browser}.
${settings.rounds} rounds of ${settings.seconds} s each, one contestant after the other; medians (lowest to highest).

${ceilingsTable(results)}

Steps a second:

${byWorkload(results, everyone, measured)}

Compared with the fastest rival from npm on as many threads or fewer:

${byWorkload(results, ["lab", "native", "beside"], toRival)}

GFLOP/s of the products, as a share of what relaxed multiply-adds reach on as many threads:

${byWorkload(results, everyone, toCeiling)}
${notes(results)}`;
}
