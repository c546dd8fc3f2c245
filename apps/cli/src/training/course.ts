import type { Report } from "@deltarule/core";

/** The errors of some epochs in a row, each the mean over its reports. */
export interface Point {
  readonly error: number;
  readonly validationError: number | undefined;
}

/** What a training went through, in bounded memory however many epochs it takes. */
export interface Course {
  /** Undefined before the first report. */
  readonly last: Report | undefined;
  /** At even distances, but for the last one: 2,000 at most. */
  readonly points: readonly Point[];
  /** Those of this run; it may have gone on from a state. */
  readonly epochs: number;
  /** Over the whole run, without the measuring in between. */
  readonly samplesPerSecond: number;
}

/** The error, and the validation error where there is one. */
export function errorCurves({ points }: Course): { readonly name: string; readonly values: readonly number[] }[] {
  const validation = points.flatMap(({ validationError }) => validationError ?? []);
  return [
    { name: "error", values: points.map(({ error }) => error) },
    ...(validation.length > 0 ? [{ name: "validation", values: validation }] : []),
  ];
}

/** At which the first point stands: 1, but for a training that has gone on. */
export const firstEpoch = ({ last, epochs }: Course): number => (last ? Math.round(last.epoch - epochs) + 1 : 1);

const MOST = 2000;

/**
 * Records a training, report by report.
 * @param from the epoch from which it goes on
 */
export function recorder(from = 0): { add(report: Report): void; course(): Course } {
  let points: Point[] = [];
  let reportsAPoint = 1;
  let open: Report[] = [];
  let last: Report | undefined;
  // rows are the same in every epoch, so time goes by epochs over speed
  let time = 0;
  return {
    add(report) {
      const epochs = report.epoch - (last?.epoch ?? from);
      if (epochs > 0) time += epochs / report.samplesPerSecond;
      const repeated = report.step === last?.step;
      last = report;
      if (repeated) return;
      open.push(report);
      if (open.length < reportsAPoint) return;
      points.push(mean(open));
      open = [];
      if (points.length < MOST) return;
      points = points.flatMap((point, p) => (p % 2 === 0 ? mean([point, points[p + 1]!]) : []));
      reportsAPoint *= 2;
    },
    course: () => ({
      last,
      points: open.length > 0 ? [...points, mean(open)] : points,
      epochs: last ? last.epoch - from : 0,
      samplesPerSecond: last && time > 0 ? (last.epoch - from) / time : 0,
    }),
  };
}

/** Either all of them have a validation error or none has. */
function mean(some: readonly { readonly error: number; readonly validationError?: number | undefined }[]): Point {
  const over = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const validation = some.flatMap(({ validationError }) => validationError ?? []);
  return {
    error: over(some.map(({ error }) => error)),
    validationError: validation.length > 0 ? over(validation) : undefined,
  };
}
