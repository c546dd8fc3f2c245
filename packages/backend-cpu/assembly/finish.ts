import { BIAS, KEEP, UPDATE } from "../src/wasm/layout";
import { madd } from "./madd";

/**
 * What happens to four sums of products before they are stored, the same for every kernel (a tile does it to all of its sums at once):
 * out = alpha·sum (+ bias) (+ beta·out), or with UPDATE w = w + beta·sum: a step that is never stored, with the roundings of
 * a product followed by an update.
 */
// @ts-ignore: decorator
@inline
export function finish(mode: i32, sum: v128, out: usize, bias: usize, alpha: v128, beta: v128): void {
  if (mode == UPDATE) {
    v128.store(out, madd(beta, sum, v128.load(out)));
    return;
  }
  let value = f32x4.mul(alpha, sum);
  if (mode & BIAS) value = f32x4.add(value, v128.load(bias));
  if (mode & KEEP) value = madd(beta, v128.load(out), value);
  v128.store(out, value);
}
