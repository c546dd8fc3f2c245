import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { samples } from "@deltarule/data";
import { expect, test } from "vitest";
import { openInputs } from "../src/input.ts";
import type { TrainingOptions } from "../src/training/options.ts";
import { planFromFiles } from "../src/training/plan-from-files.ts";
import { emptyFolder } from "./deltarule.ts";

const pathOf = (name: string) => fileURLToPath(samples.find((sample) => sample.name === name)!.url);
const nothing = (async function* () {})();

const plans = async (files: readonly string[], chosen: Partial<TrainingOptions>) => {
  const inputs = async () => openInputs(files, nothing);
  const [held, reread] = await Promise.all(
    [Number.POSITIVE_INFINITY, 0].map(async (large) => planFromFiles(await inputs(), {}, () => chosen, large)),
  );
  return { held: held!, reread: reread! };
};

test.each<readonly [string, Partial<TrainingOptions>]>([
  ["iris", { seed: 3, classWeights: "balanced" }],
  ["penguins", { missing: "mean", columns: { sex: { type: "ignore" } } }],
  ["concrete", { test: 0.5, columns: { age: { scaling: "range" } } }],
])("%s read again and again makes the plan that it makes when it is held", async (name, chosen) => {
  const { held, reread } = await plans([pathOf(name)], chosen);
  const { table: _, ...rest } = reread;
  expect(held).toMatchObject(rest);
  expect(reread.table.columns).toEqual(held.table.columns);
});

test("several files are read again and again too", async () => {
  const folder = emptyFolder();
  for (const [name, from] of [
    ["a.jsonl", 0],
    ["b.jsonl", 20],
  ] as const)
    writeFileSync(
      join(folder, name),
      Array.from({ length: 20 }, (_, r) => JSON.stringify({ x: from + r, y: r % 2 ? "odd" : "even" })).join("\n"),
    );
  const { held, reread } = await plans([join(folder, "a.jsonl"), join(folder, "b.jsonl")], {});
  expect(reread.prepared).toEqual(held.prepared);
});

test("a pipe is held, as it can't be read again", async () => {
  const input = (async function* () {
    yield Buffer.from("x,y\n1,a\n2,b\n3,a\n4,b\n");
  })();
  const { table } = await planFromFiles(await openInputs(["-"], input), {}, () => ({}), 0);
  expect(table.values[0]!.number(3)).toBe(4);
});
