import { type Backend, train } from "@deltarule/core";
import type { Candidate } from "./candidate.ts";
import type { Exercise } from "./exercise.ts";
import { prove } from "./proof.ts";

/** Opens the backend that a candidate runs on; the candidate closes it. */
export type Open = () => Promise<Backend>;

/**
 * Training as users get it: one run of `train` that goes on, shuffled, and is timed from report to report
 * (`exercise.epochsPerReport` epochs, with all that a report does: it reads every weight and measures the training rows).
 */
export function trainingCandidate(name: string, open: Open, exercise: Exercise): Candidate {
  const { data, batchSize, learningRate, epochsPerReport, samples } = exercise;
  return {
    name,
    async prepare() {
      const backend = await open();
      const settings = { backend, batchSize, average: true };
      const reports = train(exercise.network(), data, {
        ...settings,
        learningRate,
        epochs: Number.POSITIVE_INFINITY,
        reportEvery: { epochs: epochsPerReport },
      });
      return {
        note: `${backend.facts.device}; a report every ${epochsPerReport} epochs`,
        prove: () =>
          prove(exercise, backend.facts.precision, async ({ network, data, rate, steps }) => {
            const run = train(network, data, { ...settings, learningRate: rate, epochs: steps, shuffle: false });
            for await (const _ of run);
            return network;
          }),
        async run(count) {
          for (let report = 0; report < count; report++) await reports.next();
          return { units: count * epochsPerReport * samples };
        },
        async close() {
          await reports.return();
          await backend.close();
        },
      };
    },
  };
}
