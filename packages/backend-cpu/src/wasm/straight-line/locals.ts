import type { WasmMatrix } from "../matrix.ts";
import { type Code, get, set } from "./code.ts";

/** A program's vectors as WebAssembly locals, which the engine keeps in registers as far as it has some. */
export interface Locals {
  /** Vector v of row r of a matrix: four of its columns. */
  vector(m: WasmMatrix, r: number, v: number): number;
  /** Statements that keep a value, and the code that gets it. */
  keep(statements: Code[], value: Code): Code;
  /** Temporaries kept since then may be overwritten. */
  release(): void;
  /** Vectors in all. */
  count(): number;
}

/** `first` is the number of the first vector local. */
export function createLocals(matrices: Iterable<WasmMatrix>, first: number): Locals {
  const starts = new Map<WasmMatrix, number>();
  let next = first;
  for (const m of matrices) {
    starts.set(m, next);
    next += (m.rows * m.stride) / 4;
  }
  const afterMatrices = next;
  let most = next;
  return {
    vector: (m, r, v) => starts.get(m)! + (r * m.stride) / 4 + v,
    keep(statements, value) {
      const local = next++;
      most = Math.max(most, next);
      statements.push(set(local, value));
      return get(local);
    },
    release() {
      next = afterMatrices;
    },
    count: () => most - first,
  };
}
