import { fileURLToPath } from "node:url";
import type { Candidate } from "@deltarule/measure";
import { type ProcessOptions, processCandidate } from "./processes/process-candidate.ts";
import type { Workload } from "./workloads.ts";

/** For each backend: training through `train`, and the compiled step alone. */
export function ourCandidates(
  { options }: Workload,
  backends: readonly string[],
  timing: Pick<ProcessOptions, "patience" | "clock">,
): Candidate[] {
  const program = fileURLToPath(new URL("./ours.js", import.meta.url));
  return backends.flatMap((backend) =>
    (["train", "compiled"] as const).map((kind) => {
      const name = `deltarule ${backend}${kind === "compiled" ? ", compiled step" : ""}`;
      const launch = { command: process.execPath, args: [program, kind, backend, JSON.stringify(options)] };
      return processCandidate(name, async () => launch, {
        ...timing,
        prove: async ({ ask }) => {
          const [word, ...detail] = (await ask("prove", "proof")).split(" ");
          return { correct: word === "correct", detail: detail.join(" ") };
        },
      });
    }),
  );
}
