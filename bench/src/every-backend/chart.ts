import { short } from "@deltarule/measure";
import type { EveryBackend } from "./table.ts";

const NAMES = 230;
const COLUMN = 118;
const BAR = 66;
const ROW = 22;
const TOP = 58;

const STYLE = `.paper{fill:#fff}.ink{fill:#1f2328}.rule{stroke:#d8dee4}.bar{fill:#4878a8}
@media (prefers-color-scheme:dark){.paper{fill:#0d1117}.ink{fill:#e6edf3}.rule{stroke:#30363d}.bar{fill:#5f93c7}}`;

/** A row a backend and a column a network: bars as long as the samples a second, beside the fastest of their column. */
export function formatEveryBackendSvg({ columns, rows }: EveryBackend): string {
  const width = NAMES + columns.length * COLUMN + 8;
  const height = TOP + rows.length * ROW + 10;
  const fastest = columns.map((_, c) => Math.max(...rows.map(({ rates }) => rates[c] ?? 0)));
  const line = ({ name, rates }: EveryBackend["rows"][number], r: number) => {
    const y = TOP + r * ROW;
    const bars = rates.map((rate, c) => {
      const x = NAMES + c * COLUMN;
      if (rate === undefined) return text(x, y + 14, "–", "start");
      const length = Math.max(1, (rate / fastest[c]!) * BAR);
      return `<rect class="bar" x="${x}" y="${y + 4}" width="${length.toFixed(1)}" height="${ROW - 9}"/>${text(x + length + 5, y + 14, short(rate), "start")}`;
    });
    return [text(NAMES - 10, y + 14, name, "end"), ...bars].join("");
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>Samples per second in training on every backend</title><style>${STYLE}</style>`,
    `<rect class="paper" width="100%" height="100%"/>`,
    text(8, 20, "Samples per second in training; bars are relative to the fastest of their column", "start"),
    ...columns.map((column, c) => heading(column, NAMES + c * COLUMN)),
    `<path class="rule" d="M8 ${TOP - 4}H${width - 8}"/>`,
    ...rows.map(line),
    "</svg>\n",
  ].join("\n");
}

/** "W3 784-30-10, batch 10", the workload above the rest. */
function heading(column: string, x: number): string {
  const [network = "", batch = ""] = column.split(", ");
  return text(x, TOP - 22, network, "start") + text(x, TOP - 9, batch, "start");
}

const text = (x: number, y: number, content: string, anchor: string) =>
  `<text class="ink" x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}">${content}</text>`;
