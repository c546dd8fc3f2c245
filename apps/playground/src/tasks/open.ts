import { DeltaruleError } from "@deltarule/core";
import { formulas } from "./formulas.ts";
import { digitsTask, irisTask } from "./tables.ts";
import type { Task } from "./task.ts";

interface Known {
  readonly name: string;
  readonly title: string;
  readonly open: () => Task | Promise<Task>;
}

/** The tasks that come with the page. */
export const tasks: readonly Known[] = [
  ...formulas.map(({ name, title, make }) => ({ name, title, open: make })),
  { name: "iris", title: "Species of iris by the size of sepals and petals", open: irisTask },
  { name: "digits", title: "Handwritten digits of 8 × 8 pixels", open: digitsTask },
];

/** The name of a table of the user's own, which the page has only as long as it is open. */
export const OWN = "file";

/** @throws OPTION_INVALID: no task of this name, or the user's own */
export async function openTask(wanted: string): Promise<Task> {
  if (wanted === OWN)
    throw new DeltaruleError(
      "OPTION_INVALID",
      "this link is of a table that its author has: choose that file under “a table of your own”, or another data set",
    );
  const known = tasks.find(({ name }) => name === wanted);
  if (known) return known.open();
  const names = tasks.map(({ name }) => name).join(", ");
  throw new DeltaruleError("OPTION_INVALID", `no data set is called “${wanted}”; expected one of ${names}`);
}
