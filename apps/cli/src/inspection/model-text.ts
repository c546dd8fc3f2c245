import type { Network, TrainingState } from "@deltarule/core";
import type { Encoding, InputColumn } from "@deltarule/data";
import type { StoredModel } from "../model-store.ts";
import type { Terminal } from "../terminal.ts";
import { abridged } from "../text/abridged.ts";
import { aligned, type Cell } from "../text/aligned.ts";
import { count, counted, percent, plain, significant } from "../text/numerals.ts";
import { parseRecord, type TrainingRecord } from "../training/stored-record.ts";
import { columnsShown } from "./columns-shown.ts";
import { inputText, targetText, unitsText } from "./encoding-text.ts";
import { layerName, summarise } from "./layer-summary.ts";

/** A model: its layers and the columns that it knows, a line each, and how it was trained. */
export function modelText(name: string, model: StoredModel, { paint }: Terminal, all: boolean): string[] {
  const { network, encoding, training, state } = model;
  const dim = (text: string): Cell => ({ text, paint: paint.dim });
  const facts = [
    ...trainingFacts(training),
    ["state", state ? stateText(state) : "none: it is no checkpoint to go on from"],
  ];
  return [
    `${paint.bold(name)}: ${network.sizes.join("-")} sigmoid units, ${counted(weightsOf(network), "weight")}`,
    "",
    ...aligned(layerRows(network, dim), (column) => column > 0),
    "",
    ...(encoding
      ? encodingLines(encoding, dim, all)
      : ["No encoding: it doesn't say what its inputs and outputs mean"]),
    "",
    ...aligned(facts.map(([label = "", text = ""]) => [dim(label), { text }])),
  ];
}

const weightsOf = ({ layers }: Network) => layers.reduce((sum, layer) => sum + summarise(layer).weights, 0);

function layerRows({ sizes, layers }: Network, dim: (text: string) => Cell): Cell[][] {
  const head = ["layer", "units", "weights", "of them biases", "from", "to", "norm"];
  const rows = layers.map((layer, l) => {
    const { units, weights, biases, min, max, norm } = summarise(layer);
    return [
      layerName(l, layers.length),
      count(units),
      count(weights),
      count(biases),
      plain(min),
      plain(max),
      plain(norm),
    ];
  });
  return [head.map(dim), ...[["input", count(sizes[0]!)], ...rows].map((row) => row.map((text) => ({ text })))];
}

function encodingLines(encoding: Encoding, dim: (text: string) => Cell, all: boolean): string[] {
  const { inputs, target, missing } = encoding;
  const fills = missing === "mean";
  const row = (name: string, role: string, type: string, text: string, fill: string) =>
    [name, role, type, text, ...(fills ? [fill] : [])].map((text): Cell => ({ text }));
  const rows = abridged(
    inputs,
    columnsShown(all),
    (column) => row(column.name, "input", column.type, inputText(column), fillText(column)),
    (omitted) => ["…", "", "", `${counted(omitted.length, "more column")}: --all`].map(dim),
  );
  return [
    ...aligned([
      ["column", "role", "type", "encoding", ...(fills ? ["where it is missing"] : [])].map(dim),
      ...rows,
      row(target.name, "target", target.type, targetText(target), ""),
    ]),
    "",
    [`Encoded as ${unitsText(encoding)}`, policies[missing], ...unseenText(encoding)].join("; "),
  ];
}

const policies = {
  refuse: "missing values are refused",
  drop: "rows with a value missing are left out",
  mean: "missing inputs are filled in",
} as const satisfies Record<Encoding["missing"], string>;

const unseenText = ({ inputs, unseen }: Encoding) =>
  inputs.some(({ type }) => type === "category")
    ? [`unknown categories are ${unseen === "zeros" ? "zeros" : "refused"}`]
    : [];

const fillText = (column: InputColumn) => (column.type === "number" ? plain(column.mean) : column.mostFrequent);

function trainingFacts(training: unknown): string[][] {
  const record = parseRecord(training);
  if (!record)
    return [["trained", training === null ? "it doesn't say how" : "by another program: --json shows its record"]];
  const { data, options, backend, versions } = record;
  const { training: learnt, validation, test, dropped } = data.rows;
  return [
    [
      "trained on",
      `${data.name}: ${count(learnt)} rows; ${count(validation)} to validate, ${count(test)} to test, ${count(dropped)} left out; seed ${options.seed}`,
    ],
    ["by", `ε ${options.learningRate}, momentum ${options.momentum}, batch ${options.batch}`],
    ["result", resultText(record)],
    ["backend", `${backend.name}: ${backend.device}, ${backend.precision}`],
    ["program", `deltarule ${versions.deltarule}, Node ${versions.node}`],
  ];
}

function resultText({ result }: TrainingRecord): string {
  const { epochs, error, validationError, stopped, test } = result;
  const ended = stopped === "aborted" ? "interrupted after" : "after";
  const validation = validationError === undefined ? "" : `, validation ${significant(validationError)}`;
  const parts = [`${ended} ${counted(epochs, "epoch")}: error ${significant(error)}${validation}`];
  if (test) {
    const { score, rows, heldOut } = test;
    const measure =
      score.type === "classes"
        ? `accuracy ${percent(score.accuracy)}`
        : `RMSE ${significant(score.rmse)}, R² ${score.rSquared.toFixed(3)}`;
    parts.push(`${measure} on ${counted(rows, heldOut ? "held-out row" : "training row")}`);
  }
  return parts.join("; ");
}

function stateText({ step, setting, backend }: TrainingState): string {
  const epoch = step / Math.ceil(setting.data.samples / setting.batchSize);
  return `step ${count(step)}, epoch ${plain(epoch)}, on ${backend.name}: train --resume goes on from there`;
}
