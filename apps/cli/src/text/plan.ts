import type { Target } from "@deltarule/data";
import type { Opened } from "../choosing/chosen.ts";
import { chosenText } from "../choosing/chosen.ts";
import { classWeightsText } from "../options/class-weights.ts";
import type { Paint } from "../terminal.ts";
import type { Plan } from "../training/plan.ts";
import { aligned } from "./aligned.ts";
import { count, counted, significant } from "./numerals.ts";

/** What is about to be trained, a fact a line. */
export function planText(plan: Plan, { backend: { name, facts }, chosen }: Opened, paint: Paint): string[] {
  const { table, prepared, sizes, options } = plan;
  const { target } = prepared.encoding;
  const last = options.target === undefined ? ", the last column" : "";
  const lines = {
    data: `${table.name}: ${counted(table.rows.length, "row")}, ${counted(table.columns.length, "column")}`,
    target: `${paint.bold(target.name)}${last}: ${targetText(target)}`,
    rows: rowsText(plan),
    network: `${sizes.join("-")} sigmoid units`,
    training: trainingText(plan),
    backend: `${name}: ${facts.device}, ${facts.precision}`,
    ...(chosen && { "": chosenText(chosen) }),
  };
  return aligned(Object.entries(lines).map(([label, text]) => [{ text: label, paint: paint.dim }, { text }]));
}

const classesShown = 6;

function targetText(target: Target): string {
  if (target.type === "number") return `a number, ${significant(target.min)} to ${significant(target.max)}`;
  const { classes } = target;
  const more = classes.length > classesShown ? ", …" : "";
  return `${count(classes.length)} classes (${classes.slice(0, classesShown).join(", ")}${more})`;
}

function rowsText({ prepared, options }: Plan): string {
  const { training, validation, test, dropped, tooFew } = prepared;
  const parts = [
    tooFew ? "all to train, too few to hold any out" : `${count(training.rows.length)} to train`,
    ...(validation.rows.length > 0 ? [`${count(validation.rows.length)} to validate`] : []),
    ...(test.rows.length > 0 ? [`${count(test.rows.length)} to test`] : []),
    ...(dropped > 0 ? [`${count(dropped)} left out, a value missing`] : []),
    `seed ${options.seed}`,
  ];
  return parts.join(", ");
}

function trainingText({ options }: Plan): string {
  const { learningRate, momentum, batch, epochs, untilError, classWeights } = options;
  const until = untilError === undefined ? "" : `, or until the error is ${untilError}`;
  const weights = classWeights === undefined ? "" : `, class weights ${classWeightsText(classWeights)}`;
  return `ε ${learningRate}, momentum ${momentum}, batch ${batch}, ${counted(epochs, "epoch")}${until}${weights}`;
}
