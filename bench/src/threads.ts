import { exercise, type Measurement, takeTurns } from "@deltarule/measure";
import type { BenchOptions } from "./options.ts";
import { ourCandidates, ourTraining } from "./our-candidates.ts";
import { peerCandidate } from "./peers/peer-candidate.ts";
import { writeTaskFile } from "./processes/task.ts";
import { sideBySide } from "./side-by-side.ts";
import { findWorkload } from "./workloads.ts";

/**
 * W4 to W6 on several threads beside cpu on one, and beside what the machine has to give: so many processes of cpu at once, each on a
 * network of its own.
 */
export async function measureThreads(options: BenchOptions): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const id of ["w4", "w5", "w6"]) measurements.push(await measureOne(id, options));
  return measurements;
}

async function measureOne(id: string, options: BenchOptions): Promise<Measurement> {
  const { threads, peers, patience, turns, longestMilliseconds } = options;
  const workload = findWorkload(id);
  const mine = exercise(workload.options);
  const file = await writeTaskFile(mine.data, mine.network());
  const alone = Array.from({ length: threads }, () => ourTraining(workload, "cpu", patience));
  try {
    return await takeTurns(
      [
        ...ourCandidates(workload, ["cpu", `workers:threads=${threads}`], patience),
        sideBySide(`${threads} of deltarule cpu at once`, alone),
        ...peers
          .filter((peer) => peer.threads)
          .map((peer) => peerCandidate(peer, mine, file.path, { patience, threads })),
      ],
      { ...turns, title: `${threads} threads, ${workload.title}`, longestMilliseconds },
    );
  } finally {
    await file.remove();
  }
}
