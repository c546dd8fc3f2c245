import { readTable, textSource } from "@deltarule/data";
import { expect, test } from "vitest";
import { classWeights, classWeightsText } from "../src/options/class-weights.ts";
import { planTraining } from "../src/training/plan.ts";
import { emptyFolder, jsonLines, run } from "./deltarule.ts";

test("class weights are balanced, or a number a class, whose name may hold a =", () => {
  expect(classWeights("balanced")).toBe("balanced");
  expect(classWeights("rare=5, x=y=0.5")).toEqual({ rare: 5, "x=y": 0.5 });
  expect(classWeightsText(classWeights("rare=5,x=y=0.5"))).toBe("rare=5,x=y=0.5");
  for (const text of ["", "even", "rare=", "=5", "rare=x", "rare=-1", "rare=Infinity", "rare=5,"])
    expect(() => classWeights(text)).toThrow('Expected "balanced"');
});

test("by hand: of 30 rows, 10 of them rare, a rare one counts 3/2 and another 3/4", async () => {
  const rows = Array.from({ length: 30 }, (_, r) => `${r},${r % 3 === 0 ? "rare" : "other"}`).join("\n");
  const table = await readTable(textSource(`x,y\n${rows}\n`));
  const all = { validation: 0, test: 0 };
  const { sampleWeights, prepared } = planTraining(table, { ...all, classWeights: "balanced" });
  const expected = Array.from(prepared.training.rows, (r) => (r % 3 === 0 ? 1.5 : 0.75));
  expect(Array.from(sampleWeights!)).toEqual(expected);
  const { sampleWeights: given } = planTraining(table, { ...all, classWeights: { rare: 4 } });
  expect(new Set(given)).toEqual(new Set([4, 1]));
  expect(planTraining(table, all).sampleWeights).toBeUndefined();
});

test("class weights that don't fit the target are refused by the option's name", async () => {
  const cwd = emptyFolder();
  const number = await run(["train", "diabetes", "--class-weights", "balanced"], { cwd });
  expect(number).toMatchObject({
    out: "",
    code: 2,
    err: expect.stringContaining("--class-weights: progression is a number"),
  });
  const typo = await run(["train", "iris", "--class-weights", "setsa=3"], { cwd });
  expect(typo).toMatchObject({ out: "", code: 2 });
  expect(typo.err).toMatch(/--class-weights: species has no class "setsa"; .*did you mean "setosa"\?/);
});

test("a training with class weights says so, differs from one without, and goes on from its checkpoint", async () => {
  const cwd = emptyFolder();
  const error = async (...options: string[]) => {
    const { out } = await run(["train", "iris", "--no-out", "--json", ...options], { cwd });
    return Object(jsonLines(out).at(-1)).error;
  };
  const weighted = ["--class-weights", "setosa=3", "--checkpoint", "ck.json"];
  const ten = await error("--epochs", "10", "--class-weights", "setosa=3");
  expect(ten).not.toBe(await error("--epochs", "10"));
  await error("--epochs", "5", ...weighted);
  expect(await error("--epochs", "10", ...weighted, "--resume", "ck.json")).toBe(ten);
  const { out } = await run(["train", "iris", "--epochs", "1", "--class-weights", "setosa=3"], { cwd });
  expect(out).toMatch(/training .*, class weights setosa=3$/m);
  const { err } = await run(["train", "iris", "--epochs", "10", "--resume", "ck.json"], { cwd });
  expect(err).toContain("can't go on from ck.json");
});
