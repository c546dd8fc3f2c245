import { madd } from "./madd";

/** w ← w + rate·step, `width` bytes of each of the rows, which lie `stride` apart */
export function update(w: usize, step: usize, rows: i32, width: usize, stride: usize, rate: f32): void {
  const epsilon = f32x4.splat(rate);
  for (; rows > 0; rows--, w += stride, step += stride) {
    for (let at: usize = 0; at < width; at += 16)
      v128.store(w + at, madd(epsilon, v128.load(step + at), v128.load(w + at)));
  }
}
