import { type Backend, interpret, type Program } from "@deltarule/core";
import type { Cells } from "../../examples/minimal-backend.ts";

export type Plain = Backend<Cells>;

/** Something that is wrong with a backend, and the cases that must say so. */
export interface Fault {
  readonly name: string;
  readonly caughtBy: readonly string[];
  /** What the faulty backend has instead of the right one's. */
  plant(right: Plain): Partial<Plain>;
}

/** A backend whose `compile` runs another program than it was given. */
export const misreads = (right: Plain, change: (program: Program<Cells>) => Program<Cells>): Partial<Plain> => ({
  compile: (program) => interpret(right, change(program)),
});
