import { DeltaruleError } from "@deltarule/core";

/**
 * What each class would have to count for in training so that all count alike: n / (K · n_k) for a class with n_k of the n labels,
 * K classes in all. The mean over all labels is 1.
 * @param labels a class each; "" is no class, as in `classLabels`
 * @throws DATA_INVALID: no labels
 */
export function classWeights(labels: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) if (label !== "") counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size === 0) throw new DeltaruleError("DATA_INVALID", "classWeights: no labels; expected at least one");
  const n = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...counts].map(([label, count]) => [label, n / (counts.size * count)]));
}
