import { exercise, type Figure, type Measurement, takeTurns } from "@deltarule/measure";
import type { BenchOptions } from "../options.ts";
import { ourCandidates } from "../our-candidates.ts";
import { peerCandidate } from "../peers/peer-candidate.ts";
import { writeTaskFile } from "../processes/task.ts";
import type { Workload } from "../workloads.ts";
import { measureBarrier } from "./barrier.ts";
import { measuredShare } from "./serial-share.ts";
import { sideBySide } from "./side-by-side.ts";

/**
 * W4 to W6 on several threads beside cpu on one, and beside what the machine has to give: so many processes of cpu at once, each on a
 * network of its own. The figures are what a model of more threads needs: what a barrier costs, and how much the threads don't divide.
 */
export async function measureThreads(
  options: BenchOptions,
): Promise<{ readonly measurements: Measurement[]; readonly figures: Figure[] }> {
  const { threads } = options;
  const barrier = await measureBarrier(threads);
  const measurements: Measurement[] = [];
  const figures: Figure[] = [{ name: `a barrier of ${threads} threads`, value: barrier, unit: "µs" }];
  for (const workload of options.workloads.filter(({ id }) => ["w4", "w5", "w6"].includes(id))) {
    const measurement = await measureOne(workload, options);
    measurements.push(measurement);
    const share = measuredShare(threads, measurement, {
      one: "deltarule cpu, compiled step",
      threads: `deltarule workers:threads=${threads}, compiled step`,
      ceiling: `${threads} of deltarule cpu, compiled step, at once`,
    });
    if (share !== undefined)
      figures.push({
        name: `${workload.id.toUpperCase()}: what ${threads} threads don't divide`,
        value: 100 * share,
        unit: "%",
      });
  }
  return { measurements, figures };
}

async function measureOne(workload: Workload, options: BenchOptions): Promise<Measurement> {
  const { threads, peers, patience, turns, longestMilliseconds } = options;
  const mine = exercise(workload.options);
  const file = await writeTaskFile(mine.data, mine.network());
  const alone = ourCandidates(workload, ["cpu"], { patience });
  const atOnce = alone.map((candidate) =>
    sideBySide(
      `${threads} of ${candidate.name}, at once`,
      Array.from({ length: threads }, () => candidate),
    ),
  );
  try {
    return await takeTurns(
      [
        ...alone,
        ...ourCandidates(workload, [`workers:threads=${threads}`], { patience }),
        ...atOnce,
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
