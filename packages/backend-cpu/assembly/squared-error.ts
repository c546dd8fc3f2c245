import { firstLanes, sum } from "./lanes";
import { madd } from "./madd";

/** out_r ← out_r + ½ Σ_k (t_k − a_k)²; `stride` bytes a row of a and target, 16 a row of out */
export function squaredError(a: usize, target: usize, out: usize, rows: i32, cols: i32, stride: usize): void {
  const last = stride - 16;
  const mask = firstLanes(((cols - 1) & 3) + 1);
  for (let r = 0; r < rows; r++, a += stride, target += stride, out += 16) {
    let squares = f32x4.splat(0);
    for (let k: usize = 0; k < last; k += 16) {
      const d = f32x4.sub(v128.load(target + k), v128.load(a + k));
      squares = madd(d, d, squares);
    }
    const d = v128.and(f32x4.sub(v128.load(target + last), v128.load(a + last)), mask);
    store<f32>(out, load<f32>(out) + 0.5 * sum(madd(d, d, squares)));
  }
}
