import type { Build } from "@deltarule/backend-cpu/wasm";
import type { Instruction, Matrix, Program, Values } from "@deltarule/core";

/** A matrix as the caller sees it; the thread has the numbers. */
export interface Handle extends Matrix {
  readonly id: number;
}

/** What is asked of the thread, and answered in turn. */
export type Question =
  | { readonly ask: "start"; readonly build: Build; readonly module: WebAssembly.Module }
  | { readonly ask: "read"; readonly m: Handle }
  | { readonly ask: "run"; readonly program: number; readonly order: Uint32Array; readonly rate: number };

/** What it is told. */
export type Order =
  | { readonly tell: "matrix"; readonly m: Handle; readonly values: Values | undefined }
  | { readonly tell: "write"; readonly m: Handle; readonly values: Values }
  | { readonly tell: "operation"; readonly instruction: Instruction<Handle>; readonly rows: Uint32Array | undefined }
  | { readonly tell: "compile"; readonly program: number; readonly source: Program<Handle> }
  | { readonly tell: "free"; readonly m: Handle }
  | { readonly tell: "release"; readonly program: number };
