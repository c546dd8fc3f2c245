import { DeltaruleError } from "./errors.ts";

/** How much each sample counts in training. */
export interface SampleWeights {
  /** One a sample of the data. */
  readonly all: Float64Array;
  /** Of those that are not held out. */
  readonly training: Float64Array;
}

/**
 * Checked and copied. Undefined if all are equal: that is no weighting.
 * @param training the samples that are not held out; undefined: all of them
 * @throws DATA_INVALID naming the sample: not one weight a sample, negative, not finite, all 0
 */
export function sampleWeights(
  given: ArrayLike<number>,
  samples: number,
  training: Uint32Array | undefined,
): SampleWeights | undefined {
  if (given.length !== samples) throw invalid(`${given.length} weights; expected one for each of ${samples} samples`);
  const all = Float64Array.from(given);
  const bad = all.findIndex((w) => !(w >= 0 && Number.isFinite(w)));
  if (bad >= 0) throw invalid(`the weight of sample ${bad} is ${all[bad]}; expected a finite number, at least 0`);
  const ofTraining = training ? Float64Array.from(training, (s) => all[s]!) : all;
  if (ofTraining.every((w) => w === 0)) throw invalid("every training sample's weight is 0; expected one above 0");
  return all.every((w) => w === all[0]) ? undefined : { all, training: ofTraining };
}

const invalid = (message: string) => new DeltaruleError("DATA_INVALID", `sampleWeights: ${message}`);
