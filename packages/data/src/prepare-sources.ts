import { DeltaruleError } from "@deltarule/core";
import { columnBuilder } from "./column.ts";
import { columnFit, type FittedColumn } from "./column-fit.ts";
import type { Roles } from "./column-options.ts";
import { type CurrentRow, currentRow } from "./current-row.ts";
import { allocate, type EncodedDataset, layersOf, writeAll } from "./encode.ts";
import { type Encoding, inputSize, outputSize } from "./encoding.ts";
import { checkedRoles, encodingOf } from "./fit.ts";
import { assignRows, forHeldOut, type Prepared, type PrepareOptions } from "./prepare.ts";
import { presenceBuilder } from "./presence.ts";
import { type ReadOptions, type Reopen, readHead, readRows } from "./read.ts";
import type { Split } from "./split.ts";
import type { Table } from "./table.ts";
import { tableBuilder } from "./table-builder.ts";
import type { Units } from "./units.ts";
import { lookForUnseen, trainingWarnings } from "./warnings.ts";

/** Data sets made ready without a table in memory. */
export interface PreparedSources extends Prepared {
  /** Of its values only the target's are held, which is what `score` asks for. */
  readonly table: Table;
}

/**
 * What `prepare(await readTable(reopen(), options), options)` gives, bit for bit, for tables that memory has no room for beside the encoded
 * rows. It reads the sources four times (records five times, as the last may have a key of its own) and holds of a row that isn't encoded
 * yet its target and a few bits. Categories are counted in training rows alone: beyond 4,096 in all rows, `readTable` would lose some.
 * @param reopen the same sources each time, from their beginning
 * @throws DATA_INVALID, OPTION_INVALID as `readTable` and `prepare` do; DATA_INVALID when the rows are others than the time before
 */
export async function prepareSources(
  reopen: Reopen,
  options: ReadOptions & PrepareOptions = {},
): Promise<PreparedSources> {
  const roles = checkedRoles(await readHead(reopen, options), options);
  const holder = tableBuilder((c, lacking) => (c === roles.target ? columnBuilder(lacking) : presenceBuilder(lacking)));
  const table = holder.build(await readRows(await reopen(), options, holder.add));
  const assigned = assignRows(table, options);
  const partOf = partOfEachRow(table.rows.length, assigned);
  const rereading = reread(reopen, options, table);

  const inputs = await fitInputs(rereading, table, roles, partOf);
  const { training, targetType, tooFew, usable } = assigned;
  const encoding = encodingOf(table, inputs, training, { ...options, targetType });
  const { unseen, ...parts } = await encodeParts(rereading, table, roles, partOf, {
    training: { rows: training, encoding },
    validation: { rows: assigned.validation, encoding: forHeldOut(encoding, options) },
    test: { rows: assigned.test, encoding: forHeldOut(encoding, options) },
  });
  return {
    table,
    encoding,
    ...parts,
    dropped: table.rows.length - usable,
    tooFew,
    warnings: [...trainingWarnings(table, { encoding, inputs }, options, training), ...unseen],
  };
}

const LEFT_OUT = 0;
const TRAINING = 1;
const VALIDATION = 2;
const TEST = 3;

function partOfEachRow(length: number, { training, validation, test }: Split): Uint8Array {
  const partOf = new Uint8Array(length).fill(LEFT_OUT);
  for (const r of training) partOf[r] = TRAINING;
  for (const r of validation) partOf[r] = VALIDATION;
  for (const r of test) partOf[r] = TEST;
  return partOf;
}

/** The rows of a table that isn't held, again and again. */
interface Rereading {
  readonly row: CurrentRow;
  /** Visits each row while it is the current one. */
  each(visit: (r: number) => void): Promise<void>;
}

function reread(reopen: Reopen, options: ReadOptions, { name, rows }: Table): Rereading {
  const row = currentRow();
  return {
    row,
    async each(visit) {
      let r = 0;
      await readRows(await reopen(), options, (place, fields) => {
        row.set({ place, fields });
        if (r < rows.length) visit(r);
        r++;
      });
      if (r !== rows.length) throw changed(name, `${r} rows; expected ${rows.length}`);
    },
  };
}

async function fitInputs(
  { row, each }: Rereading,
  table: Table,
  roles: Roles,
  partOf: Uint8Array,
): Promise<FittedColumn[]> {
  const fits = roles.inputs.map((c) => {
    const known = { plain: table.values[c]!.texts.length === 0, crowded: false };
    return columnFit(table, table.columns[c]!, { values: row.values(c), place: row.place }, roles.options(c), known);
  });
  await each((r) => {
    if (partOf[r] === TRAINING) for (const { add } of fits) add(r);
  });
  const spread = fits.filter(({ needsSpread }) => needsSpread());
  if (spread.length > 0)
    await each((r) => {
      if (partOf[r] === TRAINING) for (const { addSpread } of spread) addSpread(r);
    });
  return fits.map(({ build }) => build());
}

interface Part {
  readonly rows: Uint32Array;
  readonly encoding: Encoding;
}

async function encodeParts(
  { row, each }: Rereading,
  table: Table,
  roles: Roles,
  partOf: Uint8Array,
  parts: { readonly training: Part; readonly validation: Part; readonly test: Part },
) {
  const training = datasetWriter(row, table, parts.training);
  const validation = datasetWriter(row, table, parts.validation);
  const test = datasetWriter(row, table, parts.test);
  const unseen = parts.training.encoding.inputs.flatMap((column, i) =>
    column.type === "category"
      ? [lookForUnseen(column, { values: row.values(roles.inputs[i]!), place: row.place })]
      : [],
  );
  await each((r) => {
    const part = partOf[r]!;
    if (part === TRAINING) return training.write(r);
    if (part === LEFT_OUT) return;
    (part === VALIDATION ? validation : test).write(r);
    for (const { add } of unseen) add(r);
  });
  return {
    training: training.dataset,
    validation: validation.dataset,
    test: test.dataset,
    unseen: unseen.flatMap(({ warnings }) => warnings()),
  };
}

/** Takes the rows of a part in turn, each while it is the current one. */
function datasetWriter(row: CurrentRow, table: Table, { rows, encoding }: Part) {
  const { inputs, targets } = layersOf(encoding, table, row.values, row.place);
  const matrix = (units: readonly Units[], cols: number) => {
    const values = allocate(table.name, rows.length, cols);
    const write = (r: number, at: number) => {
      if (!writeAll(units, r, values, at * cols)) throw changed(table.name, `row ${r + 1} lacks a value; expected it`);
    };
    return { write, dense: { rows: rows.length, cols, values } };
  };
  const [a, t] = [matrix(inputs, inputSize(encoding)), matrix(targets(), outputSize(encoding))];
  const dataset: EncodedDataset = { rows, inputs: a.dense, targets: t.dense };
  let at = 0;
  return {
    dataset,
    write(r: number) {
      a.write(r, at);
      t.write(r, at);
      at++;
    },
  };
}

const changed = (name: string, what: string) =>
  new DeltaruleError(
    "DATA_INVALID",
    `${name}: ${what}, as when it was read before; expected a file that nobody writes to`,
  );
