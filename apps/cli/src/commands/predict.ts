import { decode, type ReadOptions, rowEncoder, streamTable } from "@deltarule/data";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openInput } from "../input.ts";
import { lineWriter } from "../line-writer.ts";
import { readModel } from "../model-store.ts";
import { csvLines, jsonLines, type PredictionOptions } from "../prediction-lines.ts";
import type { Terminal } from "../terminal.ts";

export interface PredictFlags extends PredictionOptions, ReadOptions {
  readonly json?: true;
}

/** `deltarule predict`: rows in, predictions out, each as soon as its row has come. */
export async function predict(
  modelPath: string,
  argument: string,
  { json, header, delimiter, ...options }: PredictFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { network, encoding } = await readModel(modelPath);
  const { source } = await openInput(argument, terminal.stdin);
  const { rows, ...head } = await streamTable(source, { header, delimiter });
  const encoder = rowEncoder(encoding, head);
  const lines = (json ? jsonLines : csvLines)(encoding, head, options);
  const { write, flush } = lineWriter(terminal.out);
  try {
    await write(lines.head);
    for await (const row of rows) {
      const inputs = encoder.inputs(row);
      await write(lines.line(row, inputs && decode(encoding, network.predict(inputs))));
    }
  } finally {
    // a row that can't be read doesn't take those before it with it
    flush();
  }
  return exitCode.done;
}
