import { loadBackend } from "@deltarule/backends";
import { openSample, readTable, textSource } from "@deltarule/data";
import { expect, test } from "vitest";
import { learn } from "../src/training/learn.ts";
import { planTraining } from "../src/training/plan.ts";

const seeds = Array.from({ length: 20 }, (_, s) => s + 1);
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

test.each([
  ["iris", 0.94],
  ["wine", 0.96],
  ["breast-cancer", 0.95],
  ["digits", 0.95],
])(
  "%s: the defaults classify held-out rows with a mean accuracy of at least %d over twenty splits",
  { timeout: 120_000 },
  async (name, least) => {
    const table = await readTable(openSample(name));
    const backend = await loadBackend("cpu");
    const accuracies: number[] = [];
    for (const seed of seeds) {
      const { test } = await learn(planTraining(table, { seed }), { backend });
      if (test?.heldOut && test.score.type === "classes") accuracies.push(test.score.accuracy);
    }
    await backend.close();
    expect(accuracies).toHaveLength(seeds.length);
    expect(mean(accuracies)).toBeGreaterThanOrEqual(least);
  },
);

test("xor: the defaults learn it from every one of twenty seeds", async () => {
  const table = await readTable(openSample("xor"));
  const backend = await loadBackend("cpu");
  for (const seed of seeds) {
    const { test } = await learn(planTraining(table, { seed }), { backend });
    expect(test).toMatchObject({ heldOut: false, rows: 4, score: { accuracy: 1 } });
  }
  await backend.close();
});

test("a function of two numbers: the defaults explain more than 0.95 of its variance on held-out rows", async () => {
  const steps = Array.from({ length: 20 }, (_, k) => k / 10);
  const rows = steps.flatMap((a) => steps.map((b) => `${a},${b},${Math.sin(2 * a) * b}`));
  const table = await readTable(textSource(`a,b,y\n${rows.join("\n")}\n`));
  const backend = await loadBackend("cpu");
  const { test } = await learn(planTraining(table), { backend });
  await backend.close();
  expect(test?.score.type === "number" && test.score.rSquared).toBeGreaterThan(0.95);
});
