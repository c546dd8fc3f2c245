import { type Backend, DeltaruleError, Network, type Report, type TrainOptions, train } from "@deltarule/core";
import { type Measured, measure } from "./measure.ts";
import type { Plan } from "./plan.ts";

/** What a training came to. */
export interface Learnt {
  /** With the weights of the last report. */
  readonly network: Network;
  readonly reports: readonly Report[];
  /** Over the whole training, without the measuring in between. */
  readonly samplesPerSecond: number;
  /** Undefined after a failure. */
  readonly test?: TestResult;
  /** Why the training broke off after the last report: DIVERGED, BACKEND_FAILED. */
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
}

/**
 * Trains the planned network and measures it on the test rows.
 * @returns undefined if the signal came before the first step
 * @throws what `train` throws, if that happens before the first report
 */
export async function learn(plan: Plan, { backend, signal, onReport }: LearnOptions): Promise<Learnt | undefined> {
  const network = Network.create(plan.sizes, { seed: plan.options.seed });
  const reports: Report[] = [];
  let failure: DeltaruleError | undefined;
  try {
    for await (const report of train(network, plan.prepared.training, { ...trainOptions(plan), backend, signal })) {
      // aborted between two steps, it comes once more
      const repeated = report.step === reports.at(-1)?.step;
      if (repeated) reports.pop();
      else onReport?.(report);
      reports.push(report);
    }
  } catch (error) {
    if (!(error instanceof DeltaruleError) || reports.length === 0) throw error;
    failure = error;
  }
  if (reports.length === 0) return undefined;
  const learnt = { network, reports, samplesPerSecond: meanSpeed(reports) };
  return failure ? { ...learnt, failure } : { ...learnt, test: await testResult(network, plan, backend) };
}

function trainOptions({ prepared: { validation }, options }: Plan): Omit<TrainOptions, "backend" | "signal"> {
  const { learningRate, momentum, batch, epochs, seed, untilError } = options;
  return {
    learningRate,
    momentum,
    batchSize: batch,
    epochs,
    seed,
    until: { error: untilError },
    validation: validation.rows.length > 0 ? validation : undefined,
  };
}

async function testResult(network: Network, { table, prepared }: Plan, backend: Backend): Promise<TestResult> {
  const { encoding, test, training } = prepared;
  const heldOut = test.rows.length > 0;
  return { ...(await measure({ network, encoding }, table, heldOut ? test : training, backend)), heldOut };
}

/** Samples over time, with each report's time as its epochs over its speed. */
function meanSpeed(reports: readonly Report[]): number {
  let time = 0;
  for (const [r, { epoch, samplesPerSecond }] of reports.entries())
    time += (epoch - (reports[r - 1]?.epoch ?? 0)) / samplesPerSecond;
  return reports.at(-1)!.epoch / time;
}
