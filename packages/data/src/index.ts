export type { Field } from "./cell.ts";
export { classWeights } from "./class-weights.ts";
export {
  type ColumnOptions,
  type ColumnsOptions,
  type ColumnType,
  columnTypes,
  type RoleOptions,
  scalings,
} from "./column-options.ts";
export { type ColumnReference, columnIndex } from "./columns.ts";
export type { CsvOptions } from "./csv.ts";
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
  type RangeColumn,
  type Scaling,
  type StandardisedColumn,
  type Target,
  type TargetType,
  type UnscaledColumn,
  type UnseenPolicy,
  unseenPolicies,
} from "./encoding.ts";
export { type FitOptions, fitEncoding } from "./fit.ts";
export { type Format, formats } from "./format.ts";
export { labelsName, pairLabels } from "./idx-names.ts";
export {
  type ColumnInspection,
  type Inspection,
  type InspectOptions,
  inspect,
  type NumbersInspection,
  type TargetInspection,
} from "./inspect.ts";
export { type Match, matchColumns } from "./match.ts";
export { accuracy, confusionMatrix, rmse, rSquared } from "./measures.ts";
export { type MissingOptions, usableRows } from "./missing.ts";
export { nearest } from "./nearest.ts";
export { type Prepared, type PrepareOptions, prepare } from "./prepare.ts";
export { type PreparedSources, prepareSources } from "./prepare-sources.ts";
export { type ReadOptions, type Reopen, readHead, readTable, type Sources, streamTable } from "./read.ts";
export { sampleWeights } from "./sample-weights.ts";
export { openSample, type Sample, samples } from "./samples.ts";
export { type ClassScore, type NumberScore, type Score, score } from "./score.ts";
export { fileSource, type Source, textSource } from "./source.ts";
export { type Split, type SplitOptions, split } from "./split.ts";
export { parseEncoding } from "./stored-encoding.ts";
export {
  type Column,
  type Place,
  placeText,
  type Range,
  type Row,
  type Rows,
  type Table,
  type TableHead,
  type TableStream,
  type Values,
} from "./table.ts";
export { classLabels, type TargetOptions } from "./target-type.ts";
export type { Warning } from "./warnings.ts";
