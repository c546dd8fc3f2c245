import { DeltaruleError } from "@deltarule/core";
import type { Target } from "@deltarule/data";

/** A model's target, and what messages call the model. */
export interface Named {
  readonly path: string;
  readonly target: Target;
}

/**
 * Two models can be compared if they answer the same question.
 * @throws MODEL_INVALID naming the difference
 */
export function checkSameTarget(a: Named, b: Named): void {
  if (a.target.name !== b.target.name)
    throw different(`${a.path} predicts "${a.target.name}", ${b.path} "${b.target.name}"`);
  if (a.target.type !== b.target.type)
    throw different(`to ${a.path} "${a.target.name}" is ${kind[a.target.type]}, to ${b.path} ${kind[b.target.type]}`);
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const unknown = classesOf(one.target).find((label) => !classesOf(other.target).includes(label));
    if (unknown !== undefined) throw different(`"${unknown}" is a class to ${one.path} and none to ${other.path}`);
  }
}

const kind = { classes: "one of several classes", number: "a number" } as const satisfies Record<
  Target["type"],
  string
>;

const classesOf = (target: Target): readonly string[] => (target.type === "classes" ? target.classes : []);

const different = (difference: string) =>
  new DeltaruleError("MODEL_INVALID", `${difference}; expected two models of the same target`);
