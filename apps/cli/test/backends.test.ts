import picocolors from "picocolors";
import { expect, test } from "vitest";
import { availabilityJson } from "../src/availability/availability-json.ts";
import { availabilityText, speedsText } from "../src/availability/availability-text.ts";
import { backendChoice } from "../src/backend-choice.ts";
import { bars } from "../src/text/bars.ts";
import { emptyFolder, jsonLines, run } from "./deltarule.ts";

const paint = picocolors.createColors(false);
const facts = { device: "a device", precision: "f32", deterministic: true, nonFinite: true, sigmoidUlp: 1 } as const;
const measured = (candidate: string, rate: number) => ({
  candidate,
  status: "measured" as const,
  perSecond: { median: rate, lower: rate - 100, upper: rate + 100 },
  rates: [rate],
});
const all = [
  { choice: backendChoice("cpu"), facts, training: measured("cpu", 1000) },
  {
    choice: backendChoice("./mine.js"),
    facts: { ...facts, deterministic: false },
    training: measured("./mine.js", 2000),
  },
  {
    choice: backendChoice("./wrong.js"),
    facts,
    training: { candidate: "./wrong.js", status: "wrong", reason: "off" } as const,
  },
  { choice: backendChoice("none"), reason: "none: no device; npm install it" },
];

test("a table says of each backend what it is, and below it, within the screen, why others can't run here", () => {
  expect(availabilityText(all, { paint, width: 40 })).toEqual([
    "backend     precision  same bits again  device",
    "cpu         f32        yes              a device",
    "./mine.js   f32        no               a device",
    "./wrong.js  f32        yes              a device",
    "",
    "none is not here: no device; npm",
    "  install it",
  ]);
});

test("bars are in proportion, to an eighth of a character, the fastest first; what wasn't timed says why", () => {
  expect(speedsText(all, { paint, width: 80 })).toEqual([
    `./mine.js  ${"█".repeat(50)} 2k samples/s`,
    `cpu        ${"█".repeat(25)} 1k samples/s`,
    "./wrong.js: wrong: off",
  ]);
  const few = [
    { label: "a", value: 16, text: "" },
    { label: "b", value: 7, text: "" },
    { label: "c", value: 0.001, text: "" },
  ];
  expect(bars(few, { width: 13, paint }).map((line) => line.trimEnd())).toEqual(["a  ████████", "b  ███▌", "c  ▏"]);
});

test("as JSON a backend is a line, with its speed where it was timed", () => {
  expect(all.map(availabilityJson)).toMatchObject([
    { name: "cpu", available: true, device: "a device", samplesPerSecond: 1000, middleHalf: [900, 1100] },
    { name: "./mine.js", available: true, deterministic: false, samplesPerSecond: 2000 },
    { name: "./wrong.js", available: true, status: "wrong", reason: "off" },
    { name: "none", available: false, reason: "none: no device; npm install it" },
  ]);
});

test("backends --measure times every backend here, the slowest too, on a network as small as there is", async () => {
  const args = ["backends", "--measure", "--layers", "2,1", "--batch", "1", "--json"];
  const { out, code } = await run(args, { cwd: emptyFolder() });
  expect(code).toBe(0);
  const lines = jsonLines(out);
  expect(lines).toContainEqual(
    expect.objectContaining({ type: "backend", name: "cpu", available: true, samplesPerSecond: expect.any(Number) }),
  );
  expect(lines).toContainEqual(expect.objectContaining({ name: "workers", available: true }));
  // thousands of times slower than cpu, which may leave no time for an epoch on a busy machine
  expect(lines).toContainEqual(
    expect.toSatisfy(
      ({ name, samplesPerSecond, reason }) =>
        name === "gpujs:mode=webasm" && (samplesPerSecond > 0 || /an epoch of 200 samples takes/.test(reason)),
    ),
  );
}, 120_000);
