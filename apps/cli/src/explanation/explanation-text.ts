import type { Network } from "@deltarule/core";
import { placeText, type TableHead } from "@deltarule/data";
import type { TableModel } from "../model-store.ts";
import type { Terminal } from "../terminal.ts";
import { count, plain } from "../text/numerals.ts";
import { type Above, backward, error } from "./backward-text.ts";
import { short } from "./equations.ts";
import type { Explanation } from "./explanation.ts";
import { forward, type Named } from "./forward-text.ts";
import { inputLines } from "./input-text.ts";
import { predictionSection } from "./prediction-text.ts";
import { sectionText } from "./section.ts";
import { type ShownOptions, shownOf } from "./units-shown.ts";

/**
 * The derivation with a row's numbers, in its order: forward, error, backward.
 * @throws OPTION_INVALID: no such unit
 */
export function explanationText(
  { network, encoding }: TableModel,
  head: TableHead,
  explanation: Explanation,
  options: ShownOptions,
  terminal: Pick<Terminal, "paint" | "width">,
): string[] {
  const { paint } = terminal;
  const { number, trace, row, actual, answers } = explanation;
  const shown = shownOf(network.sizes, answers, options);
  const { target } = encoding;
  const names = namesOf(network, target.type === "classes" ? target.classes : undefined);
  const layers = trace.layers.map((layer, l) => ({
    layer,
    name: names[l]!,
    shown: shown[l]!,
    weights: network.layers[l]!,
  }));
  const forwards = layers.map(({ layer, name, shown, weights }) => forward(weights, layer, name, shown));
  const backwards = layers.map(({ layer, name, shown }, l) => {
    const next = layers[l + 1];
    const above: Above = next ? { layer: next.weights, delta: next.layer.delta } : { target: trace.target };
    return backward(layer, above, trace.learningRate, name, shown);
  });
  const known = actual !== undefined;
  const sections = [
    ...forwards,
    predictionSection(target, explanation),
    ...(known ? [error(trace, shown.at(-1)!), ...backwards.toReversed()] : []),
  ];
  const remarks = [
    ...(known ? [`ε = ${plain(trace.learningRate)}; Δw is of this row alone, without momentum`] : []),
    ...(layers.every(({ shown }) => shown.terms) || Math.max(...network.sizes) <= short
      ? []
      : ["Of a long sum the largest terms, [5] being that of unit 5 (--all)"]),
  ];
  return [
    `${paint.bold(`Row ${count(number)}`)} (${placeText(row.place)}) through ${network.sizes.join("-")} sigmoid units`,
    "",
    ...inputLines(encoding, head, row, trace.sample, { paint, all: options.all ?? false }),
    ...sections.flatMap((section) => sectionText(section, terminal)),
    ...remarks.map((remark) => paint.dim(remark)),
  ];
}

/** Units below, here and above go by i, j and k, as in the derivation; outputs always by k. */
function namesOf({ layers }: Network, labels: readonly string[] | undefined): Named[] {
  return layers.map((_, l): Named => {
    if (l === layers.length - 1)
      return { name: "output layer", here: "k", below: layers.length > 1 ? "j" : "i", labels };
    return {
      name: layers.length > 2 ? `hidden layer ${l + 1}` : "hidden layer",
      here: "j",
      below: "i",
      labels: undefined,
    };
  });
}
