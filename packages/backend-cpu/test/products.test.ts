import { generator } from "@deltarule/core";
import { expect, test } from "vitest";
import { createWasmBackend } from "../src/wasm/backend.ts";
import { PACK_INNER } from "../src/wasm/layout.ts";
import { type Build, supports } from "../src/wasm/module.ts";

const { fround } = Math;

interface Shape {
  readonly form: "NN" | "NT" | "TN";
  readonly rows: number;
  readonly inner: number;
  readonly cols: number;
}

/** out = alpha·a·b + bias + beta·out from a build's kernels, and what each element is when its products are added up in their order. */
async function multiplied(build: Build, { form, rows, inner, cols }: Shape, blockLength: number) {
  const backend = await createWasmBackend(build);
  const { uniform } = generator(rows + 7 * inner + 11 * cols);
  const values = (count: number) => Float32Array.from({ length: count }, () => uniform() - 0.5);
  const [x, y, before, bias] = [values(rows * inner), values(inner * cols), values(rows * cols), values(cols)];
  const [transposeA, transposeB] = [form === "TN", form === "NT"];
  const a = transposeA ? backend.matrix(inner, rows, x) : backend.matrix(rows, inner, x);
  const b = transposeB ? backend.matrix(cols, inner, y) : backend.matrix(inner, cols, y);
  const out = backend.matrix(rows, cols, before);
  const [alpha, beta] = [fround(0.7), fround(-1.3)];
  backend.matmul(a, b, out, { transposeA, transposeB, alpha, beta, bias: backend.matrix(1, cols, bias) });
  const got = await backend.read(out);

  const product = (r: number, c: number, k: number): [number, number] => [
    x[transposeA ? k * rows + r : r * inner + k]!,
    y[transposeB ? c * inner + k : k * cols + c]!,
  ];
  /** In float32, rounded after each operation. */
  const inOrder = (r: number, c: number): number => {
    let value = 0;
    for (let first = 0; first < inner; first += blockLength) {
      let sum = 0;
      for (let k = first; k < Math.min(inner, first + blockLength); k++) {
        const [p, q] = product(r, c, k);
        sum = fround(sum + fround(p * q));
      }
      const scaled = fround(alpha * sum);
      value =
        first === 0 ? fround(fround(scaled + bias[c]!) + fround(beta * before[r * cols + c]!)) : fround(scaled + value);
    }
    return value;
  };
  /** In float64. */
  const exact = (r: number, c: number): number => {
    let sum = 0;
    for (let k = 0; k < inner; k++) {
      const [p, q] = product(r, c, k);
      sum += p * q;
    }
    return alpha * sum + bias[c]! + beta * before[r * cols + c]!;
  };
  return { got, inOrder, exact };
}

const forms = ["NN", "NT", "TN"] as const;
const heights = Array.from({ length: 14 }, (_, h) => h + 1);
// every height of a strip beside every width of a block; NT has dot products below four rows
const inPlace = forms.flatMap((form) =>
  heights.flatMap((rows) => [1, 4, 5, 8, 11].map((cols): Shape => ({ form, rows, inner: 9, cols }))),
);
// remainders of rows, columns and products, more than one block of each
const packed = forms.flatMap((form): Shape[] => [
  { form, rows: 65, inner: 257, cols: 133 },
  { form, rows: 131, inner: 530, cols: 35 },
  { form, rows: 37, inner: 62, cols: 1030 },
]);
const sumsInOrder = ({ form, rows }: Shape) => form !== "NT" || rows >= 4;
const titled = ({ form, rows, inner, cols }: Shape) => `${form} (${rows}×${inner})(${inner}×${cols})`;

for (const [what, shapes, blockLength] of [
  ["in place", inPlace, Number.POSITIVE_INFINITY],
  ["packed", packed, PACK_INNER],
] as const) {
  test(`portable, ${what}: an element is its products added up in their order, whatever tile it falls into`, async () => {
    for (const shape of shapes.filter(sumsInOrder)) {
      const { got, inOrder } = await multiplied("portable", shape, blockLength);
      const expected = got.map((_, at) => inOrder(Math.floor(at / shape.cols), at % shape.cols));
      expect(got, titled(shape)).toEqual(expected);
    }
  });

  for (const build of (["portable", "relaxed"] satisfies Build[]).filter(supports))
    test(`${build}, ${what}: no element is farther from float64 than its roundings allow`, async () => {
      for (const shape of shapes) {
        const { got, exact } = await multiplied(build, shape, blockLength);
        // every factor is at most ½, alpha, beta and bias at most 1.3
        const allowed = (shape.inner + 4) * 2 ** -24 * (0.7 * 0.25 * shape.inner + 1.3);
        const off = got.map((value, at) => Math.abs(value - exact(Math.floor(at / shape.cols), at % shape.cols)));
        expect(
          off.every((o) => o <= allowed),
          `${titled(shape)}: ${Math.max(...off)} off, ${allowed} allowed`,
        ).toBe(true);
      }
    });
}
