import { madd } from "./madd";

/** w ← w + rate·step, `bytes` of them */
export function update(w: usize, step: usize, bytes: usize, rate: f32): void {
  const epsilon = f32x4.splat(rate);
  for (const end = w + bytes; w < end; w += 16, step += 16) v128.store(w, madd(epsilon, v128.load(step), v128.load(w)));
}
