import type { Opened } from "./choosing/chosen.ts";
import { type Progress, progress } from "./progress.ts";
import { print, type Terminal, warn } from "./terminal.ts";
import { errorChart } from "./text/curves.ts";
import { nextSteps } from "./text/next-steps.ts";
import { count, counted, duration, significant, speed } from "./text/numerals.ts";
import { planText } from "./text/plan.ts";
import { scoreText } from "./text/score.ts";
import type { Learnt, TestResult } from "./training/learn.ts";
import type { Plan } from "./training/plan.ts";
import type { TrainingView } from "./training-view.ts";

/**
 * A training for people.
 * @param data the words of a command line that name the table and say how it is read
 */
export function textView(terminal: Terminal, data: readonly string[]): TrainingView {
  const { paint, quiet } = terminal;
  let shown: Progress | undefined;
  return {
    begin(plan, opened, from) {
      if (!quiet) print(terminal, ...planText(plan, opened, paint));
      warn(terminal, plan.prepared.warnings);
      if (!quiet) print(terminal, "");
      shown = progress(terminal, plan.options.epochs, from, plan.prepared.training.rows.length / speedOf(opened));
    },
    report: (report) => shown?.report(report),
    stop: () => shown?.stop(),
    end(plan, learnt, _, model) {
      const style = { paint, width: terminal.width };
      const { test } = learnt;
      const score = test ? scoreText(testTitle(test), plan.prepared.encoding, test, style) : [];
      if (quiet) return print(terminal, ...score.slice(0, 1));
      const sections = [
        errorChart(learnt.course, style),
        [endText(plan, learnt)],
        score,
        model === undefined ? [] : [`Model written to ${paint.bold(model)}`],
        // a pipe can't be read a second time
        model === undefined || data.includes("-") ? [] : nextSteps(model, data, terminal),
      ];
      print(
        terminal,
        ...sections.filter((lines) => lines.length > 0).flatMap((lines, s) => (s > 0 ? ["", ...lines] : lines)),
      );
    },
  };
}

/** Samples a second, where the backend was timed before it was chosen. */
const speedOf = ({ backend, chosen }: Opened): number =>
  chosen?.timed.find(({ name }) => name === backend.name)?.samplesPerSecond ?? Number.POSITIVE_INFINITY;

/** How and where the training ended. */
function endText({ prepared, options }: Plan, { course }: Learnt): string {
  const { epoch, error, validationError, stopped } = course.last!;
  const epochs = epoch < 1 ? `${epoch.toFixed(2)} epochs` : counted(Math.floor(epoch), "epoch");
  const { untilError } = options;
  const how =
    stopped === "aborted"
      ? `Interrupted after ${epochs} of ${count(options.epochs)}; what was learnt is kept`
      : stopped === "until"
        ? `The error has reached ${untilError} after ${epochs}`
        : `${epochs}${untilError === undefined ? "" : `, and the error hasn't reached ${untilError}`}`;
  const seconds = (course.epochs * prepared.training.rows.length) / course.samplesPerSecond;
  const pace = course.epochs > 0 ? ` (${duration(seconds)}, ${speed(course.samplesPerSecond)})` : "";
  const validation = validationError === undefined ? "" : `, validation ${significant(validationError)}`;
  return `${how}: error ${significant(error)}${validation}${pace}`;
}

const testTitle = ({ heldOut, rows }: TestResult): string =>
  heldOut
    ? `Test on ${counted(rows, "held-out row")}`
    : `Measured on the ${counted(rows, "training row")}, none being held out`;
