import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Measurement, spread } from "@deltarule/measure";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Results } from "../src/results.ts";
import { save } from "../src/save.ts";

let under: string;
beforeEach(async () => {
  under = await mkdtemp(join(tmpdir(), "deltarule-results-"));
});
afterEach(() => rm(under, { recursive: true }));

const measurement = (title: string, rate: number): Measurement => ({
  title,
  unit: "samples",
  baseline: "cpu",
  rounds: 1,
  minimumMilliseconds: 100,
  outcomes: [{ candidate: "cpu", status: "measured", perSecond: spread([rate]), rates: [rate] }],
});

const run = (hour: number, commit: string, measurements: readonly Measurement[]): Results => ({
  schema: 1,
  date: `2026-11-24T${hour}:00:00.000Z`,
  machine: { processor: "A (R) processor", cores: 2, system: "Linux", engine: "Node 20.1.0 (V8 11)" },
  commit,
  versions: {},
  measurements,
  figures: [],
});

const saved = async (folder: string): Promise<Results> =>
  JSON.parse(await readFile(join(folder, "results.json"), "utf8"));

describe("save", () => {
  it("writes JSON, Markdown and a chart into a folder named by day, processor, engine and what is particular", async () => {
    const results = run(12, "abc", [measurement("W1 2-2-1: XOR", 7)]);
    const folder = await save(results, "threads", under);
    expect(folder).toBe(join(under, "2026-11-24-a-r-processor-node-20.1.0-threads"));
    expect((await readdir(folder)).sort()).toEqual(["results.json", "results.md", "w1-2-2-1-xor.svg"]);
    expect(await saved(folder)).toEqual(results);
    expect(await readFile(join(folder, "results.md"), "utf8")).toContain("| cpu | 7 | 7–7 | – |  |");
  });

  it("keeps what another run of the day measured, with its date and commit, and replaces what is measured again", async () => {
    await save(run(10, "abc", [measurement("W1", 1), measurement("W2", 2)]), "", under);
    await save(run(11, "def", [measurement("W3", 3)]), "", under);
    const folder = await save(run(12, "fed", [measurement("W2", 20)]), "", under);
    const { date, commit, measurements } = await saved(folder);
    expect([date, commit]).toEqual(["2026-11-24T12:00:00.000Z", "fed"]);
    expect(measurements).toEqual([
      { ...measurement("W1", 1), date: "2026-11-24T10:00:00.000Z", commit: "abc" },
      measurement("W2", 20),
      { ...measurement("W3", 3), date: "2026-11-24T11:00:00.000Z", commit: "def" },
    ]);
    const markdown = await readFile(join(folder, "results.md"), "utf8");
    expect(markdown).toContain("1 round, each timed region at least 100 ms; measured on 2026-11-24, commit abc.");
    expect((await readdir(folder)).filter((name) => name.endsWith(".svg")).sort()).toEqual([
      "w1.svg",
      "w2.svg",
      "w3.svg",
    ]);
  });

  it("refuses to add to what it can't read, and leaves it as it is", async () => {
    const folder = await save(run(10, "abc", [measurement("W1", 1)]), "", under);
    const path = join(folder, "results.json");
    await writeFile(path, JSON.stringify({ schema: 2 }));
    await expect(save(run(11, "abc", []), "", under)).rejects.toThrow(/is of schema 2; expected 1/);
    expect(await readFile(path, "utf8")).toBe('{"schema":2}');
  });
});
