import type { Network } from "@deltarule/core";
import type { StoredModel } from "../model-store.ts";
import { layerName, summarise } from "./layer-summary.ts";
import { type UnitChoice, unitsChosen } from "./unit-choice.ts";

/** A model as JSON lines: an object a layer, one a column, and the result. */
export function modelLines(name: string, { network, encoding, training, state }: StoredModel): object[] {
  const { sizes, layers } = network;
  const columns = encoding && [
    ...encoding.inputs.map((column) => ({ name: column.name, role: "input", encoding: column })),
    { name: encoding.target.name, role: "target", encoding: encoding.target },
  ];
  return [
    ...layers.map((layer, l) => ({ type: "layer", name: layerName(l, layers.length), ...summarise(layer) })),
    ...(columns ?? []).map((column) => ({ type: "column", ...column })),
    {
      type: "result",
      name,
      sizes,
      weights: layers.reduce((sum, layer) => sum + summarise(layer).weights, 0),
      encoding: encoding && { missing: encoding.missing, unseen: encoding.unseen },
      training,
      state: state && { step: state.step, setting: state.setting, backend: state.backend },
    },
  ];
}

/** The weights to the units above the inputs, an object a unit, in the order of the inputs. */
export function unitLines({ layers }: Network, choice: UnitChoice): object[] {
  const layer = layers[0]!;
  const { units, inputs, weights, bias } = layer;
  return unitsChosen(layer, choice, units).map((j) => ({
    type: "unit",
    unit: j + 1,
    weights: Array.from({ length: inputs }, (_, i) => weights[i * units + j]),
    bias: bias?.[j],
  }));
}
