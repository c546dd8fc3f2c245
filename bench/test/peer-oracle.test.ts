import { exercise } from "@deltarule/measure";
import { expect, it } from "vitest";
import { cpu, float64, oracleFor, type Steps } from "../src/peers/peer-oracle.ts";
import { workloads } from "../src/workloads.ts";

const mine = exercise({ layers: [3, 5, 2], batchSize: 4, samples: 12 });

it.each<Steps>([
  { samples: 4, batchSize: 4, rate: 2 },
  { samples: 12, batchSize: 4, rate: 2 },
  { samples: 12, batchSize: 1, rate: 0.5 },
  { samples: 12, batchSize: 12, rate: 2 },
])("cpu learns what float64 does, up to float32's roundings: $samples samples, batch $batchSize", async (steps) => {
  const [exact, ours] = [await float64.trained(mine, steps), await cpu.trained(mine, steps)];
  const flat = ({ layers }: typeof exact) => layers.flatMap(({ weights, bias }) => [...weights, ...bias!]);
  const before = flat(mine.network());
  const change = Math.max(...flat(exact).map((w, e) => Math.abs(w - before[e]!)));
  const off = Math.max(...flat(exact).map((w, e) => Math.abs(w - flat(ours)[e]!)));
  expect(change).toBeGreaterThan(0.01);
  expect(off).toBeLessThan(1e-4 * change);
});

it("W6 alone is too much for float64", () => {
  const held = workloads.map(({ id, options }) => [id, oracleFor(exercise(options)).name]);
  expect(held.filter(([, name]) => name !== "float64")).toEqual([["w6", "deltarule cpu"]]);
});
