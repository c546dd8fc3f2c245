import { type Measurement, pacedTraining, spread } from "@deltarule/measure";
import { describe, expect, it } from "vitest";
import { openBackend } from "../src/backends.ts";
import { formatEveryBackendSvg } from "../src/every-backend/chart.ts";
import type { HostProof } from "../src/every-backend/proofs.ts";
import { everyBackend, formatEveryBackend } from "../src/every-backend/table.ts";

const proof = (host: string, backend: string, more: Partial<HostProof> = {}): HostProof => ({
  type: "result",
  host,
  backend,
  device: `${backend}'s device`,
  passed: 544,
  failed: 0,
  skipped: 0,
  waived: 0,
  worst: 0.98,
  ...more,
});

const measurement = (title: string, rates: Readonly<Record<string, number>>): Measurement => ({
  title,
  unit: "samples",
  baseline: Object.keys(rates)[0]!,
  rounds: 1,
  minimumMilliseconds: 100,
  outcomes: Object.entries(rates).map(([candidate, rate]) =>
    rate > 0
      ? { candidate, status: "measured", perSecond: spread([rate]), rates: [rate] }
      : { candidate, status: "skipped", reason: "an epoch of 256 samples takes 9.0 s, the limit is 1.0 s" },
  ),
});

const measurements = [
  measurement("Every backend on W1 2-2-1, batch 1: XOR's network", { "Node 20, cpu": 15e6, "Chromium 9, gpujs": 500 }),
  measurement("W2 4-10-3, batch 1: iris's network", { "deltarule cpu": 9 }),
  measurement("Every backend on W5 784-800-800-10, batch 128: two", { "Node 20, cpu": 5900, "Chromium 9, gpujs": 0 }),
];
const proofs = [
  proof("Node 20", "cpu"),
  proof("Chromium 9", "gpujs", { device: "WebGL2: SwiftShader", failed: 3, passed: 541 }),
  proof("Chromium 9", "workers"),
];

describe("the table of every backend", () => {
  it("sets what conformance found beside the speed on each network, a row a backend in a host", () => {
    const lines = formatEveryBackend(everyBackend(measurements, proofs)!, {
      missing: [{ what: "gpujs in Node 20", reason: "no GPU\nhere" }],
    }).split("\n");
    expect(lines.filter((line) => line.startsWith("|"))).toEqual([
      "| | conformance cases | W1 2-2-1, batch 1 | W5 784-800-800-10, batch 128 |",
      "| --- | --- | ---: | ---: |",
      "| Node 20, cpu | 544 passed | 15M | 5.9k |",
      "| Chromium 9, gpujs | 3 failed, 541 passed | 500 | – |",
      "| Chromium 9, workers | 544 passed | – | – |",
    ]);
    expect(lines).toContain("- Chromium 9, gpujs: WebGL2: SwiftShader");
    expect(lines).toContain("- gpujs in Node 20 is not here: no GPU here");
    expect(lines.join("\n")).toContain("draw by software");
  });

  it("says nothing of software where there is none, and shows what was timed but not proved", () => {
    const text = formatEveryBackend(everyBackend(measurements, [])!, { missing: [] });
    expect(text).not.toContain("software");
    expect(text).toContain("| Node 20, cpu | – | 15M | 5.9k |");
  });

  it("is not there where none of it was measured", () => {
    expect(everyBackend([measurements[1]!], [])).toBeUndefined();
  });
});

describe("the chart of every backend", () => {
  it("has a bar for each speed, the longest for the fastest of its column, and no number that isn't one", () => {
    const svg = formatEveryBackendSvg(everyBackend(measurements, proofs)!);
    const bars = [...svg.matchAll(/class="bar" x="(\d+)" y="(\d+)" width="([\d.]+)"/g)].map(([, x, y, w]) =>
      [x, y, w].map(Number),
    );
    expect(bars.map(([, , width]) => width)).toEqual([66, 66, 1]);
    expect(new Set(bars.map(([x]) => x)).size).toBe(2);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg).toContain(">✓ 544<");
    expect(svg).toContain(">3 failed<");
    expect(svg).toContain(">Chromium 9, gpujs *<");
    expect(svg).toContain("* drawn by software");
  });
});

describe("paced training", () => {
  const options = { layers: [4, 10, 3], batchSize: 1, samples: 144 };
  const open = () => openBackend("cpu:simd=false");

  it("reports as seldom as usual where there is time, and otherwise after as many epochs as there is time for", async () => {
    const epochs = async (turn: number) => {
      const prepared = await pacedTraining("cpu", open, options, turn).prepare();
      expect(await prepared.prove?.()).toMatchObject({ correct: true });
      const { units } = await prepared.run(1);
      await prepared.close();
      return units / options.samples;
    };
    expect(await epochs(1e9)).toBe(331);
    const few = await epochs(20);
    expect(few).toBeGreaterThanOrEqual(1);
    expect(few).toBeLessThan(331);
  });

  it("leaves itself out where an epoch takes longer than that", async () => {
    await expect(pacedTraining("cpu", open, options, 1e-6).prepare()).rejects.toThrow(
      /^an epoch of 144 samples takes \d+\.\d s, the limit is 0\.0 s$/,
    );
  });
});
