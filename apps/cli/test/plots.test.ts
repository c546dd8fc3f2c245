import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { confusionSvg } from "../src/plot/confusion-svg.ts";
import { curvesSvg } from "../src/plot/curves-svg.ts";
import { weightsSvg } from "../src/plot/weights-svg.ts";
import type { Course } from "../src/training/course.ts";
import { emptyFolder, run } from "./deltarule.ts";

const courseOf = (points: Course["points"]): Course => ({
  last: { epoch: points.length, step: points.length, error: 1, errorSum: 1, samplesPerSecond: 1 },
  points,
  epochs: points.length,
  samplesPerSecond: 1,
});

const attributes = (svg: string, name: string) =>
  Array.from(svg.matchAll(new RegExp(` ${name}="([^"]*)"`, "g")), ([, value]) => value);

test("by hand: an error of 1, 0.1 and 0.01 falls by equal steps from the top to the bottom of the plot", () => {
  const points = [1, 0.1, 0.01].map((error) => ({ error, validationError: undefined }));
  const svg = curvesSvg("table", courseOf(points));
  // from x = 64 to 630 and from y = 44 to 356, on which a power of ten is half the height
  expect(attributes(svg, "d").at(-1)).toBe("M64 44L347 200L630 356");
  expect(svg).toMatch(/>error 0\.0100<\/text>/);
  expect(svg).not.toContain("validation");
});

test("two curves that end at the same height have their names one above the other", () => {
  const svg = curvesSvg("table", courseOf([1, 0.1].map((error) => ({ error, validationError: error }))));
  const heights = Array.from(svg.matchAll(/y="([\d.]+)" fill="#[^"]*">(?:error|validation) /g), ([, y]) => Number(y));
  expect(Math.abs(heights[0]! - heights[1]!)).toBe(16);
});

test("by hand: the cells of a confusion matrix are as dark as their share of the row, and hold the counts", () => {
  const svg = confusionSvg(
    "m",
    ["cat", "dog"],
    [
      [3, 1],
      [0, 0],
    ],
  );
  // 0.15 + 0.85 · 3/4 and 0.15 + 0.85 · 1/4; nothing where nothing is
  expect(attributes(svg, "fill-opacity")).toEqual(["0.787", "0.362", "0", "0"]);
  expect(Array.from(svg.matchAll(/>(\d+)<\/text>/g), ([, n]) => n)).toEqual(["3", "1"]);
});

test("by hand: a weight's square is as strong as its share of the largest, its colour says the sign; blanks are white", () => {
  const values = [-2, 1, 0, Number.NaN];
  const svg = weightsSvg("m", {
    size: { rows: 2, cols: 2 },
    most: 2,
    units: [{ caption: "unit 7", grid: { rows: 2, cols: 2, values } }],
    left: 0,
  });
  // pictures of 168 pixels, from (16, 76) on
  const squares = Array.from(
    svg.matchAll(/<rect x="(\d+)" y="(\d+)" width="84" height="84" (fill="#\w+" fill-opacity="[\d.]+")/g),
  );
  expect(squares.map(([, ...parts]) => parts)).toEqual([
    ["16", "76", 'fill="#1f6fb2" fill-opacity="1"'],
    ["100", "76", 'fill="#c8621b" fill-opacity="0.5"'],
  ]);
  expect(svg).toContain(">unit 7</text>");
});

test("of very many classes the empty cells are left out", () => {
  const classes = Array.from({ length: 200 }, (_, k) => `c${k}`);
  const svg = confusionSvg(
    "m",
    classes,
    classes.map((_, k) => classes.map((_, l) => (k === l ? 1 : 0))),
  );
  expect(attributes(svg, "fill-opacity")).toHaveLength(200);
});

test("names are escaped, and the longest are cut short", () => {
  const svg = confusionSvg(
    '<a> & "b"\u0007',
    ["<x>", "y".repeat(40)],
    [
      [1, 0],
      [0, 1],
    ],
  );
  expect(svg).toContain("<title>&lt;a&gt; &amp; &quot;b&quot; </title>");
  expect(svg).toContain(`>${"y".repeat(21)}…<`);
  expect(svg).not.toContain("<x>");
});

test("whatever the errors, every coordinate is a number within the drawing", () => {
  const error = fc.oneof(fc.double({ min: 0, max: 1e300, noNaN: true }), fc.constantFrom(0, 5e-324, 1e-12, 0.5));
  const validated = fc.array(fc.record({ error, validationError: error }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(validated, (points) => {
      const svg = curvesSvg("table", courseOf(points));
      for (const [, x, y] of svg.matchAll(/[ML](\S+?) ([^"\s]+?)(?=[L"])/g)) {
        expect(Number(x) >= 0 && Number(x) <= 760).toBe(true);
        expect(Number(y) >= 0 && Number(y) <= 400).toBe(true);
      }
      expect(svg).not.toMatch(/NaN|Infinity/);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("train and evaluate draw into the file that is named, and refuse another before they begin", async () => {
  const cwd = emptyFolder();
  expect((await run(["train", "iris", "--epochs", "5", "--plot", "curve.svg"], { cwd })).code).toBe(0);
  expect(readFileSync(join(cwd, "curve.svg"), "utf8")).toMatch(/^<svg .*sample iris: error by epoch.*<\/svg>\n$/s);
  const evaluated = await run(["evaluate", "iris.model.json", "iris", "--plot", "c.svg", "--json"], { cwd });
  expect(evaluated.code).toBe(0);
  expect(readFileSync(join(cwd, "c.svg"), "utf8")).toMatch(/accuracy [\d.]+ %.*virginica/s);
  expect(readdirSync(cwd).sort()).toEqual(["c.svg", "curve.svg", "iris.model.json"]);

  writeFileSync(join(cwd, "data.csv"), "mine");
  const refused = await run(["train", "iris", "--plot", "data.csv"], { cwd });
  expect(refused).toMatchObject({ out: "", code: 2, err: expect.stringContaining("--plot: data.csv; expected") });
  const both = await run(["train", "iris", "--plot", "new.svg", "--out", "./new.svg"], { cwd });
  expect(both).toMatchObject({
    out: "",
    code: 2,
    err: expect.stringContaining("are both new.svg; expected two files"),
  });
  expect((await run(["train", "iris", "--plot", "no/c.svg"], { cwd })).err).toMatch(
    /--plot: .* no such file or directory/,
  );
  await run(["train", "diabetes", "--epochs", "1"], { cwd });
  const number = await run(["evaluate", "diabetes.model.json", "diabetes", "--plot", "d.svg"], { cwd });
  expect(number).toMatchObject({ out: "", code: 2, err: expect.stringContaining("progression is a number") });
});

test("inspect draws the weights of a model of images, and says what it lacks", async () => {
  const cwd = emptyFolder();
  await run(["train", "digits", "--epochs", "1"], { cwd });
  const { code } = await run(["inspect", "digits.model.json", "--weights", "--plot", "w.svg"], { cwd });
  expect(code).toBe(0);
  expect(readFileSync(join(cwd, "w.svg"), "utf8")).toMatch(/digits\.model\.json: first layer.*unit 12/s);
  const refused = await run(["inspect", "digits.model.json", "--plot", "x.svg"], { cwd });
  expect(refused).toMatchObject({ out: "", code: 2, err: expect.stringContaining("--plot: draws the weights") });
  const table = await run(["inspect", "iris", "--plot", "x.svg"], { cwd });
  expect(table).toMatchObject({
    out: "",
    code: 2,
    err: expect.stringContaining("--plot is of a model; iris is a table"),
  });
  expect(readdirSync(cwd).sort()).toEqual(["digits.model.json", "w.svg"]);
});
