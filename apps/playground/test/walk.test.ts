import { Network, trace } from "@deltarule/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf } from "../src/derivation/lines.ts";
import { stopAt, stopCount } from "../src/derivation/walk.ts";

const all = (sizes: readonly number[], bias: boolean) =>
  Array.from({ length: stopCount({ sizes, bias }) }, (_, n) => stopAt({ sizes, bias }, n));

test("a walk through 2-2-1 goes forward, to the error, back and to every weight, by hand", () => {
  expect(
    all([2, 2, 1], true).map(({ selection: at, lines }) =>
      [at.layer, at.unit, at.kind === "weight" ? at.from : lines.length].join(" "),
    ),
  ).toEqual([
    ...["1 0 2", "1 1 2", "2 0 2"],
    "2 0 1",
    ...["2 0 3", "1 0 3", "1 1 3"],
    ...["2 0 0", "2 0 1", "2 0 bias"],
    ...["1 0 0", "1 0 1", "1 0 bias", "1 1 0", "1 1 1", "1 1 bias"],
  ]);
});

test("every stop has lines, each of them is of its selection, and no weight is left out or comes twice", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(sizes, fc.boolean(), (sizes, bias) => {
      const network = Network.create(sizes, { seed: 1, bias });
      const traced = trace(network, new Float64Array(sizes[0]!), new Float64Array(sizes.at(-1)!));
      const stops = all(sizes, bias);
      for (const { selection, lines } of stops)
        expect(linesOf(network, traced, selection).map(({ name }) => name)).toEqual(expect.arrayContaining([...lines]));
      const weights = stops.map(({ selection }) => selection).filter(({ kind }) => kind === "weight");
      expect(new Set(weights.map((weight) => JSON.stringify(weight))).size).toBe(weights.length);
      const expected = network.layers.reduce((sum, { weights, bias }) => sum + weights.length + (bias?.length ?? 0), 0);
      expect(weights.length).toBe(expected);
    }),
    { numRuns: 50 },
  );
});
