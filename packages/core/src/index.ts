export type {
  Backend,
  Compiled,
  CreateBackend,
  ErrorSource,
  Facts,
  Instruction,
  MatmulOptions,
  Matrix,
  Program,
  Scalar,
  Values,
} from "./backend.ts";
export type { Dataset, Dense, DenseDataset, Samples } from "./dataset.ts";
export { DeltaruleError, type ErrorCode, errorCodes } from "./errors.ts";
export { interpret, scalar } from "./program.ts";
export { type Generator, type GeneratorState, generator, shuffle } from "./random.ts";
