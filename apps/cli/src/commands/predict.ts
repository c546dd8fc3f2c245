import { DeltaruleError } from "@deltarule/core";
import { decode, rowEncoder, streamTable, type TableHead } from "@deltarule/data";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openInputs } from "../input.ts";
import { lineWriter } from "../line-writer.ts";
import { readModel } from "../model-store.ts";
import { type PolicyFlags, withPolicies } from "../options/columns.ts";
import { type ReadingFlags, readOptions } from "../options/reading.ts";
import { csvLines, jsonLines, type PredictionLines, type PredictionOptions } from "../prediction-lines.ts";
import type { Terminal } from "../terminal.ts";

export interface PredictFlags extends PredictionOptions, PolicyFlags, ReadingFlags {
  readonly json?: true;
}

/** `deltarule predict`: rows in, predictions out, each as soon as its row has come. */
export async function predict(
  modelPath: string,
  files: readonly string[],
  { json, ...flags }: PredictFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { network, encoding } = withPolicies(await readModel(modelPath), flags);
  const { sources } = await openInputs(files, terminal.stdin, flags.labels);
  const { write, flush } = lineWriter(terminal.out);
  let first: { readonly head: TableHead; readonly lines: PredictionLines } | undefined;
  try {
    for (const source of sources) {
      const { rows, ...head } = await streamTable(source, readOptions(flags));
      const encoder = rowEncoder(encoding, head);
      if (!first) {
        first = { head, lines: (json ? jsonLines : csvLines)(encoding, head, flags) };
        await write(first.lines.head);
      } else if (flags.withInputs) checkSameColumns(head, first.head);
      for await (const row of rows) {
        const inputs = encoder.inputs(row);
        await write(first.lines.line(row, inputs && decode(encoding, network.predict(inputs))));
      }
    }
  } finally {
    // a row that can't be read doesn't take those before it with it
    flush();
  }
  return exitCode.done;
}

/** The rows that are repeated stand under one header. */
function checkSameColumns({ name, columns }: TableHead, first: TableHead): void {
  if (columns.length === first.columns.length && columns.every((column, c) => column === first.columns[c])) return;
  throw new DeltaruleError(
    "DATA_INVALID",
    `${name}: expected the columns of ${first.name} in the same order, as --with-inputs repeats them`,
  );
}
