import {
  type ConformanceCase,
  formatComparison,
  formatReport,
  resultLine,
  runConformance,
} from "@deltarule/conformance";
import { type CreateBackend, DeltaruleError } from "@deltarule/core";
import { describe, expect, it } from "vitest";
import { minimalBackend } from "../examples/minimal-backend.ts";
import { sized } from "../src/case.ts";
import { draw } from "../src/draw.ts";
import { exact } from "../src/tolerance.ts";

const create = async () => minimalBackend();

const a = (id: string, run: ConformanceCase["run"], other: Partial<ConformanceCase> = {}): ConformanceCase => ({
  id,
  title: `It does ${id}`,
  needs: "raw",
  run,
  ...other,
});
const passes = a("theme/passes", async () => {});
const fails = a("theme/fails", async () => {
  throw new Error("3 is not 4");
});
const refuses = a("theme/refuses", async () => {
  throw new DeltaruleError("BACKEND_FAILED", "no such size");
});

describe("A run", () => {
  it("counts what passed, failed and was skipped, and says why", async () => {
    const notFinite = async () => ({ ...minimalBackend(), facts: { ...minimalBackend().facts, nonFinite: false } });
    const skipped = a("theme/skipped", async () => {}, { fact: "nonFinite" });
    const report = await runConformance(notFinite, { cases: [passes, fails, skipped] });
    expect(report.results.map(({ id, outcome, message }) => [id, outcome, message])).toEqual([
      ["theme/passes", "passed", undefined],
      ["theme/fails", "failed", "3 is not 4"],
      ["theme/skipped", "skipped", "the backend declares nonFinite: false"],
    ]);
    expect(resultLine(report)).toEqual({
      type: "result",
      backend: "minimal",
      device: "JavaScript",
      passed: 1,
      failed: 1,
      skipped: 1,
      waived: 0,
      worst: 0,
    });
  });

  it("gives the worst error as a fraction of its bound, null in JSON where it was no number", async () => {
    const near = a("theme/near", async ({ within, precision }) => {
      const expected = { ...draw(precision, 1, 1, { seed: 1 }), error: Float64Array.of(1) };
      within(
        "x",
        expected.values.map((x) => x + 0.25),
        expected,
      );
    });
    const nan = a("theme/nan", async ({ within, precision }) =>
      within("x", Float64Array.of(Number.NaN), exact(draw(precision, 1, 1, { seed: 1 }))),
    );
    expect((await runConformance(create, { cases: [near] })).worst).toBeCloseTo(0.25);
    const report = await runConformance(create, { cases: [near, nan] });
    expect(report.failed).toBe(1);
    expect(resultLine(report).worst).toBeNull();
  });

  it("runs a theme, a variant or one case alone, and refuses a name that is none", async () => {
    const ids = async (only: string | string[]) => (await runConformance(create, { only })).results.map(({ id }) => id);
    expect(await ids("facts/contract")).toEqual(["facts/contract"]);
    expect((await ids(["update/rate-1", "gather/by-hand"])).slice(0, 2)).toEqual([
      "gather/by-hand",
      "update/rate-1/1x1",
    ]);
    expect(await ids("squaredError")).toContain("squaredError/by-hand");
    await expect(ids("matmull")).rejects.toThrow(/no case is named "matmull"; expected .*matmul/);
  });

  it("tells each result as it comes, and stops between two cases at the signal", async () => {
    const abort = new AbortController();
    const seen: string[] = [];
    const run = runConformance(create, {
      cases: [passes, fails, passes],
      signal: abort.signal,
      onResult: ({ id }, { done, total }) => {
        seen.push(`${done}/${total} ${id}`);
        if (done === 2) abort.abort(new Error("enough"));
      },
    });
    await expect(run).rejects.toThrow("enough");
    expect(seen).toEqual(["1/3 theme/passes", "2/3 theme/fails"]);
  });

  it("fails a case that does not answer in time, and goes on with a new backend", async () => {
    let created = 0;
    const hanging = async () => {
      created++;
      return { ...minimalBackend(), read: () => new Promise<Float32Array>(() => {}) };
    };
    const reads = a("theme/reads", async ({ backend, make }) => void (await backend.read(make(1, 1))));
    const { results } = await runConformance(hanging, { cases: [reads, passes], timeLimit: 20 });
    expect(results.map(({ outcome }) => outcome)).toEqual(["failed", "passed"]);
    expect(results[0]!.message).toBe("no answer within 0.02 s");
    expect(created).toBe(2);
  });

  it("fails a case whose matrices can't be freed", async () => {
    const stuck = async () => ({
      ...minimalBackend(),
      free: () => {
        throw new Error("free fails");
      },
    });
    const makes = a("theme/makes", async ({ make }) => void make(1, 1));
    const { results } = await runConformance(stuck, { cases: [makes] });
    expect(results[0]).toMatchObject({ outcome: "failed", message: "free fails" });
  });

  it("frees all matrices and closes all instances", async () => {
    let live = 0;
    let open = 0;
    const counting = async () => {
      open++;
      const right = minimalBackend();
      return {
        ...right,
        matrix(rows: number, cols: number, values?: Float32Array | Float64Array) {
          live++;
          return right.matrix(rows, cols, values);
        },
        free() {
          live--;
        },
        async close() {
          open--;
        },
      };
    };
    const { failed } = await runConformance(counting, {
      only: ["programs", "memory", "gradient", "learning", "padding"],
    });
    expect({ failed, live, open }).toEqual({ failed: 0, live: 0, open: 0 });
  });

  it("rejects where there is no backend at all", async () => {
    const missing = () => Promise.reject(new DeltaruleError("BACKEND_UNAVAILABLE", "no GPU here"));
    await expect(runConformance(missing, { cases: [passes] })).rejects.toThrow("no GPU here");
  });
});

describe("A waiver", () => {
  const outcome = async (waived: ConformanceCase, waivers = [{ id: waived.id, reason: "the driver can't" }]) =>
    (await runConformance(create, { cases: [waived], waivers })).results.map(({ outcome, message }) => [
      outcome,
      message,
    ]);

  it("excuses a refusal, with its reason", async () => {
    expect(await outcome(refuses)).toEqual([["waived", "the driver can't"]]);
  });

  it("does not excuse a wrong number", async () => {
    expect(await outcome(fails)).toEqual([
      ["failed", expect.stringContaining("expected a DeltaruleError, got: 3 is not 4")],
    ]);
  });

  it("fails the run when its case passes", async () => {
    expect(await outcome(passes)).toEqual([["failed", expect.stringContaining("take the waiver away")]]);
  });

  it("fails the run when it names no case, has no reason or stands twice", async () => {
    const waivers = [
      { id: "theme", reason: "a theme is not a case" },
      { id: refuses.id, reason: " " },
      { id: refuses.id, reason: "twice" },
    ];
    expect((await outcome(refuses, waivers)).slice(1)).toEqual([
      ["failed", 'the waiver "theme" names no case; expected the exact id of one'],
      ["failed", 'the waiver "theme/refuses" has no reason'],
      ["failed", 'the waiver "theme/refuses" stands twice'],
    ]);
  });
});

describe("A case of many sizes", () => {
  it("shows the smallest size that fails, not the one that was tried", async () => {
    const [c] = sized({
      id: "theme/sized",
      title: "It holds",
      needs: "raw",
      sizes: [[64, 7, 33]],
      async attempt(_, [n = 1, k = 1, m = 1]) {
        if (n >= 5 && m >= 3) throw new Error(`wrong at ${n}×${k}×${m}`);
      },
    });
    expect(c!.id).toBe("theme/sized/64x7x33");
    const { results } = await runConformance(create, { cases: [c!] });
    expect(results[0]!.message).toBe("wrong at 5×1×3");
  });
});

describe("A report", () => {
  it("is a table theme by theme, then of each variant the smallest failure, then notes", async () => {
    const noted = a("other/noted", async ({ note }) => note("all the way to 3e-7"));
    const again = a("theme/fails/2x2", async () => {
      throw new Error("larger");
    });
    const report = await runConformance(create, { cases: [passes, fails, again, noted] });
    const lines = formatReport(report).split("\n");
    expect(lines[0]).toBe("minimal on JavaScript (f32, deterministic, IEEE 754 NaN and ±∞, sigmoid within 1 ulp)");
    expect(lines[2]).toMatch(/^theme +cases +passed +failed +skipped +waived +worst\/bound +time$/);
    expect(lines[3]).toMatch(/^theme +3 +1 +2 +0 +0 +exact +\d+\.\d\d s$/);
    expect(lines[5]).toMatch(/^all +4 +2 +2 +0 +0 /);
    expect(lines.slice(6)).toEqual([
      "",
      "✗ theme/fails: It does theme/fails",
      "  3 is not 4",
      "",
      "other/noted: all the way to 3e-7",
    ]);
  });

  it("of several backends puts them side by side, a column each", async () => {
    const needy = a("needy/case", passes.run, { fact: "nonFinite" });
    const other: CreateBackend = async () => {
      const backend = minimalBackend();
      return { ...backend, name: "other", facts: { ...backend.facts, nonFinite: false } };
    };
    const reports = [
      await runConformance(create, { cases: [passes, fails, needy] }),
      await runConformance(other, { cases: [passes, needy] }),
    ];
    const lines = formatComparison(reports)
      .split("\n")
      .map((line) => line.trim().split(/ {2,}/));
    expect(lines).toEqual([
      ["theme", "cases", "1", "2"],
      ["theme", "2", "1 failed", "exact"],
      ["needy", "1", "exact", "skipped"],
      ["all", "3", "1 failed", "exact"],
      [""],
      ["1", "minimal: JavaScript"],
      ["2", "other: JavaScript"],
    ]);
  });
});
