import { type Measured, type Measurement, spread } from "@deltarule/measure";
import { describe, expect, it } from "vitest";
import { formatClaims } from "../src/claims.ts";
import { peers } from "../src/peers/catalogue.ts";
import { targets } from "../src/targets.ts";
import { workloads } from "../src/workloads.ts";

const measured = (candidate: string, rates: readonly number[], note = ""): Measured => ({
  candidate,
  status: "measured",
  note,
  perSecond: spread(rates),
  rates,
});

const measurement = (title: string, ...outcomes: Measurement["outcomes"]): Measurement => ({
  title,
  unit: "samples",
  baseline: outcomes[0]?.candidate ?? "",
  rounds: 3,
  minimumMilliseconds: 100,
  outcomes,
});

const rows = (...measurements: Measurement[]) =>
  formatClaims(measurements)
    ?.split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| |") && !line.startsWith("| ---"));

describe("the claims", () => {
  it("say of each peer that was measured whether the least ratio was reached, paired round by round", () => {
    const ours = measured("deltarule cpu", [200, 100, 400]);
    const w1 = measurement("W1 2-2-1, batch 1: XOR's network", ours, measured("brain.js", [100, 50, 400]));
    expect(rows(w1)).toEqual(["| W1 2-2-1, batch 1 | deltarule cpu | brain.js | 1.8× | 2× (1.5–2) | yes |"]);
    const slow = measurement("W1 2-2-1, batch 1: XOR's network", ours, measured("synaptic", [200, 100, 400]));
    expect(rows(slow)).toEqual(["| W1 2-2-1, batch 1 | deltarule cpu | synaptic | 1.15× | 1× (1–1) | no |"]);
  });

  it("that are of one build speak of a measurement of that build alone", () => {
    const title = "W3 784-30-10, batch 10: Nielsen's network";
    const numpy = measured("numpy by hand", [100, 100, 100]);
    const portable = measured("deltarule cpu", [95, 95, 95], "WebAssembly SIMD (portable), 1 thread");
    expect(rows(measurement(title, portable, numpy))).toEqual([
      "| W3 784-30-10, batch 10 | deltarule cpu | numpy by hand | 0.9× | 0.95× (0.95–0.95) | yes |",
    ]);
    const relaxed = measured("deltarule cpu", [95, 95, 95], "WebAssembly SIMD (relaxed), 1 thread");
    const other = { ...portable, candidate: "deltarule cpu:arithmetic=portable" };
    expect(rows(measurement(title, relaxed, other, numpy))).toEqual([
      "| W3 784-30-10, batch 10 | deltarule cpu:arithmetic=portable | numpy by hand | 0.9× | 0.95× (0.95–0.95) | yes |",
      "| W3 784-30-10, batch 10 | deltarule cpu | numpy by hand | 1× | 0.95× (0.95–0.95) | no |",
    ]);
  });

  it("that name a ceiling hold as well when that is nearly reached", () => {
    const title = "2 threads, W4 784-300-10, batch 32: a larger network";
    const of = (ceiling: number) =>
      rows(
        measurement(
          title,
          measured("deltarule cpu", [100, 100, 100]),
          measured("deltarule workers:threads=2", [120, 120, 120]),
          measured("2 of deltarule cpu, at once", [ceiling, ceiling, ceiling]),
        ),
      )?.[0];
    expect(of(125)).toMatch(/\| 1\.5×, or 0\.92× \| 1\.2× \(1\.2–1\.2\), 0\.96× \(0\.96–0\.96\) \| yes \|$/);
    expect(of(200)).toMatch(/\| 1\.2× \(1\.2–1\.2\), 0\.6× \(0\.6–0\.6\) \| no \|$/);
  });

  it("fail on a rate that is not a number", () => {
    const w1 = "W1 2-2-1, batch 1: XOR's network";
    const [row] = rows(measurement(w1, measured("deltarule cpu", [Number.NaN]), measured("brain.js", [1]))) ?? [];
    expect(row).toMatch(/\| no \|$/);
  });

  it("are silent on what was not measured", () => {
    const left = { candidate: "brain.js", status: "skipped", reason: "absent" } as const;
    const w1 = measurement("W1 2-2-1, batch 1: XOR's network", measured("deltarule cpu", [1]), left);
    expect(formatClaims([w1])).toBeUndefined();
    expect(formatClaims([])).toBeUndefined();
  });
});

describe("the table of targets", () => {
  it("names workloads and peers that there are", () => {
    const titles = workloads.map(({ title }) => title);
    const ofWorkloads = targets.filter(({ measurement }) => /^W\d /.test(measurement));
    expect(ofWorkloads.length).toBeGreaterThan(15);
    for (const { measurement, against } of ofWorkloads) {
      expect(
        titles.filter((title) => title.startsWith(measurement)),
        measurement,
      ).toHaveLength(1);
      expect(["deltarule cpu", ...peers.map(({ name }) => name)]).toContain(against);
    }
  });

  it("claims each thing once", () => {
    const names = targets.map(({ measurement, candidate, against, build }) =>
      [measurement, candidate, against, build].join(" · "),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
