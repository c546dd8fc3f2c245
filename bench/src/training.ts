import { exercise, type Measurement, takeTurns } from "@deltarule/measure";
import type { BenchOptions } from "./options.ts";
import { ourCandidates } from "./our-candidates.ts";
import { peerCandidate } from "./peers/peer-candidate.ts";
import { titled } from "./processes/process-candidate.ts";
import { writeTaskFile } from "./processes/task.ts";
import type { Workload } from "./workloads.ts";

/** Samples per second in training, ours and where asked for the peers', in the same rounds. */
export async function measureTraining(workload: Workload, options: BenchOptions): Promise<Measurement> {
  const { backends, patience, clock, turns } = options;
  const mine = exercise(workload.options);
  const file = await writeTaskFile(mine.data, mine.network());
  try {
    // who steps by the sample does the same at any batch size
    const asked = options.peers.filter(({ step }) => step === "batch" || workload.id !== "w2b16");
    return await takeTurns(
      [
        ...ourCandidates(workload, backends, { patience, clock }),
        ...asked.map((peer) => peerCandidate(peer, mine, file.path, { patience, clock })),
      ],
      {
        ...turns,
        title: titled(workload.title, clock),
        longestMilliseconds: options.longestMilliseconds,
      },
    );
  } finally {
    await file.remove();
  }
}
