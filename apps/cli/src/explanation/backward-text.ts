import type { Layer, LayerTrace, Trace } from "@deltarule/core";
import { plain } from "../text/numerals.ts";
import { factor, glue, product, sum, type Term, telling, vector } from "./equations.ts";
import type { Named } from "./forward-text.ts";
import type { Line, Section } from "./section.ts";
import { leftGroup, type Shown } from "./units-shown.ts";

/** E = ½ Σ_k (t_k − a_k)² */
export function error({ E, target, layers }: Trace, shown: Shown): Section {
  const { a } = layers.at(-1)!;
  const terms = Array.from(target, (t, k): Term => {
    const difference = t - a[k]!;
    return { text: `(${plain(t)} − ${plain(a[k]!)})²`, minus: false, value: difference ** 2 };
  });
  return {
    title: "Error",
    formulas: ["E = ½ Σ_k (t_k − a_k)²"],
    groups: [[{ left: "E", right: `½ (${sum(terms, shown.terms)}) = ${plain(E)}` }]],
  };
}

/** What a layer's ∂E/∂a comes from: the target, or the δ of the layer above through the weights to it. */
export type Above = { readonly target: Float64Array } | { readonly layer: Layer; readonly delta: Float64Array };

/** ∂E/∂a_j, ∂a_j/∂net_j, δ_j and Δw_ji = ε δ_j ∂net_j/∂w_ji, unit by unit. */
export function backward(
  { a, da_dnet, dE_da, delta, dnet_dw, dw, dbias }: LayerTrace,
  above: Above,
  rate: number,
  { name, here: j, below: i }: Named,
  shown: Shown,
): Section {
  const units = a.length;
  const inputs = telling(dnet_dw, shown.terms);
  const unitLines = (unit: number): Line[] => {
    const n = unit + 1;
    const step = `${plain(rate)}·${factor(delta[unit]!)}`;
    const changes = Float64Array.from(dnet_dw, (_, from) => dw[from * units + unit]!);
    return [
      { left: `∂E/∂a_${n}`, right: `−(${slope(above, a, unit, shown)}) = ${plain(dE_da[unit]!)}` },
      { left: `∂a_${n}/∂net_${n}`, right: `${plain(a[unit]!)}·(1 − ${plain(a[unit]!)}) = ${plain(da_dnet[unit]!)}` },
      { left: `δ_${n}`, right: `−${factor(dE_da[unit]!)}·${plain(da_dnet[unit]!)} = ${plain(delta[unit]!)}` },
      {
        left: `Δw_${n}${i}`,
        right: `${step}·${vector(dnet_dw, inputs)} =${glue}${vector(changes, inputs)}`,
      },
      ...(dbias ? [{ left: `Δb_${n}`, right: `${step} = ${plain(dbias[unit]!)}` }] : []),
    ];
  };
  return {
    title: `Backward, ${name}`,
    formulas: [
      "target" in above ? `∂E/∂a_${j} = −(t_${j} − a_${j})` : `∂E/∂a_${j} = −Σ_k δ_k w_k${j}`,
      `∂a_${j}/∂net_${j} = a_${j} (1 − a_${j})`,
      `δ_${j} = −∂E/∂a_${j}·∂a_${j}/∂net_${j}`,
      `Δw_${j}${i} = ε δ_${j} ∂net_${j}/∂w_${j}${i}`,
      `∂net_${j}/∂w_${j}${i} = a_${i}`,
    ],
    groups: [...shown.units.map(unitLines), ...leftGroup(shown, j === "j")],
  };
}

/** −∂E/∂a of a unit */
function slope(above: Above, a: Float64Array, unit: number, shown: Shown): string {
  if ("target" in above) return `${plain(above.target[unit]!)} − ${plain(a[unit]!)}`;
  const { layer, delta } = above;
  const terms = Array.from(delta, (d, k) => product(layer.weights[unit * layer.units + k]!, d));
  return sum(terms, shown.terms);
}
