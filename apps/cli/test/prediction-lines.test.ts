import { type Encoding, fitEncoding, readTable, textSource } from "@deltarule/data";
import { expect, test } from "vitest";
import { csvLines, jsonLines } from "../src/prediction-lines.ts";

const table = await readTable(textSource('name,kind\n1,"a, b"\n2,c\n3,c\n'));
const classes = fitEncoding(table);
const numbers: Encoding = { ...classes, target: { name: "kind", type: "number", min: 0, max: 1 } };
const [row] = table.rows;
const prediction = { type: "class", label: "a, b", outputs: [0.123456789, 0.5] } as const;
const both = { withInputs: true, probabilities: true } as const;

test("CSV: by default the prediction alone, quoted where it has to be", () => {
  const { head, line } = csvLines(classes, table, {});
  expect([head, line(row!, prediction)]).toEqual(["kind\n", '"a, b"\n']);
});

test("CSV: the row before it, and the activation of each class after it", () => {
  const { head, line } = csvLines(classes, table, both);
  expect(head).toBe('name,kind,predicted kind,"p(a, b)",p(c)\n');
  expect(line(row!, prediction)).toBe('1,"a, b","a, b",0.1234568,0.5\n');
});

test("a row that is left out keeps its line", () => {
  expect(csvLines(classes, table, both).line(row!, undefined)).toBe('1,"a, b",,,\n');
  expect(jsonLines(classes, table, {}).line(row!, undefined)).toBe('{"prediction":null}\n');
});

test("JSON lines: the prediction, and on demand activations and the row", () => {
  const { head, line } = jsonLines(classes, table, both);
  expect(head).toBe("");
  expect(JSON.parse(line(row!, prediction))).toEqual({
    prediction: "a, b",
    probabilities: { "a, b": 0.1234568, c: 0.5 },
    row: { name: "1", kind: "a, b" },
  });
  expect(jsonLines(classes, table, {}).line(row!, prediction)).toBe('{"prediction":"a, b"}\n');
});

test("a number has no classes to give activations of", () => {
  const value = { type: "number", value: 1 / 3 } as const;
  expect(csvLines(numbers, table, { probabilities: true }).line(row!, value)).toBe("0.3333333\n");
  expect(jsonLines(numbers, table, { probabilities: true }).line(row!, value)).toBe('{"prediction":0.3333333}\n');
});
