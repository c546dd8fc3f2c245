import { fileSource, readTable, type Table } from "@deltarule/data";
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Setting } from "../setting.ts";
import { OWN } from "../tasks/open.ts";
import { tableTask } from "../tasks/tables.ts";
import type { Session } from "../training/session.ts";

/** A table of the user's own, and what of it is learnt. */
export interface OwnTable {
  readonly name: string;
  readonly table: Table;
  readonly target: string;
  readonly ignored: readonly string[];
}

const opened = signal<OwnTable | undefined>();
/** The user's own table, as long as the page is open. */
export const own: ReadonlySignal<OwnTable | undefined> = opened;

/** What suits a table that nobody knows: as the command line does. */
const general: Partial<Setting> = { hidden: [20], learningRate: 0.1, momentum: 0.5, batchSize: 10 };

/**
 * Reads files (a table in parts, or images with their labels) and begins to learn its last column.
 * @throws DATA_INVALID with file, line and column; OPTION_INVALID
 */
export async function openOwn(session: Session, files: readonly File[]): Promise<void> {
  const table = await readTable(files.map((file) => fileSource(file)));
  const name = files.map((file) => file.name).join(", ");
  const first = { name, table, target: table.columns.at(-1)!, ignored: [] };
  await learn(session, first, { ...session.setting.value, ...general, data: OWN });
}

/**
 * Begins to learn this of a table.
 * @throws DATA_INVALID, OPTION_INVALID; the run then stays as it is
 */
export async function learn(session: Session, wanted: OwnTable, setting: Setting): Promise<void> {
  const { name, table, ...choice } = wanted;
  const task = tableTask(table, { name: OWN, title: name }, choice);
  opened.value = wanted;
  await session.open(setting, task);
}
