/**
 * McNemar's exact test (1947, by the binomial distribution): were both models equally good, how likely would it be that the rows
 * that only one of them has right fall as unevenly as this, or more? p = 2 Σ_{i ≤ min(b, c)} C(b + c, i) / 2^(b + c), 1 at most.
 * @param b rows that only the first has right
 * @param c rows that only the second has right
 */
export function mcnemar(b: number, c: number): number {
  const n = b + c;
  let p = 0;
  // by its logarithm, as 2^−n is 0 in float64 from n = 1075 on
  let term = -n * Math.LN2;
  for (let i = 0; i <= Math.min(b, c); i++) {
    p += 2 * Math.exp(term);
    term += Math.log((n - i) / (i + 1));
  }
  return Math.min(1, p);
}
