import type { WasmMatrix } from "../matrix.ts";
import { type Code, floats, get, set } from "./code.ts";

/** Keeps a value in a local, and gives the code that gets it. */
export type Keep = (value: Code) => Code;

/** The code of a batch while it is being written, over locals, which the engine keeps in registers as far as it has some. */
export interface Statements {
  /** Once a batch, before its samples and after them, and for the samples at work. */
  readonly before: Code[];
  readonly each: Code[];
  readonly after: Code[];
  /** Rows of a matrix that are locals: all of them, or those of the samples at work. */
  rows(m: WasmMatrix): number;
  /** The local of vector v of row r: four columns. */
  local(m: WasmMatrix, r: number, v: number): number;
  vector(m: WasmMatrix, r: number, v: number): Code;
  /** A sample's row is written for each, what they share after all of them. */
  write(m: WasmMatrix, r: number, v: number, value: Code): void;
  /** A value of the samples at work, until the next release. */
  keep: Keep;
  release(): void;
  /** A value that is the same for all samples of a batch. */
  keepForBatch: Keep;
  /** A sum over the samples: 0 before them, and then in order a term of each of those at work. */
  sum(terms: readonly ((before: Code) => Code)[]): Code;
  /** Locals in all. */
  count(): number;
}

/**
 * @param matrices those that become locals
 * @param samples those of them with a row a sample
 * @param together samples at work at a time
 * @param first the number of the first local
 */
export function createStatements(
  matrices: Iterable<WasmMatrix>,
  samples: ReadonlySet<WasmMatrix>,
  together: number,
  first: number,
): Statements {
  const before: Code[] = [];
  const each: Code[] = [];
  const after: Code[] = [];
  const rows = (m: WasmMatrix) => (samples.has(m) ? together : m.rows);
  const starts = new Map<WasmMatrix, number>();
  let next = first;
  for (const m of matrices) {
    starts.set(m, next);
    next += (rows(m) * m.stride) / 4;
  }
  let kept: number[] = [];
  const released: number[] = [];
  const local = (m: WasmMatrix, r: number, v: number) => starts.get(m)! + (r * m.stride) / 4 + v;
  const keepForBatch = (value: Code) => {
    const own = next++;
    before.push(set(own, value));
    return get(own);
  };
  return {
    ...{ before, each, after, rows, local, keepForBatch },
    vector: (m, r, v) => get(local(m, r, v)),
    write(m, r, v, value) {
      (samples.has(m) ? each : after).push(set(local(m, r, v), value));
    },
    keep(value) {
      const temporary = released.pop() ?? next++;
      kept.push(temporary);
      each.push(set(temporary, value));
      return get(temporary);
    },
    release() {
      released.push(...kept);
      kept = [];
    },
    sum(terms) {
      const own = next++;
      before.push(set(own, floats(0)));
      for (const term of terms) each.push(set(own, term(get(own))));
      return get(own);
    },
    count: () => next - first,
  };
}
