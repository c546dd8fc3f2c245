import { DeltaruleError } from "@deltarule/core";
import { prepareSources, type ReadOptions, readHead, readTable, type TableHead } from "@deltarule/data";
import type { Inputs } from "../input.ts";
import { defaults, type TrainingOptions } from "./options.ts";
import { type Plan, planTraining } from "./plan.ts";

/** Bytes from which on files are read again and again, which takes longer, rather than held beside the encoded rows. */
const LARGE = 2 ** 28;

/** What is chosen about a training, once the columns have names. */
type Choose = (table: TableHead) => Partial<TrainingOptions>;

/**
 * Reads files and plans a training, the same one whether they are held or not.
 * @throws DATA_INVALID, OPTION_INVALID
 */
export async function planFromFiles(
  inputs: Inputs,
  reading: ReadOptions,
  choose: Choose,
  large = LARGE,
): Promise<Plan> {
  const { sources, size, reopen } = inputs;
  if (size === undefined || size < large) {
    const table = await readTable(sources, reading);
    return planTraining(table, checked(table, choose));
  }
  const chosen = checked(await readHead(reopen, reading), choose);
  const { table, ...prepared } = await prepareSources(reopen, { ...reading, ...defaults, ...chosen });
  return planTraining(table, chosen, prepared);
}

function checked(table: TableHead, choose: Choose): Partial<TrainingOptions> {
  const { name, range, columns } = table;
  const chosen = choose(table);
  // the last pixel would pass for the target
  if (range && chosen.target === undefined && !columns.includes("label"))
    throw new DeltaruleError(
      "DATA_INVALID",
      `${name}: images without labels; expected their IDX file beside them under the usual name, or by --labels`,
    );
  return chosen;
}
