import { fuse, isUnrollable, type Memory, type WasmBackend, type WasmMatrix } from "@deltarule/backend-cpu/wasm";
import type { Compiled, Program } from "@deltarule/core";
import type { Costs } from "./costs.ts";
import { createPlan } from "./plan.ts";
import type { Pool } from "./pool.ts";
import { type SplitProgram, split } from "./split-program.ts";
import type { Turns } from "./turns.ts";

export interface Device {
  readonly memory: Memory;
  /** The calling thread's kernels over that memory. */
  readonly own: WasmBackend;
  readonly pool: Pool;
  readonly turns: Turns;
  readonly costs: Costs;
  /** For how many milliseconds a thread looks at a barrier before it sleeps. */
  readonly patience: number;
  /** Milliseconds of the longest run on the calling thread. */
  readonly longestInline: number;
  /** The number of threads of every run, without a choice: for tests of the split. */
  readonly always: number | undefined;
}

// calls and heartbeats are nothing beside an instruction of that length
const SHORT_MILLISECONDS = 0.1;

/** A program whose runs are each on as many threads as are expected to be fastest, the calling thread alone included. */
export function compile(device: Device, program: Program<WasmMatrix>): Compiled {
  const { memory, pool, turns, costs, patience, longestInline, always } = device;
  // as cpu runs it: without records, which could be split but are many times as slow
  if (always === undefined && isUnrollable(program)) return inline(device, program);
  const { batchSize } = program;
  const records = fuse(program);
  const plan = createPlan(records, costs, longestInline);
  const here = inline(device, program, (batches, milliseconds) => plan.learn(0, batches, milliseconds));
  const splits = new Map<number, SplitProgram>();

  function splitFor(threads: number): SplitProgram {
    const known = splits.get(threads) ?? split(memory, records, threads);
    splits.set(threads, known);
    return known;
  }

  async function runOn(threads: number, order: Uint32Array, rate: number): Promise<void> {
    const batches = order.length / batchSize;
    // what may find no memory comes first, while nothing has changed
    const { parts, setRate } = splitFor(threads);
    const longest = plan.longest(threads);
    const short = longest < SHORT_MILLISECONDS;
    const indices = memory.allocate(4 * order.length, "sample indices");
    memory.words().set(order, indices / 4);
    const run = turns.wait(async () => {
      setRate(rate);
      const began = performance.now();
      await pool.run(
        parts.map((phases) => ({ phases, short, threads, patience, order: indices, batchSize, batches })),
        longest,
      );
      plan.learn(threads, batches, performance.now() - began);
    });
    await run.finally(() => memory.free(indices));
  }

  return {
    async run({ order, rate }) {
      const threads = always ?? plan.choose(order.length / batchSize).threads;
      return threads === 0 ? here.run({ order, rate }) : runOn(threads, order, rate);
    },
    free() {
      here.free();
      turns.release(() => {
        for (const { free } of splits.values()) free();
      });
    },
  };
}

/** A program on the calling thread. */
function inline(
  { own, turns }: Device,
  program: Program<WasmMatrix>,
  ran?: (batches: number, milliseconds: number) => void,
): Compiled {
  const compiled = own.compile(program);
  return {
    run({ order, rate }) {
      const call = { order: turns.keep(order), rate };
      return turns.wait(async () => {
        const began = performance.now();
        await compiled.run(call);
        ran?.(order.length / program.batchSize, performance.now() - began);
      });
    },
    free: () => turns.release(() => compiled.free()),
  };
}
