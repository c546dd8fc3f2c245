import { short } from "./format.ts";
import type { Measured, Measurement } from "./measurement.ts";

const ROW = 24;
const LABELS = 300;
const BARS = 420;
const TOP = 40;

/**
 * A bar a candidate, as long as its median, with a line over the middle half of its rounds. The scale is logarithmic where the
 * slowest is more than fifty times behind, and says so.
 */
export function formatSvg({ title, unit, outcomes }: Measurement): string {
  const measured = outcomes.filter((outcome): outcome is Measured => outcome.status === "measured");
  const { scale, name } = scaleOf(measured.flatMap(({ perSecond: { lower, upper } }) => [lower, upper]));
  const height = TOP + measured.length * ROW + 12;
  const bars = measured.map(({ candidate, perSecond: { median, lower, upper } }, row) => {
    const y = TOP + row * ROW;
    const [from, to] = [LABELS + scale(lower), LABELS + scale(upper)];
    return [
      text(LABELS - 8, y + 14, candidate, "end"),
      `<rect x="${LABELS}" y="${y + 3}" width="${fixed(scale(median))}" height="${ROW - 8}" fill="#4878a8"/>`,
      `<path d="M${fixed(from)} ${y + 11}H${fixed(to)}" stroke="#1b2a3a" stroke-width="3"/>`,
      text(Math.max(to, LABELS + scale(median)) + 6, y + 14, short(median), "start"),
    ].join("");
  });
  const width = LABELS + BARS + 70;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="#fff"/>`,
    text(8, 20, `${title}: ${unit} per second, ${name} scale`, "start"),
    ...bars,
    "</svg>\n",
  ].join("\n");
}

/** Maps a rate to a bar's length. */
function scaleOf(rates: readonly number[]): { scale: (rate: number) => number; name: string } {
  const most = Math.max(...rates, Number.MIN_VALUE);
  const least = Math.min(...rates, most);
  if (most <= 50 * least) return { scale: (rate) => (rate / most) * BARS, name: "linear" };
  // one decade below the slowest, so that its bar is still to be seen
  const from = Math.log10(least) - 1;
  return { scale: (rate) => ((Math.log10(rate) - from) / (Math.log10(most) - from)) * BARS, name: "logarithmic" };
}

const text = (x: number, y: number, content: string, anchor: "start" | "end") =>
  `<text x="${fixed(x)}" y="${y}" text-anchor="${anchor}">${escaped(content)}</text>`;

const fixed = (x: number) => String(Number(x.toFixed(1)));
const escaped = (s: string) => s.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
