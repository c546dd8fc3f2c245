import { once } from "node:events";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { exercise, type Measured } from "@deltarule/measure";
import picocolors from "picocolors";
import { expect, test } from "vitest";
import type { Timings } from "../src/bench/timings.ts";
import { timingLines } from "../src/bench/timings-json.ts";
import { timingsText } from "../src/bench/timings-text.ts";
import { turnsProgress } from "../src/bench/turns-progress.ts";
import { emptyFolder, exitOf, jsonLines, run, start } from "./deltarule.ts";

const faulty = join(import.meta.dirname, "fixtures/faulty.mjs");
const small = ["--layers", "4,3,2", "--batch", "4", "--rounds", "1"];
const bench = (...args: string[]) => run(["bench", ...args], { cwd: emptyFolder() });
const plain = picocolors.createColors(false);

/** Measured at 1.5 times a baseline, give or take a tenth. */
const measured = (candidate: string, median: number): Measured => ({
  candidate,
  status: "measured",
  proof: "right",
  perSecond: { median, lower: 0.9 * median, upper: 1.1 * median },
  rates: [median],
  ratio: { median: 1.5, lower: 1.4, upper: 1.6 },
});

const timings: readonly Timings[] = [
  {
    backend: "quick",
    device: "a device",
    training: measured("quick", 2000),
    compiled: measured("quick, compiled", 4000),
  },
  {
    backend: "slow",
    device: "another",
    training: measured("slow", 500),
    compiled: { candidate: "slow, compiled", status: "failed", reason: "round 2: out of\n  memory" },
  },
  {
    backend: "none",
    training: { candidate: "none", status: "skipped", reason: "not here" },
    compiled: { candidate: "none, compiled", status: "skipped", reason: "not here" },
  },
];

test.each([
  [
    ["--layers", "100000,100000"],
    /'--layers <units>' argument '100000,100000' is invalid\. Expected at most 268435456 weights/,
  ],
  [
    ["--batch", "1000000000"],
    /'--batch <rows>' argument '1000000000' is invalid\. Expected a whole number from 1 to 100,000/,
  ],
])("what memory can't hold is refused: %j", async (args, message) => {
  const { out, err, code } = await run(["bench", ...args], { cwd: emptyFolder() });
  expect({ out, code }).toEqual({ out: "", code: 2 });
  expect(err).toMatch(message);
});

test("a table has training and the compiled step of each backend, and in place of figures the reason", () => {
  expect(timingsText(timings, 7, { paint: plain, width: 100 }).slice(0, -3)).toEqual([
    "backend  run       samples/s  middle half  × quick        device",
    "quick    train            2k  1.8k–2.2k    1.5 (1.4–1.6)  a device",
    "         compiled         4k  3.6k–4.4k    1.5 (1.4–1.6)",
    "slow     train           500  450–550      1.5 (1.4–1.6)  another",
    "         compiled          –  –            –              failed: round 2: out of memory",
    "none                       –  –            –              skipped: not here",
  ]);
});

test("results are of trainings that were measured, the fastest last, after a line a candidate", () => {
  const lines = timingLines(timings, exercise({ layers: [2, 1], epochsPerReport: 20 }));
  expect(lines.slice(0, 6)).toMatchObject([
    { backend: "quick", run: "train", reportEvery: { epochs: 20 }, samplesPerSecond: 2000, middleHalf: [1800, 2200] },
    { backend: "quick", run: "compiled", samplesPerSecond: 4000, ratio: 1.5, ratioMiddleHalf: [1.4, 1.6] },
    { backend: "slow", run: "train", status: "measured", proof: "right" },
    { backend: "slow", run: "compiled", status: "failed", reason: "round 2: out of\n  memory" },
    { backend: "none", run: "train", status: "skipped", reason: "not here" },
    { backend: "none", run: "compiled", status: "skipped" },
  ]);
  expect(lines.slice(6)).toEqual([
    { type: "result", backend: "slow", device: "another", samplesPerSecond: 500 },
    { type: "result", backend: "quick", device: "a device", samplesPerSecond: 2000 },
  ]);
});

test("a network of one's own sizes is timed on cpu: what is timed, the table, and quiet elsewhere", async () => {
  const { out, err, code } = await bench(...small);
  expect({ err, code }).toEqual({ err: "", code: 0 });
  expect(out).toMatch(/^4-3-2 sigmoid units, batch 4, 200 samples; train reports every [\d,]+ epochs\n\n/);
  expect(out).toMatch(/^cpu +train +[\d.]+[kM]? +\S+–\S+ +1 \(1–1\) +\S.*, 1 thread$/m);
  expect(out).toMatch(/^ +compiled +[\d.]+[kM]? +\S+–\S+ +[\d.]+ \(\S+–\S+\)$/m);
});

test("--json writes a line a candidate and, last, the result", async () => {
  const { out, err, code } = await bench(...small, "--json", "--backend", "cpu");
  const lines = jsonLines(out);
  expect({ err, code }).toEqual({ err: "", code: 0 });
  expect(lines).toMatchObject([
    { type: "candidate", backend: "cpu", run: "train", reportEvery: { epochs: expect.any(Number) }, ratio: 1 },
    { type: "candidate", backend: "cpu", run: "compiled", status: "measured" },
    { type: "result" },
  ]);
  expect(lines.at(-1)).toEqual({
    type: "result",
    backend: "cpu",
    device: expect.any(String),
    samplesPerSecond: expect.any(Number),
  });
});

test("a backend that is wrong or isn't there is named with the reason, has no result, and fails the command", async () => {
  const { out, err, code } = await bench(...small, "--json", "--backend", faulty, "./none.js", "cpu:simd=false");
  expect({ err, code }).toEqual({ err: "", code: 1 });
  expect(jsonLines(out)).toMatchObject([
    { backend: faulty, run: "train", status: "wrong", reason: expect.stringContaining("off float64; allowed ") },
    { backend: faulty, run: "compiled", status: "wrong" },
    { backend: "./none.js", run: "train", status: "skipped", reason: expect.stringContaining("can't be loaded") },
    { backend: "./none.js", run: "compiled", status: "skipped" },
    { backend: "cpu:simd=false", run: "train", status: "measured" },
    { backend: "cpu:simd=false", run: "compiled", status: "measured" },
    { type: "result", backend: "cpu:simd=false" },
  ]);
});

test("--all times every backend of the catalogue and its options", async () => {
  const { out, code } = await bench(...small, "--all");
  expect(code).toBe(0);
  for (const name of ["cpu", "cpu:arithmetic=portable", "cpu:simd=false"])
    expect(out).toMatch(new RegExp(`^${name} +train +\\d`, "m"));
});

test.each([
  [["--layers", "4"], /option '--layers <units>' argument '4' is invalid\. Expected units of at least two layers/],
  [["--layers", "4,x,3"], /option '--layers <units>' argument '4,x,3' is invalid/],
  [["--batch", "0"], /option '--batch <rows>' argument '0' is invalid\. Expected a whole number from 1 to 100,000/],
  [["--rounds", "1.5"], /option '--rounds <n>' argument '1\.5' is invalid/],
  [["--backend", "cpu:simd=no"], /option '--backend <name\.\.\.>' argument 'cpu:simd=no' is invalid/],
  [["--backend", "cpu", "cpu"], /error: --backend: cpu is named twice; expected each backend once/],
  [["--all", "--backend", "cpu"], /'--all' cannot be used with option '--backend <name\.\.\.>'/],
])("%j is wrong usage: exit code 2 and what is wrong", async (args, message) => {
  const { out, err, code } = await bench(...args);
  expect({ out, code }).toEqual({ out: "", code: 2 });
  expect(err).toMatch(message);
});

test("SIGINT ends it between two turns: exit code 130, and no figures", async () => {
  const child = start(["bench", ...small, "--rounds", "10000"], { cwd: emptyFolder() });
  await once(child.stdout, "data");
  child.kill("SIGINT");
  const [rest, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exitOf(child)]);
  expect({ err, code }).toEqual({ err: "", code: 130 });
  expect(rest).not.toContain("middle half");
});

test("on a terminal a line says how far it is, elsewhere none does", () => {
  const shown = (live: boolean) => {
    const err = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true, columns: 120 });
    const { turn, stop } = turnsProgress({ err, paintError: plain, live }, 2);
    turn({ candidate: "cpu, compiled", round: 3, rounds: 7, perSecond: 12_345 });
    stop();
    return err.read();
  };
  expect(String(shown(true))).toMatch(/━{15}─{15} {2}round 3\/7 · cpu, compiled · 12\.3k samples\/s/);
  expect(shown(false)).toBeNull();
});
