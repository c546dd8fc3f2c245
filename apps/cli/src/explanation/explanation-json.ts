import { placeText } from "@deltarule/data";
import type { TableModel } from "../model-store.ts";
import type { Explanation } from "./explanation.ts";

/** The whole trace of a row under core's names; without a target, its forward half. */
export function explanationJson({ network }: TableModel, explanation: Explanation): object {
  const { number, trace, row, prediction, actual, problem } = explanation;
  const known = actual !== undefined;
  const layers = trace.layers.map((layer, l) => {
    const { dnet_dw, net, a, da_dnet, dE_da, delta, dw, dbias } = layer;
    const forward = {
      dnet_dw: Array.from(dnet_dw),
      net: Array.from(net),
      a: Array.from(a),
      da_dnet: Array.from(da_dnet),
    };
    if (!known) return forward;
    const units = network.sizes[l + 1]!;
    return {
      ...forward,
      dE_da: Array.from(dE_da),
      delta: Array.from(delta),
      // as the model file has weights: a row an input unit
      dw: Array.from(dnet_dw, (_, i) => Array.from(dw.subarray(i * units, (i + 1) * units))),
      dbias: dbias && Array.from(dbias),
    };
  });
  return {
    type: "explanation",
    row: number,
    place: placeText(row.place),
    prediction,
    actual: actual ?? null,
    problem,
    sample: Array.from(trace.sample),
    ...(known && { target: Array.from(trace.target), E: trace.E, learningRate: trace.learningRate }),
    layers,
  };
}
