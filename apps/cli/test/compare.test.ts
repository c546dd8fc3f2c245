import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Target } from "@deltarule/data";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mcnemar } from "../src/comparison/mcnemar.ts";
import { checkSameTarget } from "../src/comparison/same-target.ts";
import { judgeClasses, judgeNumbers } from "../src/comparison/verdict.ts";
import { emptyFolder, jsonLines, run } from "./deltarule.ts";
import { outputsOnly, store } from "./small-models.ts";

test("by hand: McNemar's exact test", () => {
  // 2 (C(10, 0) + C(10, 1)) / 2¹⁰
  expect(mcnemar(1, 9)).toBeCloseTo(22 / 1024, 14);
  expect(mcnemar(9, 1)).toBeCloseTo(22 / 1024, 14);
  expect(mcnemar(0, 5)).toBeCloseTo(2 / 32, 14);
  expect([mcnemar(0, 0), mcnemar(0, 1), mcnemar(3, 3)]).toEqual([1, 1, 1]);
});

/** The same in whole numbers, which are exact. */
function exactly(b: number, c: number): number {
  const n = BigInt(b + c);
  let [sum, choose] = [0n, 1n];
  for (let i = 0n; i <= BigInt(Math.min(b, c)); i++) {
    sum += choose;
    choose = (choose * (n - i)) / (i + 1n);
  }
  const digits = 300n;
  return Math.min(1, Number((2n * sum * 10n ** digits) / 2n ** n) / 10 ** Number(digits));
}

test("McNemar's test against whole numbers, also where 2^−n is nothing in float64", () => {
  const counts = fc.integer({ min: 0, max: 1200 });
  fc.assert(
    fc.property(counts, counts, (b, c) => {
      const expected = exactly(b, c);
      expect(Math.abs(mcnemar(b, c) - expected)).toBeLessThanOrEqual(1e-9 * expected + 1e-290);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("by hand: rows by who has them right", () => {
  const actual = ["x", "x", "y", "y", "y"];
  expect(judgeClasses(actual, ["x", "y", "y", "y", "x"], ["x", "x", "x", "y", "z"])).toEqual({
    type: "classes",
    both: 2,
    onlyA: 1,
    onlyB: 1,
    neither: 1,
    p: 1,
  });
});

test("by hand: of numbers the mean difference of the absolute errors, with its standard error", () => {
  // |e_A| = 0, 2.5, 1 and |e_B| = 2.5, 0, 1.5
  const verdict = judgeNumbers([4, 6.5, 5], [4, 4, 4], [6.5, 6.5, 6.5]);
  expect(verdict).toEqual({
    type: "number",
    meanDifference: expect.closeTo(-1 / 6, 14),
    standardError: expect.closeTo(Math.sqrt(38 / 6 / 3), 14),
    nearerA: 2,
    nearerB: 1,
  });
  expect(judgeNumbers([1], [1], [2])).toMatchObject({ meanDifference: -1, standardError: undefined });
});

const classes = (...labels: string[]): Target => ({ name: "kind", type: "classes", classes: labels });

test.each<[Target, Target, RegExp]>([
  [classes("a", "b"), { ...classes("a", "b"), name: "sort" }, /^a\.json predicts "kind", b\.json "sort"; expected/],
  [
    classes("a", "b"),
    { name: "kind", type: "number", min: 0, max: 1 },
    /^to a\.json "kind" is one of several classes, to b\.json a number; expected/,
  ],
  [classes("a", "b"), classes("a", "c"), /^"b" is a class to a\.json and none to b\.json; expected/],
  [classes("a", "b"), classes("a", "b", "c"), /^"c" is a class to b\.json and none to a\.json; expected/],
])("models of other targets are refused, naming the difference: %j and %j", (a, b, message) => {
  expect(() => checkSameTarget({ path: "a.json", target: a }, { path: "b.json", target: b })).toThrow(
    expect.objectContaining({ code: "MODEL_INVALID", message: expect.stringMatching(message) }),
  );
});

/** A says "yes" to what is above 0, B to everything. */
function withModels(): string {
  const cwd = emptyFolder();
  store(cwd, "a.json", outputsOnly([-1, 1], [0, 0]));
  store(cwd, "b.json", outputsOnly([0, 0], [-1, 1]));
  return cwd;
}

const table = "x,kind\n1,yes\n2,yes\n-1,no\n,no\n-2,yes\n";

test("by hand: two models side by side, and the rows that they disagree on", async () => {
  const { out, err, code } = await run(["compare", "a.json", "b.json", "-"], { cwd: withModels(), input: table });
  expect({ err, code }).toEqual({ err: "", code: 0 });
  expect(out.split("\n")).toEqual([
    "A  a.json",
    "B  b.json",
    "on 4 rows of standard input, 1 row left out with a value missing",
    "",
    "                 A       B",
    "accuracy    75.0 %  75.0 %",
    "rows right       3       3",
    "",
    "         B right  B wrong",
    "A right        2        1",
    "A wrong        1        0",
    "",
    "McNemar's exact test: p = 1.00; equally good models differ as much or more in 100.0 % of such tables",
    "",
    "They disagree on 2 rows",
    "row  place                   actual  A   B",
    "  3  standard input, line 4  no      no  yes",
    "  5  standard input, line 6  yes     no  yes",
    "",
  ]);
});

test("as JSON: each model's measures, every row that they disagree on, and the result", async () => {
  const cwd = withModels();
  const { out } = await run(["compare", "a.json", "b.json", "-", "--json"], { cwd, input: table });
  expect(jsonLines(out)).toEqual([
    {
      type: "model",
      model: "A",
      path: "a.json",
      rows: 4,
      accuracy: 0.75,
      confusion: [
        [1, 0],
        [1, 2],
      ],
      classes: ["no", "yes"],
    },
    expect.objectContaining({ type: "model", model: "B", path: "b.json", accuracy: 0.75 }),
    { type: "row", row: 3, place: "standard input, line 4", actual: "no", a: "no", b: "yes" },
    { type: "row", row: 5, place: "standard input, line 6", actual: "yes", a: "no", b: "yes" },
    {
      type: "result",
      target: "classes",
      rows: 4,
      dropped: 1,
      different: 2,
      both: 2,
      onlyA: 1,
      onlyB: 1,
      neither: 0,
      p: 1,
      backend: "cpu",
      device: expect.stringMatching(/WebAssembly/),
    },
  ]);
});

test("by hand: models of a number, and where they are farthest apart", async () => {
  const cwd = emptyFolder();
  const target = { name: "y", type: "number", min: 0, max: 8 } as const;
  // always 4; and 4 at x = −1, 6.5 at x = 0
  store(cwd, "a.json", outputsOnly([0], [0], target));
  store(cwd, "b.json", outputsOnly([Math.log(3)], [Math.log(3)], target));
  writeFileSync(join(cwd, "t.csv"), "x,y\n-1,4\n0,6\n");
  const { out, code } = await run(["compare", "a.json", "b.json", "t.csv"], { cwd });
  expect(code).toBe(0);
  expect(out.split("\n").slice(2)).toEqual([
    "on 2 rows of t.csv",
    "",
    "           A      B",
    "RMSE    1.41  0.354",
    "R²    -1.000  0.875",
    "",
    "A is nearer on 0 rows, B on 1",
    "Mean difference of the absolute errors, A − B: 0.75 ± 0.75 (standard error)",
    "",
    "Where they are farthest apart",
    "row  place          actual  A    B",
    "  2  t.csv, line 3       6  4  6.5",
    "",
  ]);
});

test("the same model twice agrees with itself", async () => {
  const { out } = await run(["compare", "a.json", "a.json", "-"], { cwd: withModels(), input: table });
  expect(out).toContain("Each is right where the other is");
  expect(out).toContain("They give the same answer for every row");
});

test("on real data, each model is measured as evaluate measures it", async () => {
  const cwd = emptyFolder();
  for (const [out, hidden] of [
    ["a.json", "20"],
    ["b.json", "none"],
  ] as const)
    await run(["train", "iris", "--hidden", hidden, "--epochs", "20", "--out", out], { cwd });
  const evaluated = async (model: string) =>
    jsonLines((await run(["evaluate", model, "iris", "--json"], { cwd })).out)[0];
  const lines = jsonLines((await run(["compare", "a.json", "b.json", "iris", "--json"], { cwd })).out);
  for (const [m, path] of ["a.json", "b.json"].entries())
    expect(await evaluated(path)).toEqual({
      ...(typeof lines[m] === "object" && lines[m]),
      type: "evaluation",
      dropped: 0,
      model: undefined,
      path: undefined,
      backend: "cpu",
      device: expect.stringMatching(/WebAssembly/),
    });
});

test("models of other targets, or rows that neither predicts for, are failures", async () => {
  const cwd = withModels();
  store(cwd, "c.json", outputsOnly([0, 0], [0, 0], classes("no", "maybe")));
  const other = await run(["compare", "a.json", "c.json", "-"], { cwd, input: table });
  expect(other).toMatchObject({ out: "", code: 1, err: expect.stringMatching(/^error: "yes" is a class to a\.json/) });
  const none = await run(["compare", "a.json", "b.json", "-"], { cwd, input: "x,kind\n,no\n" });
  expect(none).toMatchObject({ out: "", code: 1, err: expect.stringMatching(/no row that both models predict for/) });
});
