import { bestAccuracy, type Curve, type MnistResult } from "./curve.ts";

const WIDTH = 760;
const HEIGHT = 440;
const EDGE = { left: 56, right: 210, top: 44, bottom: 52 };

// the lines are of a middling lightness, so that they show on either paper
const STYLE = `.paper{fill:#fff}.ink{fill:#1f2328}.rule{stroke:#d8dee4}
@media (prefers-color-scheme:dark){.paper{fill:#0d1117}.ink{fill:#e6edf3}.rule{stroke:#30363d}}`;
const COLOURS = [
  ...["#2f81f7", "#d1603d", "#2da06f", "#a371f7", "#c29100"],
  ...["#3fa7c4", "#a0714f", "#d6619c", "#8b949e", "#7d8f2f"],
];

/** What is less is not drawn, so that the others can be told apart; the legend has everyone's best. */
const LEAST = 0.88;

type Scale = (value: number) => number;

/** Accuracy on the test images against seconds of training, a line a library (its first seed). Seconds are logarithmic. */
export function formatMnistSvg({ curves }: MnistResult): string {
  const lines = curves.filter(({ name }, c) => curves.findIndex((other) => other.name === name) === c);
  const least = Math.min(LEAST, Math.max(...lines.map(bestAccuracy)));
  const drawn = lines.map((line) => ({ ...line, epochs: line.epochs.filter(({ accuracy }) => accuracy >= least) }));
  const epochs = drawn.flatMap((line) => line.epochs);
  const seconds = logarithmic(epochs.map((epoch) => epoch.seconds));
  const accuracy = linear(epochs.map((epoch) => epoch.accuracy));
  const x: Scale = (s) => EDGE.left + seconds.share(s) * (WIDTH - EDGE.left - EDGE.right);
  const y: Scale = (a) => HEIGHT - EDGE.bottom - accuracy.share(a) * (HEIGHT - EDGE.top - EDGE.bottom);
  const [left, right, top, bottom] = [EDGE.left, WIDTH - EDGE.right, EDGE.top, HEIGHT - EDGE.bottom];
  const grid = [
    ...accuracy.ticks.map((a) => rule(left, y(a), right, y(a)) + text(left - 8, y(a) + 4, `${percent(a)} %`, "end")),
    ...seconds.ticks.map((s) => rule(x(s), top, x(s), bottom) + text(x(s), bottom + 18, `${s} s`, "middle")),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>MNIST: accuracy against seconds of training</title><style>${STYLE}</style>`,
    `<rect class="paper" width="100%" height="100%"/>`,
    text(left, 24, "784-30-10 on MNIST: accuracy on the test images after each epoch", "start"),
    text((left + right) / 2, HEIGHT - 12, "seconds of processor time in training, logarithmic", "middle"),
    ...grid,
    ...drawn.map((curve, c) => line(curve, COLOURS[c % COLOURS.length]!, x, y)),
    ...lines.map((curve, c) => legend(curve, COLOURS[c % COLOURS.length]!, top + 20 * c)),
    "</svg>\n",
  ].join("\n");
}

/** Whole decades around the values. */
function logarithmic(values: readonly number[]) {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
  const ticks = Array.from({ length: to - from + 1 }, (_, d) => 10 ** (from + d));
  return { share: (value: number) => (Math.log10(value) - from) / (to - from), ticks };
}

/** Whole percents around the values, so many of them that about ten are drawn. */
function linear(values: readonly number[]) {
  const span = 100 * (Math.max(...values) - Math.min(...values));
  const step = [1, 2, 5].find((percents) => span <= 10 * percents) ?? 10;
  const from = Math.floor((100 * Math.min(...values)) / step);
  const to = Math.max(from + 1, Math.ceil((100 * Math.max(...values)) / step));
  const ticks = Array.from({ length: to - from + 1 }, (_, t) => ((from + t) * step) / 100);
  return { share: (value: number) => ((100 * value) / step - from) / (to - from), ticks };
}

/** A line with a dot an epoch. */
function line({ epochs }: Curve, colour: string, x: Scale, y: Scale): string {
  const points = epochs.map(({ seconds, accuracy }) => [x(seconds).toFixed(1), y(accuracy).toFixed(1)]);
  return [
    `<polyline points="${points.map((point) => point.join()).join(" ")}" fill="none" stroke="${colour}" stroke-width="1.5"/>`,
    ...points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="2" fill="${colour}"/>`),
  ].join("");
}

function legend(curve: Curve, colour: string, y: number): string {
  const at = WIDTH - EDGE.right + 16;
  return [
    `<rect x="${at}" y="${y}" width="10" height="10" fill="${colour}"/>`,
    text(at + 16, y + 9, `${curve.name}: ${(100 * bestAccuracy(curve)).toFixed(1)} %`, "start"),
  ].join("");
}

const percent = (a: number) => Math.round(100 * a);
const rule = (x1: number, y1: number, x2: number, y2: number) =>
  `<path class="rule" d="M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}"/>`;
const text = (x: number, y: number, content: string, anchor: string) =>
  `<text class="ink" x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${content}</text>`;
