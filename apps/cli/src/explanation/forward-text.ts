import type { Layer, LayerTrace } from "@deltarule/core";
import { plain } from "../text/numerals.ts";
import { glue, product, sum } from "./equations.ts";
import type { Section } from "./section.ts";
import { leftGroup, type Shown } from "./units-shown.ts";

/** A layer for people: how it is called, and which letters its units and those of the layer below go by. */
export interface Named {
  readonly name: string;
  readonly here: "j" | "k";
  readonly below: "i" | "j";
  /** Of output units of classes. */
  readonly labels: readonly string[] | undefined;
}

/** net_j = Σ_i w_ji a_i + b_j and a_j = 1 / (1 + e^(−net_j)), unit by unit. */
export function forward(layer: Layer, { dnet_dw, net, a }: LayerTrace, named: Named, shown: Shown): Section {
  const { units, weights, bias } = layer;
  const { name, here: j, below: i, labels } = named;
  const netText = (unit: number) => {
    const terms = Array.from(dnet_dw, (activation, from) => product(weights[from * units + unit]!, activation));
    const b = bias?.[unit];
    const biasText = b === undefined ? "" : ` ${b < 0 ? "−" : "+"}${glue}${plain(Math.abs(b))}`;
    return `${sum(terms, shown.terms)}${biasText} = ${plain(net[unit]!)}`;
  };
  const activationText = (unit: number) =>
    `1 / (1 + e^${plain(-net[unit]!)}) = ${plain(a[unit]!)}${labels ? ` for ${labels[unit]}` : ""}`;
  return {
    title: `Forward, ${name}`,
    formulas: [
      `net_${j} = Σ_${i} w_${j}${i} a_${i}${bias ? ` + b_${j}` : ""}`,
      `a_${j} = 1 / (1 + e^(−net_${j}))`,
      ...(bias ? [] : ["without biases"]),
    ],
    groups: [
      shown.units.flatMap((unit) => [
        { left: `net_${unit + 1}`, right: netText(unit) },
        { left: `a_${unit + 1}`, right: activationText(unit) },
      ]),
      ...leftGroup(shown, j === "j"),
    ],
  };
}
