import type { Network, Trace } from "@deltarule/core";
import type { Edge, Selection } from "../drawing/selection.ts";

/** One line of the derivation: the quantity, its equation, and the same with this network's numbers, as TeX. */
export interface Line {
  /** What it is called. */
  readonly name: string;
  readonly symbolic: string;
  readonly numeric: string;
  readonly value: number;
}

const MOST_TERMS = 4;

/** A number in TeX, to three digits. */
export function tex(x: number): string {
  if (x === 0) return "0";
  const size = Math.abs(x);
  if (size >= 0.001 && size < 1e5) return String(Number(x.toPrecision(3)));
  const [digits, exponent] = x.toExponential(2).split("e");
  return `${digits}\\cdot 10^{${Number(exponent)}}`;
}

const factor = (x: number) => (x < 0 ? `(${tex(x)})` : tex(x));
const product = (a: number, b: number) => `${factor(a)}\\cdot ${factor(b)}`;

/** A product of a sum, with the connection whose weight is in it. */
interface Term {
  readonly edge: Edge;
  readonly factors: readonly [number, number];
}

/** The connection in a class's name, so that who points at it finds the term, and the other way round. */
export const termClass = ({ layer, from, unit }: Edge): string => `term-${layer}-${from}-${unit}`;
export function edgeOf(className: string): Edge | undefined {
  const numbers = /term-(\d+)-(\d+)-(\d+)/.exec(className)?.slice(1).map(Number);
  return numbers && { layer: numbers[0]!, from: numbers[1]!, unit: numbers[2]! };
}

/** Σ of products, of many the first few; the sum itself is that of all. */
function sum(terms: readonly Term[], rest = ""): string {
  const count = terms.length > MOST_TERMS ? MOST_TERMS - 1 : terms.length;
  const shown = terms
    .slice(0, count)
    .map(({ edge, factors: [a, b] }) => `\\htmlClass{term ${termClass(edge)}}{${product(a, b)}}`);
  const more = terms.length > count ? ["\\dots"] : [];
  return [...shown, ...more].join(" + ") + rest;
}

/** The lines that compute what is selected: all of a unit, or those of one weight. */
export function linesOf(network: Network, trace: Trace, selection: Selection): Line[] {
  return selection.kind === "unit" ? unitLines(network, trace, selection) : weightLines(network, trace, selection);
}

function unitLines(network: Network, trace: Trace, { layer, unit: j }: { layer: number; unit: number }): Line[] {
  const { units, inputs, weights, bias } = network.layers[layer - 1]!;
  const { dnet_dw, net, a, da_dnet, dE_da, delta } = trace.layers[layer - 1]!;
  const isOutput = layer === network.layers.length;
  const [index, from] = isOutput ? ["k", "j"] : ["j", "i"];
  const terms = Array.from(
    { length: inputs },
    (_, i): Term => ({
      edge: { layer, from: i, unit: j },
      factors: [weights[i * units + j]!, dnet_dw[i]!],
    }),
  );
  const slope = `a_${index}(1 - a_${index})`;

  const forward: Line[] = [
    {
      name: "net input",
      symbolic: `net_${index} = \\sum_${from} w_{${index}${from}}\\, a_${from}${bias ? ` + b_${index}` : ""}`,
      numeric: sum(terms, bias ? ` + ${factor(bias[j]!)}` : ""),
      value: net[j]!,
    },
    {
      name: "activation",
      symbolic: `a_${index} = \\frac{1}{1 + e^{-net_${index}}}`,
      numeric: `\\frac{1}{1 + e^{${tex(-net[j]!)}}}`,
      value: a[j]!,
    },
  ];
  const activationSlope: Line = {
    name: "its slope",
    symbolic: `\\frac{\\partial a_${index}}{\\partial net_${index}} = ${slope}`,
    numeric: `${tex(a[j]!)}\\,(1 - ${tex(a[j]!)})`,
    value: da_dnet[j]!,
  };
  if (isOutput) {
    const t = trace.target;
    const squares = Array.from(a, (a, k) => `(${tex(t[k]!)} - ${tex(a)})^2`);
    const shown = squares.length > MOST_TERMS ? [...squares.slice(0, MOST_TERMS - 1), "\\dots"] : squares;
    return [
      ...forward,
      {
        name: "error",
        symbolic: "E = \\tfrac12 \\sum_k (t_k - a_k)^2",
        numeric: `\\tfrac12\\left(${shown.join(" + ")}\\right)`,
        value: trace.E,
      },
      {
        name: "error by activation",
        symbolic: "\\frac{\\partial E}{\\partial a_k} = -(t_k - a_k)",
        numeric: `-(${tex(t[j]!)} - ${tex(a[j]!)})`,
        value: dE_da[j]!,
      },
      activationSlope,
      {
        name: "δ of an output",
        symbolic: "\\delta_k = (t_k - a_k)\\, a_k (1 - a_k)",
        numeric: `(${tex(t[j]!)} - ${tex(a[j]!)})\\cdot ${tex(da_dnet[j]!)}`,
        value: delta[j]!,
      },
    ];
  }
  const above = network.layers[layer]!;
  const backward = Array.from(
    { length: above.units },
    (_, k): Term => ({
      edge: { layer: layer + 1, from: j, unit: k },
      factors: [trace.layers[layer]!.delta[k]!, above.weights[j * above.units + k]!],
    }),
  );
  return [
    ...forward,
    {
      name: "error by activation",
      symbolic: "\\frac{\\partial E}{\\partial a_j} = -\\sum_k \\delta_k\\, w_{kj}",
      numeric: `-\\left(${sum(backward)}\\right)`,
      value: dE_da[j]!,
    },
    activationSlope,
    {
      name: "δ of a hidden unit",
      symbolic: "\\delta_j = \\Big(\\sum_k \\delta_k\\, w_{kj}\\Big)\\, a_j (1 - a_j)",
      numeric: `${factor(-dE_da[j]!)}\\cdot ${tex(da_dnet[j]!)}`,
      value: delta[j]!,
    },
  ];
}

function weightLines(
  network: Network,
  trace: Trace,
  { layer, from: i, unit: j }: { layer: number; from: number; unit: number },
): Line[] {
  const { units } = network.layers[layer - 1]!;
  const { dnet_dw, delta, dw } = trace.layers[layer - 1]!;
  return [
    {
      name: "net input by weight",
      symbolic: "\\frac{\\partial net_j}{\\partial w_{ji}} = a_i",
      numeric: tex(dnet_dw[i]!),
      value: dnet_dw[i]!,
    },
    {
      name: "error by weight",
      symbolic: "\\frac{\\partial E}{\\partial w_{ji}} = -\\delta_j\\, a_i",
      numeric: `-${product(delta[j]!, dnet_dw[i]!)}`,
      value: -delta[j]! * dnet_dw[i]!,
    },
    {
      name: "weight change",
      symbolic: "\\Delta w_{ji} = \\varepsilon\\, \\delta_j\\, a_i",
      numeric: `${tex(trace.learningRate)}\\cdot ${product(delta[j]!, dnet_dw[i]!)}`,
      value: dw[i * units + j]!,
    },
  ];
}
