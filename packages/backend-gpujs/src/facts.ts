import { DeltaruleError, type Facts, type Values } from "@deltarule/core";
import type { Operations } from "./operations.ts";
import type { Texture } from "./texture.ts";

/** What the device does with numbers, measured on it: shading languages promise little. */
export async function measureFacts(backend: Operations, device: string): Promise<Facts> {
  return {
    device,
    precision: await precisionOf(backend, device),
    // each number is computed by one thread, in one order
    deterministic: true,
    nonFinite: await isIeee(backend),
    sigmoidUlp: await sigmoidUlpOf(backend),
  };
}

/** Whether 1 + 2⁻²³ is kept and 1 + 2⁻²² computed from it; float16's step is 2⁻¹⁰. */
async function precisionOf(backend: Operations, device: string): Promise<"f32" | "f16"> {
  for (const [precision, step] of [
    ["f32", 2 ** -23],
    ["f16", 2 ** -10],
  ] as const) {
    const kept = await computed(backend, [[1 + step]], (m) => m);
    const sum = await computed(backend, [[1 + step], [step]], (w, change) => {
      backend.update(w, change, 1);
      return w;
    });
    if (kept[0] === 1 + step && sum[0] === 1 + 2 * step) return precision;
  }
  throw new DeltaruleError("BACKEND_UNAVAILABLE", `gpujs: ${device} keeps fewer digits than float16 has`);
}

/** Whether sums, products and the sigmoid of NaN and ±∞ are what IEEE 754 says. */
async function isIeee(backend: Operations): Promise<boolean> {
  const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
  const sums = await computed(
    backend,
    [
      [1, infinity, infinity, nan],
      [infinity, 1, -infinity, 1],
    ],
    (w, change) => {
      backend.update(w, change, 1);
      return w;
    },
  );
  const products = await computed(backend, [[infinity, nan, 1], [1], [0, 1, 2, -infinity]], (column, one, row) => {
    const [a, out] = [backend.matrix(3, 1), backend.matrix(3, 4)];
    backend.matmul(column, one, a, { transposeA: true });
    backend.matmul(a, row, out);
    backend.free(a);
    return out;
  });
  const sigmoids = await computed(backend, [[infinity, -infinity, nan]], (net) => {
    const a = backend.matrix(1, 3);
    backend.sigmoid(net, a);
    return a;
  });
  const expected = [
    [infinity, infinity, nan, nan],
    [nan, infinity, infinity, -infinity, nan, nan, nan, nan, 0, 1, 2, -infinity],
    [1, 0, nan],
  ];
  return [sums, products, sigmoids].every((values, i) => expected[i]!.every((x, e) => isSame(values[e], x)));
}

/** 0 and −0 are the same here, and so are NaNs. */
const isSame = (got: number | undefined, want: number) => got === want || Object.is(got, want);

// σ is a normal number of float32 from −87 on, and 1 from 17 on
const [FROM, TO, INPUTS] = [-87, 30, 4096];

/** The worst of 4,096 inputs, and half as much again for those between them; at least 1, a rounding either way. */
async function sigmoidUlpOf(backend: Operations): Promise<number> {
  const net = Float32Array.from({ length: INPUTS }, (_, i) => FROM + ((TO - FROM) * i) / (INPUTS - 1));
  const values = await computed(backend, [net], (m) => {
    const a = backend.matrix(1, INPUTS);
    backend.sigmoid(m, a);
    return a;
  });
  const worst = net.reduce((most, x, i) => {
    const exact = 1 / (1 + Math.exp(-x));
    return Math.max(most, Math.abs(values[i]! - exact) / 2 ** (Math.floor(Math.log2(exact)) - 23));
  }, 0);
  return Math.max(1, Math.ceil(1.5 * worst));
}

/** Reads what an operation gives for rows of numbers, and leaves nothing behind. */
async function computed(
  backend: Operations,
  rows: readonly ArrayLike<number>[],
  compute: (...matrices: Texture[]) => Texture,
): Promise<Values> {
  const matrices = rows.map((row) => backend.matrix(1, row.length, Float32Array.from(row)));
  const result = compute(...matrices);
  const values = await backend.read(result);
  for (const m of new Set([...matrices, result])) backend.free(m);
  return values;
}
