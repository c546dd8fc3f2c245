import { InvalidArgumentError } from "commander";

/** How much the rows of each class count in training: all classes alike, or a weight a class, 1 for one that isn't named. */
export type ClassWeights = "balanced" | Readonly<Record<string, number>>;

/** Parses "balanced", or "rare=5,other=1". */
export function classWeights(text: string): ClassWeights {
  if (text === "balanced") return text;
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const [, label, weight = ""] = /^(.+)=([^=]+)$/s.exec(pair) ?? [];
      if (label !== undefined && isWeight(Number(weight))) return [label.trim(), Number(weight)];
      throw new InvalidArgumentError(
        'Expected "balanced", or a weight of at least 0 for each class, such as rare=5,other=1.',
      );
    }),
  );
}

const isWeight = (x: number) => x >= 0 && Number.isFinite(x);

/** As a command line says it. */
export const classWeightsText = (weights: ClassWeights): string =>
  typeof weights === "string"
    ? weights
    : Object.entries(weights)
        .map(([label, weight]) => `${label}=${weight}`)
        .join(",");
