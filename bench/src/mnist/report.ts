import { short } from "@deltarule/measure";
import { bestAccuracy, type Curve, type MnistResult, secondsAnEpoch } from "./curve.ts";

/** A row a library: its best epoch from each seed, and its seconds an epoch. */
export function formatMnist({ curves, skipped }: MnistResult): string {
  const libraries = [...new Set(curves.map(({ library }) => library))];
  const rows = libraries.map((library) => {
    const own = curves.filter((curve) => curve.library === library);
    const best = own.map((curve) => percent(bestAccuracy(curve)));
    const seconds = own.map(secondsAnEpoch).toSorted((x, y) => x - y)[own.length >> 1]!;
    const { note, epochs } = own[0]!;
    return `| ${library} | ${best.join(", ")} | ${epochs.length} | ${short(seconds)} s | ${note} |`;
  });
  return [
    "### MNIST: 784-30-10, batch 10, ε 3.0 on the mean, weights and biases N(0, 1)\n",
    "| | best epoch, a figure a seed | epochs | an epoch | |",
    "| --- | --- | ---: | ---: | --- |",
    ...rows,
    ...skipped.map(({ library, reason }) => `| ${library} | – | – | – | skipped: ${reason} |`),
    "\n50,000 training images, accuracy on the 10,000 test images; seconds of training alone.\n",
  ].join("\n");
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

const WIDTH = 720;
const HEIGHT = 420;
const EDGE = { left: 60, right: 190, top: 40, bottom: 50 };
const COLOURS = ["#1b4f8a", "#c8553d", "#3d8b57", "#8a5fb0", "#b8860b", "#4a9aa8", "#7a4a3a", "#c0569b", "#666"];

/** Accuracy on the test images against seconds of training, a line a library (its first seed). Seconds are logarithmic. */
export function formatMnistSvg({ curves }: MnistResult): string {
  const lines = curves.filter(({ library }, c) => curves.findIndex((other) => other.library === library) === c);
  const seconds = lines.flatMap(({ epochs }) => epochs.map((epoch) => epoch.seconds));
  const decades = [Math.floor(Math.log10(Math.min(...seconds))), Math.ceil(Math.log10(Math.max(...seconds)))] as const;
  const least = 0.8;
  const x = (s: number) =>
    EDGE.left + ((Math.log10(s) - decades[0]) / (decades[1] - decades[0])) * (WIDTH - EDGE.left - EDGE.right);
  const y = (a: number) =>
    HEIGHT - EDGE.bottom - ((Math.max(a, least) - least) / (1 - least)) * (HEIGHT - EDGE.top - EDGE.bottom);
  const grid = [
    ...[0.8, 0.85, 0.9, 0.95, 1].map(
      (a) =>
        `${rule(EDGE.left, y(a), WIDTH - EDGE.right, y(a))}${text(EDGE.left - 8, y(a) + 4, `${Math.round(100 * a)} %`, "end")}`,
    ),
    ...Array.from({ length: decades[1] - decades[0] + 1 }, (_, d) => 10 ** (decades[0] + d)).map(
      (s) =>
        `${rule(x(s), EDGE.top, x(s), HEIGHT - EDGE.bottom)}${text(x(s), HEIGHT - EDGE.bottom + 18, `${s} s`, "middle")}`,
    ),
  ];
  const drawn = lines.map((curve, c) => line(curve, COLOURS[c % COLOURS.length]!, EDGE.top + 16 * c, x, y));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>MNIST: accuracy against seconds of training</title><rect width="100%" height="100%" fill="#fff"/>`,
    text(EDGE.left, 22, "784-30-10 on MNIST: accuracy on the test images after each epoch", "start"),
    text((EDGE.left + WIDTH - EDGE.right) / 2, HEIGHT - 10, "seconds of training, logarithmic", "middle"),
    ...grid,
    ...drawn,
    "</svg>\n",
  ].join("\n");
}

type Scale = (value: number) => number;

function line({ library, epochs }: Curve, colour: string, legend: number, x: Scale, y: Scale): string {
  const points = epochs.map(({ seconds, accuracy }) => `${x(seconds).toFixed(1)},${y(accuracy).toFixed(1)}`);
  const dots = points.map((point) => {
    const [cx, cy] = point.split(",");
    return `<circle cx="${cx}" cy="${cy}" r="2" fill="${colour}"/>`;
  });
  const at = WIDTH - EDGE.right + 14;
  return [
    `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="1.5"/>`,
    ...dots,
    `<rect x="${at}" y="${legend}" width="10" height="10" fill="${colour}"/>`,
    text(at + 16, legend + 9, library, "start"),
  ].join("");
}

const rule = (x1: number, y1: number, x2: number, y2: number) =>
  `<path d="M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}" stroke="#ddd"/>`;
const text = (x: number, y: number, content: string, anchor: string) =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${content}</text>`;
