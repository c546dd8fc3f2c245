export { type ConformanceCase, themeOf } from "./case.ts";
export { cases } from "./cases/index.ts";
export { formatComparison, formatReport, type ResultLine, resultLine } from "./report.ts";
export { type ConformanceOptions, type Progress, type Report, runConformance } from "./run.ts";
export type { CaseResult } from "./stand.ts";
export type { Trial } from "./trial.ts";
export { checkWaivers, type Waiver } from "./waiver.ts";
