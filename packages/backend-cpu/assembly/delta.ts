/** δ_k = (t_k − a_k) a_k (1 − a_k), `width` bytes of each of the rows, which lie `stride` apart */
export function deltaFromTarget(a: usize, target: usize, out: usize, rows: i32, width: usize, stride: usize): void {
  for (; rows > 0; rows--, a += stride, target += stride, out += stride) {
    for (let at: usize = 0; at < width; at += 16) {
      const y = v128.load(a + at);
      v128.store(out + at, times(f32x4.sub(v128.load(target + at), y), y));
    }
  }
}

/** δ_j = error_j a_j (1 − a_j), the same */
export function deltaFromError(a: usize, error: usize, out: usize, rows: i32, width: usize, stride: usize): void {
  for (; rows > 0; rows--, a += stride, error += stride, out += stride) {
    for (let at: usize = 0; at < width; at += 16) v128.store(out + at, times(v128.load(error + at), v128.load(a + at)));
  }
}

/** error · ∂a/∂net, with ∂a/∂net = a (1 − a) */
// @ts-ignore: decorator
@inline
function times(error: v128, a: v128): v128 {
  return f32x4.mul(f32x4.mul(error, a), f32x4.sub(f32x4.splat(1), a));
}
