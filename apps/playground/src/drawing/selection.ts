/** The connection to a unit of a layer from one of the layer before, or from its bias: a unit whose activation is always 1. */
export interface Edge {
  readonly layer: number;
  readonly from: number | "bias";
  readonly unit: number;
}

/** A unit of a layer. Layers count from 0, the inputs. */
export interface Unit {
  readonly layer: number;
  readonly unit: number;
}

/** What of a network is looked at. */
export type Selection = ({ readonly kind: "unit" } & Unit) | ({ readonly kind: "weight" } & Edge);

export const sameSelection = (a: Selection | undefined, b: Selection | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.layer === b.layer &&
  a.unit === b.unit &&
  (a.kind === "weight" ? b.kind === "weight" && a.from === b.from : b.kind === "unit");

/** Whether the connection carries a term of what is selected: its own weight, or a weight of its unit's sums. */
export function touches(selection: Selection, edge: Edge): boolean {
  if (selection.kind === "weight") return sameSelection(selection, { kind: "weight", ...edge });
  const { layer, unit } = selection;
  return (edge.layer === layer && edge.unit === unit) || (edge.layer === layer + 1 && edge.from === unit);
}
