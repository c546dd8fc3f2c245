import {
  type Backend,
  DeltaruleError,
  Network,
  type Report,
  type TrainingState,
  type TrainOptions,
  train,
} from "@deltarule/core";
import type { Keep } from "../checkpoints.ts";
import { type Course, recorder } from "./course.ts";
import { type Measured, measure } from "./measure.ts";
import type { Plan } from "./plan.ts";

/** What a training came to. */
export interface Learnt {
  /** With the weights of the last report. */
  readonly network: Network;
  /** Without a last report, nothing was learnt. */
  readonly course: Course;
  /** Only of a training that learnt something and didn't fail. */
  readonly test?: TestResult;
  /** Why the training broke off: DIVERGED, BACKEND_FAILED, … */
  readonly failure?: DeltaruleError;
}

export interface TestResult extends Measured {
  /** False: there are no test rows, and the training rows stand in for them. */
  readonly heldOut: boolean;
}

export interface LearnOptions {
  readonly backend: Backend;
  /** Ends the training after the step in progress; what was learnt is still measured. */
  readonly signal?: AbortSignal;
  readonly onReport?: (report: Report) => void;
  /** Called with each report and what has been learnt by then, and waited for. */
  readonly keep?: Keep | undefined;
  /** Where to go on from. */
  readonly state?: TrainingState | undefined;
}

/** Trains the planned network and measures it on the test rows. A failure of the training is part of what it came to. */
export async function learn(plan: Plan, learning: LearnOptions): Promise<Learnt> {
  const { backend, signal, onReport, keep, state } = learning;
  const network = Network.create(plan.sizes, { seed: plan.options.seed });
  const { add, course } = recorder(epochOf(plan, state));
  let step = state?.step ?? 0;
  const options = { ...trainOptions(plan), backend, signal, state, reportState: keep !== undefined };
  try {
    for await (const report of train(network, plan.prepared.training, options)) {
      // aborted between two steps, the last report comes once more
      if (report.step !== step) onReport?.(report);
      step = report.step;
      add(report);
      await keep?.(report, network);
    }
  } catch (failure) {
    if (!(failure instanceof DeltaruleError)) throw failure;
    return { network, course: course(), failure };
  }
  const learnt = { network, course: course() };
  return learnt.course.last ? { ...learnt, test: await testResult(network, plan, backend) } : learnt;
}

/** The epoch at which a state stands. */
export const epochOf = ({ prepared }: Plan, state: TrainingState | undefined): number =>
  state ? state.step / Math.ceil(prepared.training.rows.length / state.setting.batchSize) : 0;

function trainOptions({
  prepared: { validation },
  sampleWeights,
  options,
}: Plan): Omit<TrainOptions, "backend" | "signal"> {
  const { learningRate, momentum, batch, epochs, seed, untilError } = options;
  return {
    learningRate,
    momentum,
    batchSize: batch,
    epochs,
    seed,
    sampleWeights,
    until: { error: untilError },
    validation: validation.rows.length > 0 ? validation : undefined,
  };
}

async function testResult(network: Network, { table, prepared }: Plan, backend: Backend): Promise<TestResult> {
  const { encoding, test, training } = prepared;
  const heldOut = test.rows.length > 0;
  return { ...(await measure({ network, encoding }, table, heldOut ? test : training, backend)), heldOut };
}
