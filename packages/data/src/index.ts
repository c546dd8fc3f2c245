export { type ColumnReference, columnIndex } from "./columns.ts";
export { type ReadOptions, readTable, streamTable } from "./csv.ts";
export { type ClassPrediction, decode, decodeRows, type NumberPrediction, type Prediction } from "./decode.ts";
export {
  type EncodedDataset,
  type EncodedInputs,
  encodeDataset,
  encodeInputs,
  type RowEncoder,
  rowEncoder,
} from "./encode.ts";
export {
  type CategoryColumn,
  type ClassTarget,
  type Encoding,
  type InputColumn,
  inputSize,
  type MissingPolicy,
  missingPolicies,
  type NumberColumn,
  type NumberTarget,
  outputSize,
  type Target,
  type TargetType,
} from "./encoding.ts";
export { type FitOptions, fitEncoding } from "./fit.ts";
export { accuracy, confusionMatrix, rmse, rSquared } from "./measures.ts";
export { type MissingOptions, usableRows } from "./missing.ts";
export { nearest } from "./nearest.ts";
export { type Prepared, type PrepareOptions, prepare } from "./prepare.ts";
export { openSample, type Sample, samples } from "./samples.ts";
export { type ClassScore, type NumberScore, type Score, score } from "./score.ts";
export { type Source, textSource } from "./source.ts";
export { type Split, type SplitOptions, split } from "./split.ts";
export { parseEncoding } from "./stored-encoding.ts";
export type { Row, Table, TableHead, TableStream } from "./table.ts";
export { classLabels, type TargetOptions } from "./target-type.ts";
