import { fileURLToPath } from "node:url";
import type { Candidate } from "@deltarule/measure";
import { type ProcessOptions, processCandidate } from "./processes/process-candidate.ts";
import type { Workload } from "./workloads.ts";

type Timing = Pick<ProcessOptions, "patience" | "clock">;

/** For each backend: training through `train`, and the compiled step alone. */
export const ourCandidates = (workload: Workload, backends: readonly string[], timing: Timing): Candidate[] =>
  backends.flatMap((backend) => [
    ours("train", `deltarule ${backend}`, workload, backend, timing),
    ours("compiled", `deltarule ${backend}, compiled step`, workload, backend, timing),
  ]);

/** The forward pass of one sample at a time: the network's own, and each backend's. */
export const ourPredictions = (workload: Workload, backends: readonly string[], timing: Timing): Candidate[] => [
  ours("network.predict", "network.predict", workload, "", timing),
  ...backends.map((backend) => ours("predict", `deltarule ${backend}`, workload, backend, timing)),
];

/** In a process of its own, by the same lines as every other library. */
function ours(
  kind: "train" | "compiled" | "predict" | "network.predict",
  name: string,
  { options }: Workload,
  backend: string,
  timing: Timing,
): Candidate {
  const program = fileURLToPath(new URL("./ours.js", import.meta.url));
  const launch = { command: process.execPath, args: [program, kind, backend, JSON.stringify(options)] };
  return processCandidate(name, async () => launch, {
    ...timing,
    prove: async ({ ask }) => {
      const [word, ...detail] = (await ask("prove", "proof")).split(" ");
      return { correct: word === "correct", detail: detail.join(" ") };
    },
  });
}
