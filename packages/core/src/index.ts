export { type Arena, arena } from "./arena.ts";
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
export {
  type Allocate,
  forwardProgram,
  type LayerMatrices,
  type StepOptions,
  type TrainingProgram,
  trainingProgram,
  upload,
} from "./backpropagation.ts";
export { type Checked, checked } from "./checked.ts";
export { areClasses, classOf, type Dataset, type Dense, type DenseDataset, type Samples } from "./dataset.ts";
export { DeltaruleError, type ErrorCode, errorCodes } from "./errors.ts";
export { checkGradient, type GradientCheck, type LayerGradient } from "./gradient-check.ts";
export { type Model, parseModel, serializeModel } from "./model-file.ts";
export { type Layer, Network, type NetworkOptions } from "./network.ts";
export { type PredictOptions, predict } from "./predict.ts";
export { interpret, scalar } from "./program.ts";
export { type Generator, type GeneratorState, generator, shuffle } from "./random.ts";
export type { Report } from "./report.ts";
export { toFunction } from "./to-function.ts";
export { type LayerTrace, type Trace, trace } from "./trace.ts";
export { train } from "./train.ts";
export type { Fallback, TrainOptions, Until } from "./train-options.ts";
export type {
  ErrorSums,
  Fingerprint,
  LayerValues,
  StoppingState,
  TrainingSetting,
  TrainingState,
} from "./training-state.ts";
