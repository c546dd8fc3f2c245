import { describe, expect, it } from "vitest";
import { encodeDataset, prepare, score } from "../src/index.ts";
import { concreteLike, penguins, table } from "./tables.ts";

describe("a prepared table", () => {
  it("has its encoding fitted on its training rows", async () => {
    const t = await concreteLike(40);
    const { encoding, training, test } = prepare(t, { test: 0.25, seed: 5 });
    expect([training.rows.length, test.rows.length]).toEqual([30, 10]);
    const cement = Array.from(training.rows, (r) => Number(t.values[0]!.number(r)));
    expect(encoding.inputs[0]).toMatchObject({ mean: cement.reduce((sum, x) => sum + x, 0) / 30 });
    expect(test).toEqual(encodeDataset(encoding, t, test.rows));
  });

  it("is stratified by class", async () => {
    const rows = Array.from({ length: 30 }, (_, r) => `${r},${r < 10 ? "rare" : "common"}`);
    const t = await table(`x,y\n${rows.join("\n")}`);
    const { test } = prepare(t, { test: 0.3 });
    expect(Array.from(test.rows).filter((r) => r < 10)).toHaveLength(3);
    expect(test.rows).toHaveLength(9);
  });

  it("counts the rows that it dropped", async () => {
    const t = await table(penguins);
    expect(prepare(t, { target: "species", missing: "drop" })).toMatchObject({ dropped: 3 });
    expect(prepare(t, { target: "species", missing: "mean" })).toMatchObject({ dropped: 0 });
    expect(prepare(t, { target: "sex", missing: "mean" })).toMatchObject({ dropped: 1 });
  });

  it("is the same for the same seed", async () => {
    const t = await concreteLike(40);
    expect(prepare(t, { test: 0.2, seed: 4 })).toEqual(prepare(t, { test: 0.2, seed: 4 }));
  });

  it("has one type of target, whatever the training rows alone would suggest", async () => {
    // 100 rows of 20 classes, 5 each: fewer than 5 once some rows are kept for the test
    const t = await table(`x,y\n${Array.from({ length: 100 }, (_, r) => `${r},${r % 20}`).join("\n")}`);
    const { encoding, test } = prepare(t, { test: 0.2 });
    expect(encoding.target).toMatchObject({ type: "classes" });
    expect(score(encoding, t, test.rows, test.targets)).toMatchObject({ accuracy: 1 });
  });
});
