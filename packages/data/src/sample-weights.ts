import { DeltaruleError } from "@deltarule/core";
import { classWeights } from "./class-weights.ts";
import { decodeClass, outputRows } from "./decode.ts";
import type { EncodedDataset } from "./encode.ts";
import type { Encoding } from "./encoding.ts";
import { listed, suggestion } from "./nearest.ts";

/**
 * A weight for each encoded row by its class, as the trainer's `sampleWeights` takes them: "balanced", so that all classes count alike
 * (`classWeights` of these rows), or the weight of each class, 1 for a class that isn't named.
 * @throws OPTION_INVALID: the target is a number, or a weight is for no class of the encoding
 */
export function sampleWeights(
  encoding: Encoding,
  { targets }: Pick<EncodedDataset, "targets">,
  weights: "balanced" | ReadonlyMap<string, number>,
): Float64Array {
  const { target } = encoding;
  if (target.type !== "classes")
    throw invalid(`${target.name} is a number; expected a target of classes, which weights can be given to`);
  const labels = outputRows(targets).map((row) => decodeClass(target, row).label);
  if (weights === "balanced") return weighted(labels, classWeights(labels));
  for (const label of weights.keys())
    if (!target.classes.includes(label))
      throw invalid(
        `${target.name} has no class "${label}"; expected some of ${listed(target.classes)}${suggestion(label, target.classes)}`,
      );
  return weighted(labels, weights);
}

const weighted = (labels: readonly string[], weights: ReadonlyMap<string, number>) =>
  Float64Array.from(labels, (label) => weights.get(label) ?? 1);

const invalid = (message: string) => new DeltaruleError("OPTION_INVALID", `sampleWeights: ${message}`);
