import type { WasmBackend } from "@deltarule/backend-cpu/wasm";

const SIZE = 64;
const VECTORS = SIZE ** 3 / 4;

/** Milliseconds for a multiply-add of vectors: the fastest of some products that take about a millisecond. */
export function measureUnit({ matrix, matmul, free }: WasmBackend): number {
  const [a, b, out] = [matrix(SIZE, SIZE), matrix(SIZE, SIZE), matrix(SIZE, SIZE)];
  const began = performance.now();
  let fastest = Number.POSITIVE_INFINITY;
  while (performance.now() - began < 1) {
    const from = performance.now();
    // more than one, for clocks of browsers are coarse
    for (let i = 0; i < 4; i++) matmul(a, b, out);
    fastest = Math.min(fastest, (performance.now() - from) / 4);
  }
  for (const m of [a, b, out]) free(m);
  return fastest / VECTORS;
}
