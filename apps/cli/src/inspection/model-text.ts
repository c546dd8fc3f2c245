import type { Network } from "@deltarule/core";
import type { Encoding, InputColumn } from "@deltarule/data";
import type { StoredModel } from "../model-store.ts";
import type { Terminal } from "../terminal.ts";
import { abridged } from "../text/abridged.ts";
import { aligned, type Cell } from "../text/aligned.ts";
import { count, counted, plain } from "../text/numerals.ts";
import { columnsShown } from "./columns-shown.ts";
import { inputText, targetText, unitsText } from "./encoding-text.ts";
import { layerName, summarise } from "./layer-summary.ts";
import { trainingFacts } from "./training-facts.ts";

/** A model: its layers and the columns that it knows, a line each, and how it was trained. */
export function modelText(
  name: string,
  model: StoredModel,
  { paint }: Pick<Terminal, "paint">,
  all: boolean,
): string[] {
  const { network, encoding, training, state } = model;
  const dim = (text: string): Cell => ({ text, paint: paint.dim });
  return [
    `${paint.bold(name)}: ${network.sizes.join("-")} sigmoid units, ${counted(weightsOf(network), "weight")}`,
    "",
    ...aligned(layerRows(network, dim), (column) => column > 0),
    "",
    ...(encoding
      ? encodingLines(encoding, dim, all)
      : ["No encoding: it doesn't say what its inputs and outputs mean"]),
    "",
    ...aligned(trainingFacts(training, state).map(([label, text]) => [dim(label), { text }])),
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
    ]).map((line) => line.trimEnd()),
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
