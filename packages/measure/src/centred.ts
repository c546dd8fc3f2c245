import { generator } from "@deltarule/core";

/** Uniform in ±½, float32 numbers. */
export function centred(length: number, seed: number): Float32Array {
  const { uniform } = generator(seed);
  return Float32Array.from({ length }, () => uniform() - 0.5);
}
