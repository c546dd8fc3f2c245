import { arena } from "./arena.ts";
import type { Backend } from "./backend.ts";
import { checked } from "./checked.ts";
import { type Dataset, dataset } from "./dataset.ts";
import { DeltaruleError } from "./errors.ts";
import { withFallback } from "./fallback.ts";
import { isFiniteLayer } from "./finite.ts";
import { heldOut, type Parts } from "./held-out.ts";
import type { Network } from "./network.ts";
import { pace } from "./pace.ts";
import { type Generator, generator } from "./random.ts";
import type { Report } from "./report.ts";
import { reporting, setWeights } from "./reporting.ts";
import { systematicResampling } from "./resampling.ts";
import { type SampleWeights, sampleWeights } from "./sample-weights.ts";
import { schedule } from "./schedule.ts";
import { checkTrainOptions, rateOf, type TrainOptions } from "./train-options.ts";
import { checkSameSetting, trainingSetting } from "./training-setting.ts";
import type { TrainingSetting, TrainingState } from "./training-state.ts";
import { trainingSteps } from "./training-steps.ts";

// float32 sums of E stay short, and end where no clock decides
const STEPS_A_SUM = 1024;

/**
 * Trains a network by gradient descent on E = ½ Σ_k (t_k − a_k)², on any backend. `break` or the signal ends it; the network
 * then holds the weights of the last report.
 *
 * @param data inputs n × I and targets n × K, each target in [0, 1]
 * @returns reports, as they are reached
 * @throws at once: DATA_INVALID, OPTION_INVALID (also for a state of another training), NOT_FINITE. From the iteration: DIVERGED
 * (the error or a weight is not finite), BACKEND_FAILED, CLOSED; the network keeps the last report's weights
 */
export function train(network: Network, data: Dataset, options: TrainOptions): AsyncGenerator<Report, void, undefined> {
  checkTrainOptions(options);
  const { state, fallback, reportEvery = { epochs: 1 } } = options;
  const reportState = Boolean(options.reportState || fallback);
  const sizes = { inputs: network.sizes[0]!, outputs: network.sizes.at(-1)! };
  const random = generator(options.seed ?? 0);
  const all = dataset(data, sizes);
  const parts = heldOut(all, options.validation, sizes, random);
  const samples = parts.training.inputs.rows;
  const weights = options.sampleWeights && sampleWeights(options.sampleWeights, all.inputs.rows, parts.rows);
  const batchSize = options.batchSize === "full" ? samples : Math.min(options.batchSize ?? 1, samples);
  const stepsPerEpoch = Math.ceil(samples / batchSize);
  const stepsAReport = "steps" in reportEvery ? reportEvery.steps : reportEvery.epochs * stepsPerEpoch;
  // checksums of all the data: only who goes on, now or later, pays for them
  const setting =
    state || reportState
      ? trainingSetting(network, all, parts.validation, weights?.all, { ...options, batchSize, stepsAReport })
      : undefined;
  if (state && setting) checkSameSetting(setting, state.setting);
  if (state && state.step > options.epochs * stepsPerEpoch)
    throw new DeltaruleError(
      "OPTION_INVALID",
      `train: epochs is ${options.epochs}; expected at least ${state.step / stepsPerEpoch}, where the state stands`,
    );
  checkWeights(state?.weights ?? network.layers);
  const drawn = random.state();
  const begin = (backend: Backend, from: TrainingState | undefined) => {
    const settled = { ...options, backend, reportState, state: from, batchSize, stepsAReport, weights, setting };
    return run(network, parts, settled, generator(from?.generator ?? drawn));
  };
  const { backend } = options;
  const keepState = options.reportState ?? false;
  return fallback ? withFallback({ begin, backend, fallback, state, keepState }) : begin(backend, state);
}

interface RunOptions extends Omit<TrainOptions, "batchSize" | "reportEvery"> {
  readonly batchSize: number;
  readonly stepsAReport: number;
  readonly weights: SampleWeights | undefined;
  readonly setting: TrainingSetting | undefined;
}

async function* run(
  network: Network,
  data: Parts,
  options: RunOptions,
  random: Generator,
): AsyncGenerator<Report, void, undefined> {
  const { until = {}, signal, shuffle: shuffled = true, batchSize, stepsAReport, weights, state } = options;
  const scope = arena(checked(options.backend));
  try {
    if (state) setWeights(network, state.weights);
    const steps = trainingSteps(scope, network, data.training, batchSize, options);
    const order = schedule({
      samples: data.training.inputs.rows,
      batchSize,
      epochs: options.epochs,
      from: state?.step ?? 0,
      random: shuffled ? random : undefined,
      resampling: weights && systematicResampling(weights.training),
      rate: (epoch) => rateOf(options, epoch),
    });
    const rhythm = pace();
    const { due, ran, collect, report } = reporting({
      scope,
      network,
      data,
      steps,
      order,
      rhythm,
      until,
      stepsAReport,
      setting: options.reportState ? options.setting : undefined,
      state,
    });
    const done = () => order.step === order.total;
    let last: Report | undefined;
    let size = 1;

    // the state is from just before its report: that one is made again, and comes again if it is the last
    if (state && (due() || done())) {
      last = await report(done() ? "epochs" : undefined);
      if (last.stopped) yield last;
    }
    while (!last?.stopped) {
      if (signal?.aborted) {
        // aborted while the caller held a report: that one is repeated; before the first step there is nothing to report
        if (order.step > (last?.step ?? 0)) yield await report("aborted");
        else if (last) yield { ...last, stopped: "aborted" };
        return;
      }
      const toReport = stepsAReport - (order.step % stepsAReport);
      const stretch = order.next(Math.min(size, toReport, STEPS_A_SUM - (order.step % STEPS_A_SUM)));
      const began = performance.now();
      await steps.run(stretch);
      const took = performance.now() - began;
      ran(stretch, took);
      if (took > rhythm.budget) size = Math.max(1, size >> 1);
      else if (stretch.steps === size && took < rhythm.budget / 2) size *= 2;

      // at counts of the whole training, so that one in two parts adds up the same numbers
      if (order.step % STEPS_A_SUM === 0) await collect();
      if (due() || done()) {
        last = await report(done() ? "epochs" : undefined);
        yield last;
      }
      await rhythm.breathe();
    }
  } finally {
    scope.free();
  }
}

function checkWeights(layers: readonly Parameters<typeof isFiniteLayer>[0][]): void {
  const bad = layers.findIndex((layer) => !isFiniteLayer(layer));
  if (bad >= 0)
    throw new DeltaruleError(
      "NOT_FINITE",
      `train: layer ${bad + 1} of the network has a weight that is not finite; expected finite weights`,
    );
}
