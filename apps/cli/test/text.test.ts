import fc from "fast-check";
import picocolors from "picocolors";
import { expect, test } from "vitest";
import { aligned, alignedWidth } from "../src/text/aligned.ts";
import { chart } from "../src/text/chart.ts";
import { confusionText } from "../src/text/confusion.ts";
import { nextSteps } from "../src/text/next-steps.ts";
import { count, counted, duration, percent, plain as short, significant } from "../src/text/numerals.ts";

const paint = picocolors.createColors(false);
const plain = (text: string) => text;

test("numbers are written for people", () => {
  expect([1234567, 0, 12.6].map((n) => count(n))).toEqual(["1,234,567", "0", "13"]);
  expect([counted(1, "row"), counted(2, "row")]).toEqual(["1 row", "2 rows"]);
  expect([0.012345, 1234.5, 5, 0, 0.0000123].map((x) => significant(x))).toEqual([
    "0.0123",
    "1,230",
    "5.00",
    "0.00",
    "1.23e-5",
  ]);
  expect([12345, -3, 5.8433333, -0.00001234].map(short)).toEqual(["12345", "−3", "5.843", "−1.234e−5"]);
  expect(percent(29 / 30)).toBe("96.7 %");
  expect([0, 0.04, 0.4, 9.949, 9.96, 59.4, 185, 7500].map(duration)).toEqual([
    "0 s",
    "<0.1 s",
    "0.4 s",
    "9.9 s",
    "10 s",
    "59 s",
    "3 min 5 s",
    "2 h 5 min",
  ]);
});

test("columns line up, accents and all", () => {
  const rows = [
    [{ text: "é" }, { text: "1" }],
    [{ text: "e\u0301e" }, { text: "22" }],
  ];
  expect(aligned(rows, (column) => column === 1)).toEqual(["é    1", "e\u0301e  22"]);
  expect(alignedWidth(rows)).toBe(6);
});

test("paint does not push columns apart", () => {
  const bold = (text: string) => `<${text}>`;
  expect(
    aligned([
      [{ text: "a", paint: bold }, { text: "b" }],
      [{ text: "aaa" }, { text: "b" }],
    ]),
  ).toEqual(["<a>    b", "aaa  b"]);
});

test("a confusion matrix has actual classes down and predicted ones across, shaded by their share of the row", () => {
  const lines = confusionText(
    ["cat", "dog"],
    [
      [8, 1],
      [0, 9],
    ],
    { paint, width: 80 },
  );
  expect(lines).toEqual([
    "actual ╲ predicted  cat  dog",
    "cat                 8 █  1 ░",
    "dog                 ·    9 █",
  ]);
});

test("a confusion matrix that is wider than the screen becomes a list of classes", () => {
  const lines = confusionText(
    ["cat", "dog"],
    [
      [6, 2],
      [0, 0],
    ],
    { paint, width: 27 },
  );
  expect(lines).toEqual([
    "class  rows   right  most often taken for",
    "cat       8  75.0 %  dog (2)",
    "dog       0          ",
  ]);
});

test("by hand: a curve from 1 down to 0.01 crosses the chart from the top left to the bottom right", () => {
  const lines = chart([{ name: "error", values: [1, 0.01], paint: plain }], {
    from: "1",
    to: "2",
    axis: "x",
    columns: 4,
    lines: 3,
    paint,
  });
  // dots 0, 2, 3, 5, 6, 8, 9 and 11 from the top, each with what lies between it and the one before
  expect(lines).toEqual([
    "       ⠒⠒⠒ error   (log scale)",
    "  1.0 ┤⠱⡀",
    " 0.10 ┤ ⠘⢄",
    "0.010 ┤  ⠈⢢",
    "      └────",
    "       1x 2",
  ]);
});

test("a curve of one height, or of zeros, is drawn all the same", () => {
  for (const value of [0.5, 0]) {
    const lines = chart([{ name: "error", values: [value, value], paint: plain }], {
      from: "1",
      to: "2",
      axis: "x",
      columns: 8,
      lines: 3,
      paint,
    });
    expect(lines.join("\n")).toMatch(/[\u2801-\u28ff]{8}/);
  }
});

test("whatever the values, a chart has its size, and each column its dot", () => {
  const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 300 });
  fc.assert(
    fc.property(values, fc.integer({ min: 8, max: 90 }), (values, columns) => {
      const lines = chart([{ name: "error", values, paint: plain }], {
        from: "1",
        to: "9",
        axis: "epoch",
        columns,
        lines: 6,
        paint,
      });
      const plot = lines.slice(1, 7).map((line) => line.slice(line.search(/[┤│]/) + 1).padEnd(columns));
      expect(plot.every((line) => line.length === columns)).toBe(true);
      for (let c = 0; c < columns; c++) expect(plot.some((line) => /[\u2801-\u28ff]/.test(line[c]!))).toBe(true);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("the next commands can be pasted into a shell", () => {
  const terminal = { command: "npm start --", paint, width: 200 };
  expect(nextSteps("it's.model.json", ["my data.csv"], terminal)).toEqual([
    "Next",
    "  npm start -- predict 'it'\\''s.model.json' 'my data.csv'   a prediction for each row",
    "  npm start -- evaluate 'it'\\''s.model.json' 'my data.csv'  its predictions against the answers",
  ]);
});
