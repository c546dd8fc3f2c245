import type { ClassTarget, NumberTarget, Target } from "@deltarule/data";
import { plain } from "../text/numerals.ts";
import { factor } from "./equations.ts";
import type { Explanation } from "./explanation.ts";
import type { Line, Section } from "./section.ts";

/** What the outputs say in the table's terms, and what the table itself says. */
export function predictionSection(target: Target, explanation: Explanation): Section {
  const { problem } = explanation;
  const lines = target.type === "classes" ? classLines(target, explanation) : numberLines(target, explanation);
  return {
    title: "Prediction",
    formulas: [],
    groups: [[...lines, ...(problem === undefined ? [] : [`Without a target there is no error: ${problem}`])]],
  };
}

function classLines({ name, classes }: ClassTarget, { trace, answers, actual }: Explanation): Line[] {
  const { a } = trace.layers.at(-1)!;
  const [predicted, other] = answers as [number, number?];
  const answer = {
    left: name,
    right: `${classes[predicted]}, as a_${predicted + 1} = ${plain(a[predicted]!)} is the largest output`,
  };
  if (actual === undefined) return [answer];
  const output = other === undefined ? ", too" : `, whose a_${other + 1} is ${plain(a[other]!)}`;
  return [answer, `The table says ${actual}${output}`];
}

function numberLines({ name, min, max }: NumberTarget, { trace, prediction, actual }: Explanation): Line[] {
  const a = trace.layers.at(-1)!.a[0]!;
  const answer = {
    left: name,
    right: `${plain(min)} + (${plain(a)} − 0.1)·${factor(max - min)} / 0.8 = ${plain(Number(prediction))}`,
  };
  return actual === undefined
    ? [answer]
    : [answer, `The table says ${plain(Number(actual))}, which is t_1 = ${plain(trace.target[0]!)}`];
}
