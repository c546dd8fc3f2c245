import { generator } from "@deltarule/core";
import { type ConformanceCase, sized } from "../case.ts";
import { draw } from "../draw.ts";
import type { Precision } from "../precision.ts";
import { table } from "../reference.ts";
import { shapes } from "../sizes.ts";
import { exact } from "../tolerance.ts";

/** a_j = 1 / (1 + e^(−net_j)), within the units in the last place that the backend declares. */
export const sigmoid: readonly ConformanceCase[] = [
  at("by-hand", "σ(0) is ½, σ(ln 3) is ¾ and σ(−ln 3) is ¼", () => [0, Math.log(3), -Math.log(3)]),
  at("small", "Near 0 it is ½ + net/4", ({ smallestNormal }) =>
    [0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, smallestNormal].flatMap((x) => [x, -x]),
  ),
  at("saturating", "Far from 0 it goes to 0 and 1 no sooner than the precision does", () =>
    Array.from({ length: 120 }, (_, x) => [x, -x]).flat(),
  ),
  at("large", "Beyond where e^(−net) overflows it is 0 or 1, and a number", ({ largest }) =>
    [150, 500, 709, 710, 746, 1000, 1e4, 6e4, 1e6, 1e20, 1e38, 1e300, largest]
      .filter((x) => x <= largest)
      .flatMap((x) => [x, -x]),
  ),
  at("whole-range", "It holds over the whole float32 range", sampleRange),
  ...sized({
    id: "sigmoid/shape",
    title: "Every element of a matrix gets its own activation",
    needs: "raw",
    sizes: shapes,
    async attempt({ backend, precision, put, make, expect, arithmetic }, [rows = 1, cols = 1]) {
      const net = draw(precision, rows, cols, { seed: 11, from: -8, to: 8 });
      const out = make(rows, cols);
      backend.sigmoid(put(net), out);
      await expect("out of sigmoid", out, arithmetic.sigmoid(exact(net)), { net });
    },
  }),
  {
    id: "sigmoid/non-finite",
    title: "σ(∞) is 1, σ(−∞) is 0, σ(NaN) is NaN",
    needs: "raw",
    fact: "nonFinite",
    async run({ backend, put, make, expect, arithmetic }) {
      const net = table(1, 4, [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 0]);
      const out = make(1, 4);
      backend.sigmoid(put(net), out);
      await expect("out of sigmoid", out, arithmetic.sigmoid(exact(net)), { net });
    },
  },
];

/** The net inputs in a row, the nearest to 0 first, so that the first failure is the smallest. */
function at(id: string, title: string, inputs: (precision: Precision) => number[]): ConformanceCase {
  return {
    id: `sigmoid/${id}`,
    title,
    needs: "raw",
    async run({ backend, precision, put, make, expect, arithmetic }) {
      const values = inputs(precision)
        .map(precision.round)
        .sort((x, y) => Math.abs(x) - Math.abs(y));
      const net = table(1, values.length, values);
      const out = make(1, values.length);
      backend.sigmoid(put(net), out);
      await expect("out of sigmoid", out, arithmetic.sigmoid(exact(net)), { net });
    },
  };
}

/** Signs, exponents and significands all alike likely; what the precision has no normal number for is left out. */
function sampleRange({ smallestNormal, largest }: Precision): number[] {
  const { uniform } = generator(12);
  return Array.from({ length: 4096 }, () => {
    const magnitude = 2 ** (-126 + 254 * uniform());
    return uniform() < 0.5 ? magnitude : -magnitude;
  }).filter((x) => Math.abs(x) >= smallestNormal && Math.abs(x) <= largest);
}
