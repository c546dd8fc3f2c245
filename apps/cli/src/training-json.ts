import { openedJson } from "./choosing/chosen.ts";
import { printJson, scoreJson } from "./json.ts";
import type { Terminal } from "./terminal.ts";
import { warningsInOurTerms } from "./terms.ts";
import type { TrainingView } from "./training-view.ts";

/** A training as JSON lines: one an epoch, and the result. */
export const jsonView = (terminal: Terminal): TrainingView => ({
  begin({ prepared }) {
    if (terminal.quiet) return;
    for (const warning of warningsInOurTerms(prepared.warnings)) printJson(terminal, { type: "warning", ...warning });
  },
  report({ epoch, error, validationError: validation, accuracy, samplesPerSecond }) {
    if (!terminal.quiet) printJson(terminal, { type: "epoch", epoch, error, validation, accuracy, samplesPerSecond });
  },
  stop() {},
  end({ prepared }, { course, test }, opened, model = undefined) {
    const { epoch, error, validationError: validation, stopped } = course.last!;
    printJson(terminal, {
      type: "result",
      epochs: epoch,
      stopped,
      error,
      validation,
      samplesPerSecond: course.samplesPerSecond,
      ...openedJson(opened),
      test: test && { heldOut: test.heldOut, ...scoreJson(prepared.encoding, test) },
      model: model ?? null,
    });
  },
});
