import { resultLine } from "@deltarule/conformance";
import type { ConformanceView } from "./conformance-view.ts";
import { printJson } from "./json.ts";
import type { Terminal } from "./terminal.ts";

/** A proof as JSON lines: one a case, and of each backend the result. */
export const jsonView = (terminal: Terminal): ConformanceView => ({
  result(backend, { id, outcome, worst, milliseconds, message, notes }) {
    const told = notes.length > 0 ? notes : undefined;
    // JSON knows no ∞
    const fraction = Number.isFinite(worst) ? worst : null;
    printJson(terminal, { type: "case", backend, id, outcome, worst: fraction, milliseconds, message, notes: told });
  },
  report: (report) => printJson(terminal, resultLine(report)),
  missing: (name, reason) => printJson(terminal, { type: "backend", name, available: false, reason }),
  stop() {},
  end() {},
});
