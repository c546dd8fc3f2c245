import { fileURLToPath } from "node:url";
import type { Candidate, ExerciseOptions } from "@deltarule/measure";
import { ownProof, type ProcessOptions, processCandidate } from "./processes/process-candidate.ts";
import type { Workload } from "./workloads.ts";

type Timing = Pick<ProcessOptions, "patience" | "clock">;

/** For each backend: training through `train`, and the compiled step alone. */
export const ourCandidates = ({ options }: Workload, backends: readonly string[], timing: Timing): Candidate[] =>
  backends.flatMap((backend) => [
    ours(["train", backend, JSON.stringify(options)], `deltarule ${backend}`, timing),
    ours(["compiled", backend, JSON.stringify(options)], `deltarule ${backend}, compiled step`, timing),
  ]);

/** Training whose turns are no longer than so many milliseconds, where an epoch isn't. */
export const pacedCandidate = (
  name: string,
  options: ExerciseOptions,
  backend: string,
  turn: number,
  timing: Timing,
): Candidate => ours(["paced", backend, JSON.stringify(options), String(turn)], name, timing);

/** The forward pass of one sample at a time: the network's own, and each backend's. */
export const ourPredictions = ({ options }: Workload, backends: readonly string[], timing: Timing): Candidate[] => [
  ours(["network.predict", "", JSON.stringify(options)], "network.predict", timing),
  ...backends.map((backend) => ours(["predict", backend, JSON.stringify(options)], `deltarule ${backend}`, timing)),
];

/** In a process of its own, by the same lines as every other library. */
function ours(args: readonly string[], name: string, timing: Timing): Candidate {
  const program = fileURLToPath(new URL("./ours.js", import.meta.url));
  const launch = { command: process.execPath, args: [program, ...args] };
  return processCandidate(name, async () => launch, { ...timing, prove: ownProof });
}
