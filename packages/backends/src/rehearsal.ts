import { arena, type Checked, type Network, predict, trainingProgram, upload } from "@deltarule/core";
import { randomData, weightCount } from "@deltarule/measure";

/** What a backend is chosen for. */
export interface Work {
  readonly network: Network;
  /** Steps of `train`, by default; or calls of `predict`. */
  readonly task?: "train" | "predict" | undefined;
  /** Samples a step, or those to predict for; 1 by default. */
  readonly batchSize?: number | undefined;
  /** Samples an epoch, if they are known: a run of `train` ends there, so where it is short, starting one counts for more. */
  readonly samples?: number | undefined;
}

/** A backend that is open, and whose first steps are done. */
export interface Entrant {
  readonly name: string;
  readonly backend: Checked;
  readonly rehearsal: Rehearsal;
  readonly attempt: Attempt;
}

/** A network on a backend, at work for the time that it takes alone: training is with ε = 0, so that no weight moves. */
export interface Rehearsal {
  /** Prepares the work for batches of so many rows, does it once, and then twice for the quicker of the two times; once, if that is long. */
  attempt(rows: number): Promise<Attempt>;
  /** Milliseconds of attempts so far, without compiling. */
  spent(): number;
  free(): void;
}

export interface Attempt {
  readonly rows: number;
  /** Milliseconds that a step took. */
  readonly took: number;
  /** Does so many steps in one run; at most `mostSteps`. */
  run(steps: number): Promise<void>;
  /** As many as a run of `train` does at most, unless that is a million rows. */
  readonly mostSteps: number;
}

export interface Setting {
  /** Milliseconds that a step should take at most, and those that it may take where that is a few rows only. */
  readonly turn: number;
  readonly longest: number;
  /** Of each step; a batch, or as many as take that long, if left out. */
  readonly rows: number | undefined;
  readonly clock: () => number;
}

/** So many samples pass by before the same come again. */
const SAMPLES = 200;
const MOST_STEPS = 1024;
const MOST_ROWS = 2 ** 20;

/** Opens a backend and does its first steps; it is closed again if they fail. */
export async function enter(
  name: string,
  open: () => Promise<Checked>,
  { network, task = "train", batchSize = 1 }: Work,
  setting: Setting,
): Promise<Entrant> {
  const backend = await open();
  try {
    const { rows } = setting;
    const rehearsal = rehearse(task === "train" ? steps(backend, network) : predictions(backend, network), setting);
    const attempt = await (rows ? rehearsal.attempt(rows) : largestAttempt(rehearsal, network, batchSize, setting));
    return { name, backend, rehearsal, attempt };
  } catch (cause) {
    // why it can't train is what counts
    await (async () => backend.close())().catch(() => {});
    throw cause;
  }
}

/** What is done again and again, prepared for batches of so many rows. */
interface Pieces {
  prepare(rows: number): Pick<Attempt, "run" | "mostSteps">;
  free(): void;
}

function rehearse({ prepare, free }: Pieces, { longest, clock }: Setting): Rehearsal {
  let spent = 0;
  return {
    async attempt(rows) {
      const { run, mostSteps } = prepare(rows);
      const timed = async () => {
        const began = clock();
        await run(1);
        return clock() - began;
      };
      // a device compiles its shaders here
      await run(1);
      const first = await timed();
      const again = first <= longest;
      const took = again ? Math.min(first, await timed()) : first;
      spent += (again ? 3 : 2) * took;
      return { rows, took, run, mostSteps };
    },
    spent: () => spent,
    free,
  };
}

/** Training steps, one program a run. */
function steps(backend: Checked, network: Network): Pieces {
  const scope = arena(backend);
  const { sizes } = network;
  const layers = upload(scope.matrix, network);
  return {
    prepare(rows) {
      const samples = rows * Math.ceil(SAMPLES / rows);
      const { inputs, targets } = randomData(samples, sizes[0]!, sizes.at(-1)!, 0);
      const data = {
        inputs: scope.matrix(samples, inputs.cols, inputs.values),
        targets: scope.matrix(samples, targets.cols, targets.values),
      };
      const compiled = scope.compile(trainingProgram(scope.matrix, layers, data, rows).program);
      const mostSteps = Math.max(1, Math.min(MOST_STEPS, Math.floor(MOST_ROWS / rows)));
      const order = Uint32Array.from({ length: mostSteps * rows }, (_, r) => r % samples);
      return { mostSteps, run: (steps) => compiled.run({ order: order.subarray(0, steps * rows), rate: 0 }) };
    },
    free: scope.free,
  };
}

/** Calls of `predict`, each with all that it takes to move weights and rows to the device and the answers back. */
function predictions(backend: Checked, network: Network): Pieces {
  const { sizes } = network;
  return {
    prepare(rows) {
      const { inputs } = randomData(rows, sizes[0]!, sizes.at(-1)!, 0);
      return {
        mostSteps: MOST_STEPS,
        async run(calls) {
          for (let call = 0; call < calls; call++) await predict(network, inputs, { backend });
        },
      };
    },
    free() {},
  };
}

/** Operations of the smallest attempt: a few milliseconds' work for the slowest there is. */
const SMALLEST = 1e6;
/** With fewer rows a step does little but move weights through memory. */
const FEW_ROWS = 16;

/** With the whole batch, or with as many rows of it as there is time for. */
async function largestAttempt(
  rehearsal: Rehearsal,
  { sizes }: Network,
  batchSize: number,
  { turn, longest }: Setting,
): Promise<Attempt> {
  // forward, backward and weight change, each a multiplication and an addition a weight
  const operations = 6 * weightCount(sizes);
  let rows = Math.max(1, Math.min(batchSize, Math.floor(SMALLEST / operations)));
  for (;;) {
    const attempt = await rehearsal.attempt(rows);
    const few = rows < FEW_ROWS;
    // so many times the rows take so many times as long, at most
    const times = Math.floor((few ? longest : turn) / attempt.took);
    if (rows === batchSize || times < 2) return attempt;
    rows = Math.min(batchSize, times * rows, few ? FEW_ROWS : batchSize);
  }
}
