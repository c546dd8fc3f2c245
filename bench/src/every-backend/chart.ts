import { short } from "@deltarule/measure";
import { type EveryBackend, isSoftware, type Row } from "./table.ts";

const NAMES = 250;
const PROOFS = 84;
const COLUMN = 118;
const BAR = 66;
const ROW = 22;
const TOP = 58;
const LEFT = NAMES + PROOFS;

const STYLE = `.paper{fill:#fff}.ink{fill:#1f2328}.rule{stroke:#d8dee4}.bar{fill:#4878a8}.wrong{fill:#c0392b}
@media (prefers-color-scheme:dark){.paper{fill:#0d1117}.ink{fill:#e6edf3}.rule{stroke:#30363d}.bar{fill:#5f93c7}.wrong{fill:#ff7b72}}`;

/**
 * A row a backend: how many conformance cases it passed, and bars as long as its samples a second on each network, beside the fastest of
 * their column.
 */
export function formatEveryBackendSvg({ columns, rows }: EveryBackend): string {
  const notes = rows.some(isSoftware)
    ? ["* drawn by software, on the processor: it says nothing of a GPU's speed"]
    : [];
  const width = LEFT + columns.length * COLUMN + 8;
  const bottom = TOP + rows.length * ROW;
  const height = bottom + 10 + 18 * notes.length;
  const fastest = columns.map((_, c) => Math.max(...rows.map(({ rates }) => rates[c] ?? 0)));
  const line = (row: Row, r: number) => {
    const y = TOP + r * ROW;
    const bars = row.rates.map((rate, c) => {
      const x = LEFT + c * COLUMN;
      if (rate === undefined) return text(x, y + 14, "–");
      const length = Math.max(1, (rate / fastest[c]!) * BAR);
      return `<rect class="bar" x="${x}" y="${y + 4}" width="${length.toFixed(1)}" height="${ROW - 9}"/>${text(x + length + 5, y + 14, short(rate))}`;
    });
    return [
      text(NAMES - 10, y + 14, `${row.name}${isSoftware(row) ? " *" : ""}`, "end"),
      proofText(row, y + 14),
      ...bars,
    ].join("");
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>Every backend: conformance cases, and samples per second in training</title><style>${STYLE}</style>`,
    `<rect class="paper" width="100%" height="100%"/>`,
    text(
      8,
      20,
      "Conformance cases passed, and samples per second in training; bars are relative to the fastest of their column",
    ),
    text(NAMES, TOP - 22, "conformance"),
    ...columns.map((column, c) => heading(column, LEFT + c * COLUMN)),
    `<path class="rule" d="M8 ${TOP - 4}H${width - 8}"/>`,
    ...rows.map(line),
    ...notes.map((note, n) => text(8, bottom + 20 + 18 * n, note)),
    "</svg>\n",
  ].join("\n");
}

function proofText({ proof }: Row, y: number): string {
  if (!proof) return text(NAMES, y, "–");
  if (proof.failed > 0) return text(NAMES, y, `${proof.failed} failed`, "start", "wrong");
  return text(NAMES, y, `✓ ${proof.passed}`);
}

/** "W3 784-30-10, batch 10", the workload above the rest. */
function heading(column: string, x: number): string {
  const [network = "", batch = ""] = column.split(", ");
  return text(x, TOP - 22, network) + text(x, TOP - 9, batch);
}

const text = (x: number, y: number, content: string, anchor = "start", kind = "ink") =>
  `<text class="${kind}" x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}">${content}</text>`;
