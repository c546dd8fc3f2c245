import type { TrainingState } from "@deltarule/core";
import { classWeightsText } from "../options/class-weights.ts";
import { count, counted, percent, plain, significant } from "../text/numerals.ts";
import { parseRecord, type TrainingRecord } from "../training/stored-record.ts";

/** How a model was trained and whether it can be trained on, a fact each, with what it is about. */
export function trainingFacts(training: unknown, state: TrainingState | undefined): [string, string][] {
  const record = parseRecord(training);
  const facts = record ? recordFacts(record) : undefined;
  const otherwise = training === null ? "it doesn't say how" : "by another program: --json shows its record";
  return [
    ...(facts ?? [["trained", otherwise] as [string, string]]),
    ["state", state ? stateText(state) : "none: it is no checkpoint to go on from"],
  ];
}

function recordFacts({ data, options, result, backend, versions }: TrainingRecord): [string, string][] {
  const { learningRate, momentum, batch, seed, classWeights } = options;
  const weights = classWeights === undefined ? "" : `, class weights ${classWeightsText(classWeights)}`;
  return [
    ...entry("trained on", data && dataText(data)),
    ["by", `ε ${learningRate}, momentum ${momentum}, batch ${batch}, seed ${seed}${weights}`],
    ...entry("result", result && resultText(result)),
    ...entry("backend", backend && `${backend.name}: ${backend.device}, ${backend.precision}`),
    ...entry("program", versions && `deltarule ${versions.deltarule}, Node ${versions.node}`),
  ];
}

const entry = (label: string, text: string | undefined): [string, string][] =>
  text === undefined ? [] : [[label, text]];

function dataText({ name, rows }: NonNullable<TrainingRecord["data"]>): string {
  const { training, validation, test, dropped } = rows;
  const others = `${count(validation)} to validate, ${count(test)} to test, ${count(dropped)} left out`;
  return `${name}: ${counted(training, "row")}; ${others}`;
}

function resultText({ epochs, error, validationError, stopped, test }: NonNullable<TrainingRecord["result"]>): string {
  const ended = stopped === "aborted" ? "interrupted after" : "after";
  const validation = validationError === undefined ? "" : `, validation ${significant(validationError)}`;
  const course = `${ended} ${counted(epochs, "epoch")}: error ${significant(error)}${validation}`;
  if (!test) return course;
  const { score, rows, heldOut } = test;
  const measure =
    score.type === "classes"
      ? `accuracy ${percent(score.accuracy)}`
      : `RMSE ${significant(score.rmse)}, R² ${score.rSquared.toFixed(3)}`;
  return `${course}; ${measure} on ${counted(rows, heldOut ? "held-out row" : "training row")}`;
}

function stateText({ step, setting, backend }: TrainingState): string {
  const epoch = step / Math.ceil(setting.data.samples / setting.batchSize);
  return `step ${count(step)}, epoch ${plain(epoch)}, on ${backend.name}: train --resume goes on from there`;
}
