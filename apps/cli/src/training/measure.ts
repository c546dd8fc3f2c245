import { type Backend, type Network, predict } from "@deltarule/core";
import { type EncodedInputs, type Encoding, type Score, score, type Table } from "@deltarule/data";

/** How well a network answers for some rows of a table. */
export interface Measured {
  readonly score: Score;
  readonly rows: number;
}

/** @throws DATA_INVALID, BACKEND_FAILED */
export async function measure(
  { network, encoding }: { readonly network: Network; readonly encoding: Encoding },
  table: Table,
  { rows, inputs }: EncodedInputs,
  backend: Backend,
): Promise<Measured> {
  const outputs = await predict(network, inputs, { backend });
  return { score: score(encoding, table, rows, outputs), rows: rows.length };
}
