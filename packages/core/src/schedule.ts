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
  const from = options.from ?? 0;
  let epoch = Math.floor(from / stepsPerEpoch);
  /** Steps of this epoch handed out. */
  let within = from % stepsPerEpoch;
  let rate = { epoch: -1, value: 0 };

  const step = () => epoch * stepsPerEpoch + within;
  const advance = (steps: number) => {
    within += steps;
    if (within < stepsPerEpoch) return;
    within = 0;
    epoch++;
  };
  let drawnFrom: GeneratorState | undefined;
  const beginEpoch = (staysInIt: boolean) => {
    if (staysInIt) drawnFrom = random?.state();
    if (random && resampling) resampling(epochOrder, random);
    else for (let s = 0; s < samples; s++) epochOrder[s] = s;
    if (random) shuffle(epochOrder, random);
  };
  const rateNow = () => {
    if (epoch !== rate.epoch) rate = { epoch, value: options.rate(epoch) };
    return rate.value;
  };

  // an epoch in progress is drawn again
  if (within > 0) beginEpoch(true);

  return {
    stepsPerEpoch,
    total,
    get step() {
      return step();
    },
    generator: () => (within > 0 ? drawnFrom : random?.state()),
    next(limit) {
      const stretchRate = rateNow();
      if (within === whole) {
        advance(1);
        return { remainder: true, steps: 1, order: epochOrder.subarray(whole * batchSize), rate: stretchRate };
      }
      const most = Math.min(limit, total - step());
      if (buffer.length < most * batchSize) buffer = new Uint32Array(most * batchSize);
      let steps = 0;
      while (steps < most && within < whole && rateNow() === stretchRate) {
        const count = Math.min(most - steps, whole - within);
        if (within === 0) beginEpoch(count < stepsPerEpoch);
        copy(epochOrder, within * batchSize, buffer, steps * batchSize, count * batchSize);
        steps += count;
        advance(count);
      }
      return { remainder: false, steps, order: buffer.subarray(0, steps * batchSize), rate: stretchRate };
    },
  };
}

function copy(source: Uint32Array, from: number, target: Uint32Array, to: number, count: number): void {
  // of a few samples an epoch, a view to copy costs more than their training
  if (count < 64) for (let i = 0; i < count; i++) target[to + i] = source[from + i]!;
  else target.set(source.subarray(from, from + count), to);
}
