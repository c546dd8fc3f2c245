import { encodeInputs, openSample, readTable, textSource } from "@deltarule/data";
import { expect, test } from "vitest";
import { formulas } from "../src/tasks/formulas.ts";
import { openTask, tasks } from "../src/tasks/open.ts";
import { tableTask } from "../src/tasks/tables.ts";
import { rowOf } from "../src/tasks/task.ts";

const formula = (name: string) => formulas.find((formula) => formula.name === name)!.make();

test("xor has its truth table", () => {
  const { training } = formula("xor");
  expect([...training.inputs.values]).toEqual([0, 0, 1, 0, 0, 1, 1, 1]);
  expect([...training.targets.values]).toEqual([0, 1, 1, 0]);
});

test("circles are a disc and a ring that don't overlap", () => {
  const { training, validation } = formula("circles");
  for (const { inputs, targets } of [training, validation!])
    for (let r = 0; r < inputs.rows; r++) expect(Math.hypot(...rowOf(inputs, r)) < 0.575).toBe(targets.values[r] === 1);
});

test("half of the spirals' points lie on each arm", () => {
  const { targets } = formula("spirals").training;
  expect([...targets.values].reduce((a, b) => a + b)).toBe(targets.rows / 2);
});

test.each(tasks.map(({ name }) => name))("%s names every unit and has targets in [0, 1]", async (name) => {
  const { inputs, outputs, training, validation, image } = await openTask(name);
  for (const { inputs: a, targets: t } of validation ? [training, validation] : [training]) {
    expect([a.cols, t.cols]).toEqual([inputs.length, outputs.length]);
    expect(a.rows).toBe(t.rows);
    expect(t.values.every((x) => x >= 0 && x <= 1)).toBe(true);
    if (image) expect(a.values.every((x) => x >= 0 && x <= 1)).toBe(true);
  }
  if (image) expect(inputs).toHaveLength(image.rows * image.cols);
});

test("a digit's grey values of 0 to 16 are 0 to 1", async () => {
  const { training, encoding } = await openTask("digits");
  const table = await readTable(openSample("digits"));
  const encoded = encodeInputs(encoding!, table, Uint32Array.of(0, 5));
  expect([...encoded.inputs.values].slice(0, 6)).toEqual([0, 0, 5, 13, 9, 1].map((grey) => grey / 16));
  expect(Math.max(...training.inputs.values)).toBe(1);
});

test("an unknown name is refused with those that are known", async () => {
  await expect(openTask("xr")).rejects.toMatchObject({
    code: "OPTION_INVALID",
    message: /no data set is called “xr”; expected one of xor, spirals/,
  });
});

test("a table of one's own: columns are chosen, categories get a unit each, rows with gaps are left out and said", async () => {
  const rows = Array.from({ length: 30 }, (_, r) => `${r},${r % 2 ? "red" : "blue"},${r === 4 ? "" : r * r},${r % 3}`);
  const table = await readTable(textSource(["id,colour,size,kind", ...rows].join("\n"), "mine.csv"));
  const task = tableTask(table, { name: "mine", title: "mine.csv" }, { target: "kind", ignored: ["id"] });
  expect(task.inputs).toEqual(["colour = blue", "colour = red", "size"]);
  expect(task.outputs).toEqual(["0", "1", "2"]);
  expect(task.training.inputs.rows + task.validation!.inputs.rows).toBe(29);
  expect(task.remarks).toContain("1 row lacks a value and is left out");
});
