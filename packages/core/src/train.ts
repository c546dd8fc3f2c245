import { arena } from "./arena.ts";
import type { Values } from "./backend.ts";
import { checked } from "./checked.ts";
import { areClasses, type Dataset, type DenseDataset, dataset, rowsOf } from "./dataset.ts";
import { DeltaruleError } from "./errors.ts";
import { evaluation } from "./evaluate.ts";
import type { Network } from "./network.ts";
import { pace } from "./pace.ts";
import { type Generator, generator, shuffle } from "./random.ts";
import { schedule } from "./schedule.ts";
import { stopping } from "./stopping.ts";
import { checkTrainOptions, rateOf, type TrainOptions } from "./train-options.ts";
import { trainingSteps } from "./training-steps.ts";

/** Where the training stands; the network holds the weights of the latest report. */
export interface Report {
  /** Epochs finished, with a fraction inside an epoch. */
  readonly epoch: number;
  readonly step: number;
  /** The mean of E per sample since the previous report, each taken before its batch's weight change. */
  readonly error: number;
  /** The same, summed as the derivation sums it: Σ E over the samples since the previous report. */
  readonly errorSum: number;
  /** The mean of E per validation sample, with this report's weights. */
  readonly validationError?: number;
  /** The share of the validation rows (without validation: of the training rows) classified rightly with this report's weights, where targets are classes. */
  readonly accuracy?: number;
  /** Since the previous report, the training alone. */
  readonly samplesPerSecond: number;
  /** In the last report only: why there is none after it. */
  readonly stopped?: "epochs" | "until" | "aborted";
}

// float32 sums of E stay short, and end at counts that no clock decides
const STEPS_A_SUM = 1024;

/**
 * Trains a network by gradient descent on E = ½ Σ_k (t_k − a_k)², on any backend. `break` or the signal ends it; the network
 * then holds the weights of the last report.
 *
 * @param data inputs n × I and targets n × K, each target in [0, 1]
 * @returns reports, as they are reached
 * @throws at once: DATA_INVALID, OPTION_INVALID, NOT_FINITE. From the iteration: DIVERGED (the error or a weight is not finite),
 * BACKEND_FAILED, CLOSED; the network keeps the last report's weights
 */
export function train(network: Network, data: Dataset, options: TrainOptions): AsyncGenerator<Report, void, undefined> {
  checkTrainOptions(options);
  checkWeights(network);
  const { validation } = options;
  const sizes = { inputs: network.sizes[0]!, outputs: network.sizes.at(-1)! };
  const random = generator(options.seed ?? 0);
  const all = dataset(data, sizes);
  const parts =
    typeof validation === "number"
      ? hold(all, validation, random)
      : { training: all, validation: validation && dataset(validation, sizes, "validation") };
  return run(network, parts, options, random);
}

async function* run(
  network: Network,
  data: Parts,
  options: TrainOptions,
  random: Generator,
): AsyncGenerator<Report, void, undefined> {
  const scope = arena(checked(options.backend));
  try {
    const { until = {}, signal, shuffle: shuffled = true, reportEvery = { epochs: 1 } } = options;
    const samples = data.training.inputs.rows;
    const batchSize = options.batchSize === "full" ? samples : Math.min(options.batchSize ?? 1, samples);
    const steps = trainingSteps(scope, network, data.training, batchSize, options);
    const order = schedule({
      samples,
      batchSize,
      epochs: options.epochs,
      random: shuffled ? random : undefined,
      rate: (epoch) => rateOf(options, epoch),
    });
    const validate = data.validation && evaluation(scope, steps.layers, data.validation);
    const classes = areClasses(data.training.targets);
    const needsTraining = until.error !== undefined || (classes && !validate);
    const measureTraining = needsTraining ? evaluation(scope, steps.layers, data.training) : undefined;
    const stop = stopping(until);
    const rhythm = pace();
    const stepsAReport = "steps" in reportEvery ? reportEvery.steps : reportEvery.epochs * order.stepsPerEpoch;
    let since = { errorSum: 0, samples: 0, milliseconds: 0 };
    let last: Report | undefined;

    const report = async (ended?: "epochs" | "aborted"): Promise<Report> => {
      const errorSum = since.errorSum + (await steps.takeError());
      const error = errorSum / since.samples;
      const weights = await steps.weights();
      if (!Number.isFinite(error) || !weights.every(isFiniteLayer)) throw diverged(error, order, last);
      network.layers.forEach((layer, l) => {
        layer.weights.set(weights[l]!.weights);
        layer.bias?.set(weights[l]!.bias!);
      });
      const validation = await validate?.(rhythm);
      const training = stop.confirms(error) || (classes && !validate) ? await measureTraining?.(rhythm) : undefined;
      const reached = stop.reached({ error, training, validation });
      const stopped = ended ?? (reached ? "until" : undefined);
      const { accuracy } = validation ?? training ?? {};
      const samplesPerSecond = (1000 * since.samples) / Math.max(since.milliseconds, 0.001);
      since = { errorSum: 0, samples: 0, milliseconds: 0 };
      return {
        epoch: order.step / order.stepsPerEpoch,
        step: order.step,
        error,
        errorSum,
        ...(validation && { validationError: validation.error }),
        ...(accuracy !== undefined && { accuracy }),
        samplesPerSecond,
        ...(stopped && { stopped }),
      };
    };

    let size = 1;
    while (!last?.stopped) {
      const sinceReport = order.step - (last?.step ?? 0);
      if (signal?.aborted) {
        // aborted while the caller held a report: that one is repeated; before the first step there is nothing to report
        if (sinceReport > 0) yield await report("aborted");
        else if (last) yield { ...last, stopped: "aborted" };
        return;
      }
      const stretch = order.next(Math.min(size, stepsAReport - sinceReport, STEPS_A_SUM - (order.step % STEPS_A_SUM)));
      const began = performance.now();
      await steps.run(stretch);
      const took = performance.now() - began;
      since.milliseconds += took;
      since.samples += stretch.order.length;
      if (took > rhythm.budget) size = Math.max(1, size >> 1);
      else if (stretch.steps === size && took < rhythm.budget / 2) size *= 2;

      const done = order.step === order.total;
      if (done || sinceReport + stretch.steps === stepsAReport) {
        last = await report(done ? "epochs" : undefined);
        yield last;
      } else if (order.step % STEPS_A_SUM === 0) since.errorSum += await steps.takeError();
      await rhythm.breathe();
    }
  } finally {
    scope.free();
  }
}

interface Parts {
  readonly training: DenseDataset;
  readonly validation: DenseDataset | undefined;
}

/** Holds a fraction of the samples back for validation, drawn by the generator. */
function hold({ inputs, targets }: DenseDataset, fraction: number, random: Generator): Parts {
  const count = Math.round(fraction * inputs.rows);
  if (count === 0 || count === inputs.rows)
    throw new DeltaruleError(
      "OPTION_INVALID",
      `train: validation of ${fraction} holds back ${count} of ${inputs.rows} samples; expected at least one to measure on and one to learn from`,
    );
  const order = Uint32Array.from({ length: inputs.rows }, (_, r) => r);
  shuffle(order, random);
  const part = (rows: Uint32Array) => ({ inputs: rowsOf(inputs, rows.sort()), targets: rowsOf(targets, rows) });
  return { validation: part(order.slice(0, count)), training: part(order.slice(count)) };
}

const isFiniteLayer = ({ weights, bias }: { readonly weights: Values; readonly bias: Values | undefined }): boolean =>
  allFinite(weights) && (bias === undefined || allFinite(bias));

// millions of weights a report: `every` calls back for each
function allFinite(values: Values): boolean {
  for (const x of values) if (!Number.isFinite(x)) return false;
  return true;
}

function checkWeights(network: Network): void {
  const bad = network.layers.findIndex((layer) => !isFiniteLayer(layer));
  if (bad >= 0)
    throw new DeltaruleError(
      "NOT_FINITE",
      `train: layer ${bad + 1} of the network has a weight that is not finite; expected finite weights`,
    );
}

function diverged(
  error: number,
  { step, stepsPerEpoch }: { step: number; stepsPerEpoch: number },
  last: Report | undefined,
): DeltaruleError {
  const kept = last ? `the weights of epoch ${last.epoch}` : "its initial weights";
  return new DeltaruleError(
    "DIVERGED",
    `train: ${Number.isFinite(error) ? "a weight is not finite" : `the error is ${error}`} at step ${step}, epoch ${Math.ceil(step / stepsPerEpoch)}; ` +
      `the network keeps ${kept}. Try a smaller learning rate, average: true, or inputs scaled to about ±1`,
  );
}
