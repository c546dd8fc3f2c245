import type { Network, Trace } from "@deltarule/core";
import type { Edge, Selection, Unit } from "../drawing/selection.ts";
import { edgeTerm, factor, moreOrLess, product, sumOf, type Term, tex, unitTerm } from "./terms.ts";

/** One line of the derivation: the quantity, its equation, and the same with this network's numbers, as TeX. */
export interface Line {
  /** What it is called. */
  readonly name: string;
  readonly symbolic: string;
  /** Undefined where the equation's right side is but the value. */
  readonly numeric: string | undefined;
  readonly value: number;
}

/** The lines that compute what is selected: all of a unit, or those of one weight. */
export function linesOf(network: Network, trace: Trace, selection: Selection): Line[] {
  if (selection.kind === "weight") return weightLines(network, trace, selection);
  const [netInput, activation, slope] = forwardLines(network, trace, selection);
  const isOutput = selection.layer === network.layers.length;
  const [error, dE_da, delta] = isOutput
    ? outputLines(trace, selection)
    : [undefined, ...hiddenLines(network, trace, selection)];
  return [netInput, activation, ...(error ? [error] : []), dE_da, slope, delta];
}

/** The derivation's letters for a layer and the one below: k from j at the outputs, j from i elsewhere. */
const letters = (network: Network, layer: number) =>
  layer === network.layers.length ? (["k", "j"] as const) : (["j", "i"] as const);

function forwardLines(network: Network, trace: Trace, { layer, unit: j }: Unit): [Line, Line, Line] {
  const { units, inputs, weights, bias } = network.layers[layer - 1]!;
  const { dnet_dw, net, a, da_dnet } = trace.layers[layer - 1]!;
  const [to, from] = letters(network, layer);
  const terms = Array.from(
    { length: inputs },
    (_, i): Term => ({ edge: { layer, from: i, unit: j }, factors: [weights[i * units + j]!, dnet_dw[i]!] }),
  );
  const biasTerm = bias ? ` + ${edgeTerm({ layer, from: "bias", unit: j }, factor(bias[j]!))}` : "";
  const activation = unitTerm({ layer, unit: j }, tex(a[j]!));
  return [
    {
      name: "net input",
      symbolic: `net_${to} = \\sum_${from} w_{${to}${from}}\\, a_${from}${bias ? ` + b_${to}` : ""}`,
      numeric: sumOf(terms) + biasTerm,
      value: net[j]!,
    },
    {
      name: "activation",
      symbolic: `a_${to} = \\frac{1}{1 + e^{-net_${to}}}`,
      numeric: `\\frac{1}{1 + e^{${tex(-net[j]!)}}}`,
      value: a[j]!,
    },
    {
      name: "its slope",
      symbolic: `\\frac{\\partial a_${to}}{\\partial net_${to}} = a_${to}(1 - a_${to})`,
      numeric: `${activation}\\,(1 - ${activation})`,
      value: da_dnet[j]!,
    },
  ];
}

function outputLines({ target: t, layers, E }: Trace, { layer, unit: k }: Unit): [Line, Line, Line] {
  const { a, dE_da, da_dnet, delta } = layers[layer - 1]!;
  const difference = (k: number) => `(${tex(t[k]!)} - ${unitTerm({ layer, unit: k }, tex(a[k]!))})`;
  const squares = Array.from(a, (_, k) => `${difference(k)}^2`);
  return [
    {
      name: "error",
      symbolic: "E = \\tfrac12 \\sum_k (t_k - a_k)^2",
      numeric: squares.length > 1 ? `\\tfrac12\\left(${moreOrLess(squares)}\\right)` : `\\tfrac12 ${squares[0]}`,
      value: E,
    },
    {
      name: "error by activation",
      symbolic: "\\frac{\\partial E}{\\partial a_k} = -(t_k - a_k)",
      numeric: `-${difference(k)}`,
      value: dE_da[k]!,
    },
    {
      name: "δ of an output",
      symbolic: "\\delta_k = (t_k - a_k)\\, a_k (1 - a_k)",
      numeric: product(difference(k), tex(da_dnet[k]!)),
      value: delta[k]!,
    },
  ];
}

function hiddenLines(network: Network, trace: Trace, { layer, unit: j }: Unit): [Line, Line] {
  const { dE_da, da_dnet, delta } = trace.layers[layer - 1]!;
  const above = network.layers[layer]!;
  const terms = Array.from(
    { length: above.units },
    (_, k): Term => ({
      edge: { layer: layer + 1, from: j, unit: k },
      factors: [trace.layers[layer]!.delta[k]!, above.weights[j * above.units + k]!],
    }),
  );
  return [
    {
      name: "error by activation",
      symbolic: "\\frac{\\partial E}{\\partial a_j} = -\\sum_k \\delta_k\\, w_{kj}",
      numeric: `-\\left(${sumOf(terms)}\\right)`,
      value: dE_da[j]!,
    },
    {
      name: "δ of a hidden unit",
      symbolic: "\\delta_j = \\Big(\\sum_k \\delta_k\\, w_{kj}\\Big)\\, a_j (1 - a_j)",
      numeric: product(factor(-dE_da[j]!), tex(da_dnet[j]!)),
      value: delta[j]!,
    },
  ];
}

/** A bias is the weight from a unit whose activation is always 1. */
function weightLines(network: Network, trace: Trace, { layer, from: i, unit: j }: Edge): Line[] {
  const { units } = network.layers[layer - 1]!;
  const { dnet_dw, dE_da, da_dnet, delta, dw, dbias } = trace.layers[layer - 1]!;
  const [to, from] = letters(network, layer);
  const isBias = i === "bias";
  const a = isBias ? 1 : dnet_dw[i]!;
  const w = isBias ? `b_${to}` : `w_{${to}${from}}`;
  const below = isBias ? "1" : `a_${from}`;
  const below1 = isBias ? "" : `\\, a_${from}`;
  const activation = isBias ? "1" : unitTerm({ layer: layer - 1, unit: i }, factor(a));
  const deltaTerm = unitTerm({ layer, unit: j }, factor(delta[j]!));
  return [
    {
      name: "net input by weight",
      symbolic: `\\frac{\\partial net_${to}}{\\partial ${w}} = ${below}`,
      numeric: undefined,
      value: a,
    },
    {
      name: "error by weight",
      symbolic: `\\frac{\\partial E}{\\partial ${w}} = \\frac{\\partial E}{\\partial a_${to}}\\, \\frac{\\partial a_${to}}{\\partial net_${to}}\\, \\frac{\\partial net_${to}}{\\partial ${w}} = -\\delta_${to}${below1}`,
      numeric: product(factor(dE_da[j]!), tex(da_dnet[j]!), activation),
      value: -delta[j]! * a,
    },
    {
      name: "weight change",
      symbolic: `\\Delta ${w} = \\varepsilon\\, \\delta_${to}${below1}`,
      numeric: product(tex(trace.learningRate), deltaTerm, ...(isBias ? [] : [activation])),
      value: isBias ? dbias![j]! : dw[i * units + j]!,
    },
  ];
}
