import { formatComparison, formatReport, type Report } from "@deltarule/conformance";
import type { ConformanceView } from "./conformance-view.ts";
import { type LiveLine, liveLine, type Part } from "./live-line.ts";
import { type Paint, print, type Terminal } from "./terminal.ts";
import { absentText } from "./text/absent.ts";
import { aligned, type Cell } from "./text/aligned.ts";
import { count } from "./text/numerals.ts";

/** A proof for people: of one backend a table theme by theme, of several one table with a column a backend. */
export function textView(terminal: Terminal): ConformanceView {
  const { live, paint } = terminal;
  const missing: (readonly [backend: string, reason: string])[] = [];
  let told: readonly Part[] = [];
  let failed = 0;
  let line: LiveLine | undefined;
  const stop = () => {
    line?.stop();
    line = undefined;
    failed = 0;
  };
  return {
    result(backend, { id, outcome }, { done, total }) {
      if (!live) return;
      if (outcome === "failed") failed++;
      told = [
        { text: `${backend} ${count(done)}/${count(total)}`, rank: 0 },
        ...(failed > 0 ? [{ text: `${count(failed)} failed`, rank: 1 }] : []),
        { text: id, rank: 2 },
      ];
      line ??= liveLine(terminal, total, () => told);
      line.update(done);
    },
    report: stop,
    missing: (backend, reason) => missing.push([backend, reason]),
    stop,
    end(reports) {
      const [only] = reports;
      if (only && reports.length + missing.length === 1) print(terminal, formatReport(only));
      else {
        const wrong = reports.filter(({ failed }) => failed > 0);
        print(terminal, ...wrong.flatMap((report) => [formatReport(report), ""]), formatComparison(reports));
      }
      print(
        terminal,
        "",
        ...aligned(reports.map((report) => verdict(report, paint))),
        ...missing.flatMap(([backend, reason]) => absentText(backend, reason, terminal)),
      );
    },
  };
}

function verdict({ backend, passed, failed, skipped }: Report, { bold, green, red }: Paint): Cell[] {
  const counts = [
    ...(failed > 0 ? [`${count(failed)} failed`] : []),
    `${count(passed)} passed`,
    ...(skipped > 0 ? [`${count(skipped)} skipped`] : []),
  ];
  return failed > 0
    ? [
        { text: backend, paint: bold },
        { text: `does not conform: ${counts.join(", ")}`, paint: red },
      ]
    : [
        { text: backend, paint: bold },
        { text: `conforms: ${counts.join(", ")}`, paint: green },
      ];
}
