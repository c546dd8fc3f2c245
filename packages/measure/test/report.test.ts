import { describe, expect, it } from "vitest";
import { type BenchReport, formatMarkdown, formatSvg, type Measurement, mergedReport, short } from "../src/index.ts";
import { machine } from "../src/node.ts";

const measurement: Measurement = {
  title: "W3 784-30-10, batch 10",
  unit: "samples",
  baseline: "deltarule",
  rounds: 3,
  minimumMilliseconds: 100,
  outcomes: [
    {
      candidate: "deltarule",
      status: "measured",
      note: "WASM SIMD",
      perSecond: { median: 337000, lower: 330000, upper: 340000 },
      rates: [330000, 337000, 340000],
      ratio: { median: 1, lower: 1, upper: 1 },
    },
    {
      candidate: "a <peer> & co",
      status: "measured",
      perSecond: { median: 6900, lower: 6800, upper: 7000 },
      rates: [6800, 6900, 7000],
      ratio: { median: 0.0205, lower: 0.02, upper: 0.021 },
    },
    { candidate: "absent", status: "skipped", reason: "not | installed\nhere" },
  ],
};

const report: BenchReport = {
  schema: 1,
  date: "2026-11-24T12:00:00.000Z",
  machine: { processor: "A processor", cores: 2, system: "Linux", engine: "Node 20" },
  commit: "0123abc",
  versions: { synaptic: "1.1.4" },
  measurements: [measurement],
  figures: [{ name: "bundle", value: 12345, unit: "bytes", note: "gzipped" }],
};

describe("short", () => {
  it.each([
    [0, "0"],
    [10_440_000, "10.4M"],
    [337_000, "337k"],
    [999_600, "1M"],
    [12.34, "12.3"],
    [999.9, "1k"],
    [52.6e9, "52.6G"],
    [0.0205, "0.0205"],
    [0.00012, "1.2e-4"],
  ])("writes %d as %s", (value, text) => expect(short(value)).toBe(text));
});

describe("formatMarkdown", () => {
  it("says date, machine, commit and versions, and gives each candidate a row", () => {
    expect(formatMarkdown(report).split("\n")).toEqual([
      "2026-11-24, A processor, 2 logical processors, Linux, Node 20 · commit 0123abc · synaptic 1.1.4",
      "",
      "### W3 784-30-10, batch 10",
      "",
      "| | samples/s, median | middle half | × deltarule | |",
      "| --- | ---: | ---: | ---: | --- |",
      "| deltarule | 337k | 330k–340k | 1 (1–1) | WASM SIMD |",
      "| a <peer> & co | 6.9k | 6.8k–7k | 0.0205 (0.02–0.021) |  |",
      "| absent | – | – | – | skipped: not \\| installed here |",
      "",
      "3 rounds, each timed region at least 100 ms.",
      "",
      "| | | |",
      "| --- | ---: | --- |",
      "| bundle | 12.3k bytes | gzipped |",
      "",
    ]);
  });

  it("survives JSON: what is written can be read and formatted again", () => {
    const again: BenchReport = JSON.parse(JSON.stringify(report));
    expect(formatMarkdown(again)).toBe(formatMarkdown(report));
  });
});

describe("mergedReport", () => {
  const figure = (name: string, value: number) => ({ name, value, unit: "bytes" });

  it("replaces by title and name, adds at the end, and says of what stays when it was measured", () => {
    const later: BenchReport = {
      ...report,
      date: "2026-11-24T13:00:00.000Z",
      commit: "4567def",
      versions: { fann: "2.2" },
      measurements: [{ ...measurement, title: "W4" }],
      figures: [figure("bundle", 1), figure("other", 2)],
    };
    const merged = mergedReport(report, later);
    expect(merged).toMatchObject({
      date: later.date,
      commit: "4567def",
      versions: { synaptic: "1.1.4", fann: "2.2" },
      figures: [figure("bundle", 1), figure("other", 2)],
    });
    const [w3, w4] = merged.measurements;
    expect(w3).toEqual({ ...measurement, date: report.date, commit: "0123abc" });
    expect(w4).toEqual(later.measurements[0]);
    // and once more: what is older keeps its own date
    const last = mergedReport(merged, { ...later, date: "2026-11-24T14:00:00.000Z", measurements: [], figures: [] });
    expect(last.measurements.map(({ date }) => date)).toEqual([report.date, later.date]);
    expect(formatMarkdown(last)).toContain("| bundle | 1 bytes | measured on 2026-11-24, commit 4567def |");
  });

  it("has no commit where the last run had none", () => {
    const { commit: _, ...later } = report;
    expect("commit" in mergedReport(report, { ...later, measurements: [] })).toBe(false);
  });
});

describe("formatSvg", () => {
  it("draws a bar for each measured candidate, the longest for the fastest, names escaped", () => {
    const svg = formatSvg(measurement);
    const bars = [...svg.matchAll(/<rect x="300" y="\d+" width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect(bars).toHaveLength(2);
    expect(bars[0]!).toBeGreaterThan(bars[1]!);
    expect(svg).toContain("a &lt;peer&gt; &amp; co");
    expect(svg).not.toContain("absent");
    expect(svg).toContain("linear scale");
  });

  it("says so when its scale is logarithmic", () => {
    const far = { ...measurement.outcomes[1]!, perSecond: { median: 10, lower: 9, upper: 11 } };
    expect(formatSvg({ ...measurement, outcomes: [measurement.outcomes[0]!, far] })).toContain("logarithmic scale");
  });

  it("draws an empty chart when nothing was measured", () => {
    const svg = formatSvg({ ...measurement, outcomes: [] });
    expect(svg).not.toContain("NaN");
    expect(svg).not.toContain("Infinity");
  });
});

describe("machine", () => {
  it("names processor, cores, system and engine", () => {
    const { processor, cores, system, engine } = machine();
    expect(processor).not.toBe("");
    expect(cores).toBeGreaterThanOrEqual(1);
    expect(system).toContain(process.arch);
    expect(engine).toContain(process.versions.node);
  });
});
