/** δ_k = (t_k − a_k) a_k (1 − a_k), `bytes` of them */
export function deltaFromTarget(a: usize, target: usize, out: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 16, target += 16, out += 16) {
    const y = v128.load(a);
    v128.store(out, times(f32x4.sub(v128.load(target), y), y));
  }
}

/** δ_j = error_j a_j (1 − a_j), `bytes` of them */
export function deltaFromError(a: usize, error: usize, out: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 16, error += 16, out += 16) v128.store(out, times(v128.load(error), v128.load(a)));
}

/** error · ∂a/∂net, with ∂a/∂net = a (1 − a) */
// @ts-ignore: decorator
@inline
function times(error: v128, a: v128): v128 {
  return f32x4.mul(f32x4.mul(error, a), f32x4.sub(f32x4.splat(1), a));
}
