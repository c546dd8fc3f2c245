import { type GeneratorState, generator, shuffle } from "@deltarule/core";

/**
 * The training rows of a training's next step: core's trainer shuffles 0 … samples − 1 anew each epoch and takes batch after batch.
 * @param from where the order of the epoch in progress is drawn: the state's generator, before the first step the seed
 */
export function nextBatch(training: {
  readonly samples: number;
  readonly batchSize: number;
  /** Steps made so far. */
  readonly step: number;
  readonly from: number | GeneratorState;
}): number[] {
  const { samples, batchSize, step, from } = training;
  const order = Uint32Array.from({ length: samples }, (_, s) => s);
  shuffle(order, generator(from));
  const start = (step % Math.ceil(samples / batchSize)) * batchSize;
  return [...order.subarray(start, start + batchSize)];
}
