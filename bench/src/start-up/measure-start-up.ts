import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Candidate, type Measurement, takeTurns } from "@deltarule/measure";
import type { BenchOptions } from "../options.ts";

const execute = promisify(execFile);

/** Import, load and the first step of W2, each time in a fresh process; what Node itself needs to start is not in it. */
export const measureStartUp = ({ peers, turns }: BenchOptions): Promise<Measurement> =>
  takeTurns(
    [
      starting("deltarule cpu", "deltarule"),
      ...(peers.some(({ name }) => name === "tfjs cpu") ? [starting("tfjs cpu", "tfjs")] : []),
    ],
    { ...turns, title: "Start: import, load, first step of W2", unit: "starts" },
  );

function starting(name: string, program: string): Candidate {
  const path = fileURLToPath(new URL(`./${program}.js`, import.meta.url));
  return {
    name,
    async prepare() {
      return {
        async run(count) {
          let milliseconds = 0;
          for (let start = 0; start < count; start++) {
            const { stdout } = await execute(process.execPath, [path]);
            milliseconds += Number(/^took (.*)$/m.exec(stdout)?.[1]);
          }
          return { units: count, milliseconds };
        },
        close: () => Promise.resolve(),
      };
    },
  };
}
