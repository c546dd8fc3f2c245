import type { MatmulOptions, Matrix } from "@deltarule/core";
import { type ConformanceCase, type Sized, sized } from "../case.ts";
import { draw, drawWhole } from "../draw.ts";
import { type Table, table } from "../reference.ts";
import { fewProductSizes, productSizes, type Size } from "../sizes.ts";
import { exact } from "../tolerance.ts";
import type { Trial } from "../trial.ts";

/** out = alpha·a·b (+ bias) + beta·out. Sizes are n × k × m: n rows of out, sums of k products, m columns of out. */
export const matmul: readonly ConformanceCase[] = [
  byHand("by-hand", "[1 2; 3 4]·[5 6; 7 8] is [19 22; 43 50]", {}, [19, 22, 43, 50]),
  byHand("by-hand-transpose-a", "aᵀ·b is [26 30; 38 44]", { transposeA: true }, [26, 30, 38, 44]),
  byHand("by-hand-transpose-b", "a·bᵀ is [17 23; 39 53]", { transposeB: true }, [17, 23, 39, 53]),
  byHand("by-hand-transpose-ab", "aᵀ·bᵀ is [23 31; 34 46]", { transposeA: true, transposeB: true }, [23, 31, 34, 46]),
  byHand(
    "by-hand-alpha-beta",
    "½·a·b + 2·[1 −1; 0 4] is [11.5 9; 21.5 33]",
    { alpha: 0.5, beta: 2 },
    [11.5, 9, 21.5, 33],
  ),

  ...transpositions().flatMap(([variant, transposed]) => [
    ...within(variant, "is a·b, within γ of |a||b|", productSizes, transposed),
    ...within(suffixed(variant, "bias"), "adds the bias to every row once", fewProductSizes, {
      ...transposed,
      bias: true,
    }),
    ...within(suffixed(variant, "alpha"), "scales the product by alpha", fewProductSizes, {
      ...transposed,
      alpha: -0.3,
    }),
    ...within(suffixed(variant, "beta"), "adds beta times what out held", fewProductSizes, {
      ...transposed,
      beta: 0.9,
    }),
    ...within(suffixed(variant, "all"), "scales the product alone, then adds bias and beta·out", fewProductSizes, {
      ...transposed,
      bias: true,
      alpha: 0.1,
      beta: -1.7,
    }),
  ]),
  ...within("alpha-zero", "is beta·out + bias where alpha is 0", fewProductSizes, { alpha: 0, beta: 0.5, bias: true }),
  ...within("beta-one", "accumulates where beta is 1", fewProductSizes, { beta: 1 }),
  ...wholeNumbers(),
  {
    id: "matmul/beta-zero-ignores-out",
    title: "With beta 0 or absent, out need not be finite",
    needs: "raw",
    async run({ backend, put, expect, arithmetic }) {
      const [a, b] = [table(1, 2, [1, 2]), table(2, 1, [3, 4])];
      for (const options of [{}, { beta: 0 }]) {
        const out = put(table(1, 1, [Number.NaN]));
        backend.matmul(put(a), put(b), out, options);
        await expect("out", out, arithmetic.matmul(exact(a), exact(b), exact(table(1, 1))), { a, b });
      }
    },
  },
  {
    id: "matmul/non-finite",
    title: "NaN and ±∞ spread to their row and column of the product and nowhere else",
    needs: "raw",
    fact: "nonFinite",
    async run({ backend, put, make, expect, arithmetic }) {
      const a = table(3, 3, [1, Number.NaN, 2, 3, 4, 5, Number.POSITIVE_INFINITY, 1, 1]);
      const b = table(3, 2, [1, 0, 1, 1, 2, 1]);
      const out = make(3, 2);
      backend.matmul(put(a), put(b), out);
      // the last row is [∞·1 + …, ∞·0 + …] = [∞, NaN]
      await expect("out", out, arithmetic.matmul(exact(a), exact(b), exact(table(3, 2))), { a, b });
    },
  },
];

interface Variant {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  readonly bias?: boolean;
  readonly alpha?: number;
  readonly beta?: number;
}

function within(id: string, title: string, sizes: readonly Size[], variant: Variant): ConformanceCase[] {
  const { transposeA = false, transposeB = false } = variant;
  const attempt: Sized["attempt"] = async (trial, [n = 1, k = 1, m = 1]) => {
    const { precision } = trial;
    const a = transposeA ? draw(precision, k, n, { seed: 1 }) : draw(precision, n, k, { seed: 1 });
    const b = transposeB ? draw(precision, m, k, { seed: 2 }) : draw(precision, k, m, { seed: 2 });
    const out = draw(precision, n, m, { seed: 3 });
    const bias = variant.bias ? draw(precision, 1, m, { seed: 4 }) : undefined;
    await check(trial, variant, { a, b, out, bias });
  };
  return sized({ id: `matmul/${id}`, title: `The product ${title}`, needs: "raw", sizes, attempt });
}

async function check(
  { backend, put, expect, arithmetic }: Trial,
  { bias: _, ...variant }: Variant,
  { a, b, out, bias }: { a: Table; b: Table; out: Table; bias: Table | undefined },
): Promise<void> {
  const matrix = put(out);
  const options: MatmulOptions<Matrix> = { ...variant, ...(bias && { bias: put(bias) }) };
  backend.matmul(put(a), put(b), matrix, options);
  const estimates = [exact(a), exact(b), exact(out)] as const;
  const expected = arithmetic.matmul(...estimates, { ...variant, bias: bias && exact(bias) });
  const inputs = { a, b, ...(bias && { bias }), ...(variant.beta && { out }) };
  await expect(`out of matmul(${describeVariant(variant)})`, matrix, expected, inputs);
}

/** Whole numbers small enough that every sum is exact, in float16 too: no bound, the numbers themselves. */
function wholeNumbers(): ConformanceCase[] {
  return transpositions().flatMap(([variant, { transposeA = false, transposeB = false }]) =>
    sized({
      id: `matmul/${suffixed(variant, "whole")}`,
      title: "A product of small whole numbers is exact",
      needs: "raw",
      sizes: fewProductSizes,
      async attempt({ backend, put, make, within: hold, arithmetic }, [n = 1, k = 1, m = 1]) {
        const a = drawWhole(transposeA ? k : n, transposeA ? n : k, { seed: 5, largest: 5 });
        const b = drawWhole(transposeB ? m : k, transposeB ? k : m, { seed: 6, largest: 6 });
        const out = make(n, m);
        backend.matmul(put(a), put(b), out, { transposeA, transposeB });
        const product = arithmetic.matmul(exact(a), exact(b), exact(table(n, m)), { transposeA, transposeB });
        hold("out", await backend.read(out), exact(product), { a, b });
      },
    }),
  );
}

function byHand(id: string, title: string, options: MatmulOptions<Matrix>, expected: number[]): ConformanceCase {
  return {
    id: `matmul/${id}`,
    title: `The product ${title}`,
    needs: "raw",
    async run({ backend, put, same }) {
      const out = put(table(2, 2, [1, -1, 0, 4]));
      backend.matmul(put(table(2, 2, [1, 2, 3, 4])), put(table(2, 2, [5, 6, 7, 8])), out, options);
      // adding 0 makes a −0 a 0
      same(
        "out",
        [...(await backend.read(out))].map((x) => x + 0),
        expected,
      );
    },
  };
}

function transpositions(): [string, Variant][] {
  return [
    ["plain", {}],
    ["transpose-a", { transposeA: true }],
    ["transpose-b", { transposeB: true }],
    ["transpose-ab", { transposeA: true, transposeB: true }],
  ];
}

function suffixed(variant: string, suffix: string): string {
  return variant === "plain" ? suffix : `${variant}-${suffix}`;
}

const describeVariant = (variant: Omit<Variant, "bias">) =>
  Object.entries(variant)
    .map(([name, value]) => (value === true ? name : `${name}: ${value}`))
    .join(", ");
