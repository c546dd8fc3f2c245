import { DeltaruleError, type Layer } from "@deltarule/core";
import { counted } from "../text/numerals.ts";

export interface UnitChoice {
  /** From 1; the first few if left out. */
  readonly unit?: number | undefined;
  readonly all?: boolean | undefined;
}

/**
 * Which units of the layer above the inputs are asked for, from 0.
 * @throws OPTION_INVALID: there is no such unit
 */
export function unitsChosen({ units }: Layer, { unit, all }: UnitChoice, few: number): number[] {
  if (unit === undefined) return Array.from({ length: all ? units : Math.min(few, units) }, (_, j) => j);
  if (unit <= units) return [unit - 1];
  throw new DeltaruleError(
    "OPTION_INVALID",
    `--unit ${unit}: the layer above the inputs has ${counted(units, "unit")}`,
  );
}
