import { inspect, readTable, textSource } from "@deltarule/data";
import picocolors from "picocolors";
import { expect, test } from "vitest";
import { tableText } from "../src/inspection/table-text.ts";
import { emptyFolder, jsonLines, run } from "./deltarule.ts";

const paint = picocolors.createColors(false);
const csv = "x,colour,y\n-3,red,no\n-1,blue,yes\n1,red,yes\n";

test("a table is shown column by column, with the numbers of its encoding", async () => {
  const { out, err, code } = await run(["inspect", "-"], { cwd: emptyFolder(), input: csv });
  expect({ err, code }).toEqual({ err: "", code: 0 });
  // the mean of −3, −1, 1 is −1, its deviation √(8/3) = 1.633
  expect(out.split("\n").slice(0, 12)).toEqual([
    "standard input: 3 rows, 3 columns",
    "",
    "column  role    type      missing  distinct  values                    encoding",
    "x       input   number          ·         3  −3 to 1, mean −1 ± 1.633  1 unit: (x + 1) / 1.633",
    "colour  input   category        ·         2  red, blue                 2 units: one a category (blue, red)",
    "y       target  classes         ·         2  no, yes                   2 units: one a class (no, yes)",
    "",
    "Classes of y",
    "  no   1  33.3 %",
    "  yes  2  66.7 %",
    "",
    "Encoded as 3 input units, 2 output units, fitted on all rows; train fits on its training rows alone",
  ]);
  expect(out).toContain('Warning: colour: the category "blue" has a single training row (standard input, line 3)');
});

test("a number to predict is shown with the place of its range between 0.1 and 0.9", async () => {
  const { out } = await run(["inspect", "-", "--target", "x"], { cwd: emptyFolder(), input: csv });
  expect(out).toMatch(/^x +target +number .* 1 unit: 0\.1 \+ 0\.8 \(y \+ 3\) \/ 4$/m);
});

test("a table that can't be encoded is shown with the reason, and encoded once missing values have a policy", async () => {
  const input = "a,b\n1,x\n?,y\n";
  const refused = await run(["inspect", "-"], { cwd: emptyFolder(), input });
  expect(refused.code).toBe(0);
  expect(refused.out).toMatch(/^a +input +number +1 +1 +1 to 1, mean 1 ± 0 +–$/m);
  expect(refused.out).toMatch(
    /Can't be encoded as it is: standard input: values are missing in a \(1, first in line 3\)/,
  );
  const filled = await run(["inspect", "-", "--missing", "mean"], { cwd: emptyFolder(), input });
  expect(filled.out).toMatch(/^a +input +.* 1 unit: 0, constant$/m);
});

test("JSON lines: a column each, in the table's order, and the result", async () => {
  const { out, code } = await run(["inspect", "-", "--json"], { cwd: emptyFolder(), input: csv });
  const [x, colour, y, result, ...rest] = jsonLines(out);
  expect({ code, rest }).toEqual({ code: 0, rest: [] });
  expect(x).toMatchObject({
    type: "column",
    name: "x",
    role: "input",
    values: "number",
    missing: 0,
    distinct: 3,
    numbers: { min: -3, max: 1, mean: expect.closeTo(-1, 12), deviation: expect.closeTo(Math.sqrt(8 / 3), 12) },
    encoding: { type: "number", scaling: "standardise" },
  });
  expect(colour).toMatchObject({ values: "category", encoding: { categories: ["blue", "red"], mostFrequent: "red" } });
  expect(y).toMatchObject({ role: "target", encoding: { classes: ["no", "yes"] } });
  expect(result).toMatchObject({
    type: "result",
    rows: 3,
    columns: 3,
    encoding: { inputs: 3, outputs: 2 },
    warnings: [{ code: "single-row" }, { code: "single-row" }],
  });
});

test("long lists of categories are cut short, in the values and in the encoding", async () => {
  const rows = Array.from({ length: 9 }, (_, r) => `c${r},${r % 2}`).join("\n");
  const table = await readTable(textSource(`a,b\n${rows}\n`));
  const line = tableText(inspect(table), { paint, all: false }).find((text) => text.startsWith("a "));
  expect(line).toContain("9 units: one a category (c0, c1, c2, c3, c4, c5, …)");
});

test("a column that isn't there is wrong usage", async () => {
  const { out, err, code } = await run(["inspect", "iris", "--target", "specis"], { cwd: emptyFolder() });
  expect({ out, code }).toEqual({ out: "", code: 2 });
  expect(err).toMatch(/did you mean "species"\?/);
});
