import type { Compiled, Matrix, Program, Values } from "./backend.ts";
import type { Checked } from "./checked.ts";

/** What one piece of work allocates on a backend, to be freed together however the work ends. */
export interface Arena {
  readonly backend: Checked;
  matrix(rows: number, cols: number, values?: Values): Matrix;
  compile(program: Program<Matrix>): Compiled;
  free(): void;
}

export function arena(backend: Checked): Arena {
  const matrices: Matrix[] = [];
  const programs: Compiled[] = [];
  return {
    backend,
    matrix(rows, cols, values) {
      const m = backend.matrix(rows, cols, values);
      matrices.push(m);
      return m;
    },
    compile(program) {
      const compiled = backend.compile(program);
      programs.push(compiled);
      return compiled;
    },
    free() {
      for (const compiled of programs.splice(0)) compiled.free();
      for (const m of matrices.splice(0)) backend.free(m);
    },
  };
}
