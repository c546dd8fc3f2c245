import type { Exercise, Outcome } from "@deltarule/measure";
import type { Timings } from "./timings.ts";

/** A line a candidate; then of each backend whose training was measured the result, the fastest last. */
export function timingLines(timings: readonly Timings[], { epochsPerReport }: Exercise): object[] {
  const candidates = timings.flatMap(({ backend, device, training, compiled }) => [
    {
      type: "candidate",
      backend,
      device,
      run: "train",
      reportEvery: { epochs: epochsPerReport },
      ...figures(training),
    },
    { type: "candidate", backend, device, run: "compiled", ...figures(compiled) },
  ]);
  const results = timings
    .flatMap(({ backend, device, training }) =>
      training.status === "measured"
        ? [{ type: "result", backend, device, samplesPerSecond: training.perSecond.median }]
        : [],
    )
    .toSorted((x, y) => x.samplesPerSecond - y.samplesPerSecond);
  return [...candidates, ...results];
}

function figures(outcome: Outcome): object {
  const { status } = outcome;
  if (status !== "measured") return { status, reason: outcome.reason };
  const { perSecond, ratio, proof } = outcome;
  return {
    status,
    samplesPerSecond: perSecond.median,
    middleHalf: [perSecond.lower, perSecond.upper],
    ratio: ratio?.median,
    ratioMiddleHalf: ratio && [ratio.lower, ratio.upper],
    proof,
  };
}
