import { fileURLToPath } from "node:url";
import type { Candidate } from "@deltarule/measure";
import { processCandidate } from "./processes/process-candidate.ts";
import type { Workload } from "./workloads.ts";

/** For each backend: training through `train`, and the compiled step alone. */
export const ourCandidates = (workload: Workload, backends: readonly string[], patience: number): Candidate[] =>
  backends.flatMap((backend) => [
    ourTraining(workload, backend, patience),
    ours("compiled", `deltarule ${backend}, compiled step`, workload, backend, patience),
  ]);

export const ourTraining = (workload: Workload, backend: string, patience: number): Candidate =>
  ours("train", `deltarule ${backend}`, workload, backend, patience);

function ours(
  kind: "train" | "compiled",
  name: string,
  { options }: Workload,
  backend: string,
  patience: number,
): Candidate {
  const program = fileURLToPath(new URL("./ours.js", import.meta.url));
  const launch = { command: process.execPath, args: [program, kind, backend, JSON.stringify(options)] };
  return processCandidate(name, async () => launch, {
    patience,
    prove: async ({ ask }) => {
      const [word, ...detail] = (await ask("prove", "proof")).split(" ");
      return { correct: word === "correct", detail: detail.join(" ") };
    },
  });
}
