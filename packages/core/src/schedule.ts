import { type Generator, type GeneratorState, shuffle } from "./random.ts";
import type { Resampling } from "./resampling.ts";

/** Consecutive steps that one call of `run` can take: whole batches, or the remainder at the end of an epoch. */
export interface Stretch {
  readonly remainder: boolean;
  readonly steps: number;
  /** Sample indices, batch after batch; valid until the next call. */
  readonly order: Uint32Array;
  readonly rate: number;
}

export interface Schedule {
  readonly stepsPerEpoch: number;
  /** Steps in all; may be Infinity. */
  readonly total: number;
  /** Steps handed out so far, those before `from` included. */
  readonly step: number;
  /** The generator before it drew the order of the epoch in progress, or at an epoch's end that of the next one. */
  generator(): GeneratorState | undefined;
  /** The next stretch, at most `limit` steps; spans epochs where they are whole batches at one rate. */
  next(limit: number): Stretch;
}

/** The order in which samples are visited: epoch by epoch, in data order or drawn anew by the generator. */
export function schedule(options: {
  readonly samples: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** Steps handed out already; 0 by default. */
  readonly from?: number;
  /** Absent: data order. From a step inside an epoch, it stands before that epoch's draw. */
  readonly random: Generator | undefined;
  /** Which samples an epoch visits, before they are shuffled; by default each of them once. Without a generator it has no say. */
  readonly resampling?: Resampling | undefined;
  /** ε for an epoch, counted from 0. */
  readonly rate: (epoch: number) => number;
}): Schedule {
  const { samples, batchSize, random, resampling } = options;
  const whole = Math.floor(samples / batchSize);
  const stepsPerEpoch = Math.ceil(samples / batchSize);
  const total = options.epochs * stepsPerEpoch;
  const epochOrder = new Uint32Array(samples);
  let buffer = new Uint32Array(0);
  let step = options.from ?? 0;
  let rate = { epoch: -1, value: 0 };

  let drawnFrom: GeneratorState | undefined;
  const beginEpoch = () => {
    drawnFrom = random?.state();
    if (random && resampling) resampling(epochOrder, random);
    else for (let s = 0; s < samples; s++) epochOrder[s] = s;
    if (random) shuffle(epochOrder, random);
  };
  const rateNow = () => {
    const epoch = Math.floor(step / stepsPerEpoch);
    if (epoch !== rate.epoch) rate = { epoch, value: options.rate(epoch) };
    return rate.value;
  };

  // an epoch in progress is drawn again
  if (step % stepsPerEpoch > 0) beginEpoch();

  return {
    stepsPerEpoch,
    total,
    get step() {
      return step;
    },
    generator: () => (step % stepsPerEpoch > 0 ? drawnFrom : random?.state()),
    next(limit) {
      const stretchRate = rateNow();
      if (step % stepsPerEpoch === whole) {
        step++;
        return { remainder: true, steps: 1, order: epochOrder.subarray(whole * batchSize), rate: stretchRate };
      }
      const most = Math.min(limit, total - step);
      if (buffer.length < most * batchSize) buffer = new Uint32Array(most * batchSize);
      let steps = 0;
      while (steps < most && rateNow() === stretchRate) {
        const within = step % stepsPerEpoch;
        if (within === whole) break;
        if (within === 0) beginEpoch();
        const count = Math.min(most - steps, whole - within);
        buffer.set(epochOrder.subarray(within * batchSize, (within + count) * batchSize), steps * batchSize);
        steps += count;
        step += count;
      }
      return { remainder: false, steps, order: buffer.subarray(0, steps * batchSize), rate: stretchRate };
    },
  };
}
