import type { PrepareOptions, ReadOptions } from "../src/index.ts";
import type { Draw } from "./random.ts";

const oddities = [
  undefined,
  undefined,
  undefined,
  null,
  0,
  1,
  -1,
  0.5,
  2,
  1e9,
  Number.NaN,
  "",
  "x",
  "y",
  "1",
  "__proto__",
  true,
  [],
  {},
];

/** Options as a file of settings might have them, where no type checker has looked. */
export function drawOptions({ pick, chance, integer }: Draw): ReadOptions & PrepareOptions {
  const often = <T>(items: readonly T[]) => (chance(0.8) ? pick([undefined, ...items]) : pick(oddities));
  const column = () => ({
    type: often(["number", "category", "ignore"]),
    scaling: often(["standardise", "range", "none"]),
  });
  const options = {
    delimiter: often([",", ";"]),
    header: often([true, false]),
    format: often(["csv", "json", "jsonl", "idx"]),
    target: often(["x", "y", 1, "1"]),
    targetType: often(["classes", "number"]),
    missing: chance(0.6) ? pick(["drop", "mean"]) : often(["refuse"]),
    unseen: often(["refuse", "zeros"]),
    columns: chance(0.3)
      ? often([{ x: column() }, { "1": column() }, JSON.parse('{"__proto__": {"type": "ignore"}}')])
      : undefined,
    test: often([0.2, 0.5]),
    validation: often([0.1]),
    seed: often([integer(100)]),
  };
  return JSON.parse(JSON.stringify(options));
}
