import type { Arena } from "./arena.ts";
import type { Values } from "./backend.ts";
import { areClasses } from "./dataset.ts";
import { DeltaruleError } from "./errors.ts";
import { evaluation } from "./evaluate.ts";
import { isFiniteLayer } from "./finite.ts";
import type { Parts } from "./held-out.ts";
import type { Network } from "./network.ts";
import type { Pace } from "./pace.ts";
import type { Report } from "./report.ts";
import type { Schedule, Stretch } from "./schedule.ts";
import { stopping } from "./stopping.ts";
import type { Until } from "./train-options.ts";
import type { ErrorSums, TrainingSetting, TrainingState } from "./training-state.ts";
import type { TrainingSteps } from "./training-steps.ts";

/** Measures a training where it is looked at, and keeps the books in between. */
export interface Reporting {
  /** Whether the training stands where a report belongs; others come where it ends early, and leave the books as they are. */
  due(): boolean;
  /** Books a stretch that was run. */
  ran(stretch: Stretch, milliseconds: number): void;
  /** Adds the backend's sums of E to the books, which are kept in float64. */
  collect(): Promise<void>;
  /**
   * Writes the weights into the network and measures them.
   * @throws DIVERGED, before anything is written
   */
  report(ended: "epochs" | "aborted" | undefined): Promise<Report>;
}

export function reporting(training: {
  readonly scope: Arena;
  readonly network: Network;
  readonly data: Parts;
  readonly steps: TrainingSteps;
  readonly order: Schedule;
  readonly rhythm: Pace;
  readonly until: Until;
  readonly stepsAReport: number;
  /** Goes into each report's state; without it they have none. */
  readonly setting: TrainingSetting | undefined;
  readonly state: TrainingState | undefined;
}): Reporting {
  const { scope, network, data, steps, order, rhythm, until, setting, state } = training;
  const validate = data.validation && evaluation(scope, steps.layers, data.validation);
  const classes = areClasses(data.training.targets);
  const needsTraining = until.error !== undefined || (classes && !validate);
  const measureTraining = needsTraining ? evaluation(scope, steps.layers, data.training) : undefined;
  const stop = stopping(until, state?.stopping);
  // a state's report is made again, however often there are reports now
  const again = state && state.step % state.setting.stepsAReport === 0 ? state.step : undefined;
  const due = () => order.step === again || order.step % training.stepsAReport === 0;
  let errors = { sum: state?.errors.sum ?? 0, samples: state?.errors.samples ?? 0 };
  let speed = { samples: 0, milliseconds: 0 };
  let kept = state?.step;

  /** To be taken before `stop` sees the report: going on begins with this report. */
  const snapshot = async (sums: ErrorSums): Promise<Omit<TrainingState, "weights" | "setting">> => {
    const [velocity, generator] = [await steps.velocity(), order.generator()];
    return {
      step: order.step,
      ...(velocity && { velocity }),
      ...(generator && { generator }),
      errors: sums,
      stopping: stop.state(),
      backend: { name: scope.backend.name, device: scope.backend.facts.device },
    };
  };

  return {
    due,
    ran(stretch, milliseconds) {
      errors.samples += stretch.order.length;
      speed.samples += stretch.order.length;
      speed.milliseconds += milliseconds;
    },
    async collect() {
      errors.sum += total(await steps.takeErrors());
    },
    async report(ended) {
      const isDue = due();
      const rows = await steps.takeErrors();
      const errorSum = errors.sum + total(rows);
      const error = errorSum / errors.samples;
      const weights = await steps.weights();
      if (!Number.isFinite(error) || !weights.every(isFiniteLayer)) throw diverged(error, order, kept);
      const sums = isDue ? { ...errors, sum: errorSum, rows: new Float64Array(0) } : { ...errors, rows };
      const newState = setting && { ...(await snapshot(sums)), weights, setting };
      const validation = await validate?.(rhythm);
      const training = stop.confirms(error) || (classes && !validate) ? await measureTraining?.(rhythm) : undefined;
      const reached = isDue && stop.reached({ error, training, validation });
      const stopped = reached ? "until" : ended;
      // from here on nothing can fail: a report that isn't given leaves the network as it was
      setWeights(network, weights);
      kept = order.step;
      const { accuracy } = validation ?? training ?? {};
      const samplesPerSecond = (1000 * speed.samples) / Math.max(speed.milliseconds, 0.001);
      errors = { sum: 0, samples: 0 };
      speed = { samples: 0, milliseconds: 0 };
      return {
        epoch: order.step / order.stepsPerEpoch,
        step: order.step,
        error,
        errorSum,
        ...(validation && { validationError: validation.error }),
        ...(accuracy !== undefined && { accuracy }),
        samplesPerSecond,
        ...(newState && { state: newState }),
        ...(stopped && { stopped }),
      };
    },
  };
}

function total(rows: Values): number {
  let sum = 0;
  for (const e of rows) sum += e;
  return sum;
}

/** Writes weights into a network of the same sizes. */
export function setWeights(network: Network, weights: TrainingState["weights"]): void {
  network.layers.forEach((layer, l) => {
    layer.weights.set(weights[l]!.weights);
    layer.bias?.set(weights[l]!.bias!);
  });
}

function diverged(
  error: number,
  { step, stepsPerEpoch }: { step: number; stepsPerEpoch: number },
  kept: number | undefined,
): DeltaruleError {
  const weights = kept === undefined ? "its initial weights" : `the weights of epoch ${kept / stepsPerEpoch}`;
  return new DeltaruleError(
    "DIVERGED",
    `train: ${Number.isFinite(error) ? "a weight is not finite" : `the error is ${error}`} at step ${step}, epoch ${Math.ceil(step / stepsPerEpoch)}; ` +
      `the network keeps ${weights}. Try a smaller learning rate, average: true, or inputs scaled to about ±1`,
  );
}
