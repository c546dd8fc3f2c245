import { interpret } from "@deltarule/core";
import type { Cells } from "../../examples/minimal-backend.ts";
import { type Fault, misreads } from "./fault.ts";

export const programFaults: readonly Fault[] = [
  {
    name: "the step is the average over the batch instead of the sum",
    caughtBy: ["programs/compiled/5-4-3-no-bias", "programs/same-bits/5-4-3-no-bias", "steps/2-2-1", "gradient/2-2-1"],
    plant: (right) =>
      misreads(right, (program) => ({
        ...program,
        instructions: program.instructions.map((i) => {
          if (i.op !== "matmul" || !i.transposeA) return i;
          const { alpha = 1 } = i;
          const n = program.batchSize;
          return { ...i, alpha: typeof alpha === "number" ? alpha / n : { rate: alpha.rate / n } };
        }),
      })),
  },
  {
    name: "weights move before the δ of the hidden units is there",
    caughtBy: ["programs/compiled/2-2-1", "programs/same-bits/3-5-7-2", "steps/3-5-7-2"],
    plant: (right) =>
      misreads(right, (program) => {
        const all = program.instructions;
        // the last four instructions are step and update of the top layer's weights and bias; the first δ is the outputs'
        const after = all.findIndex(({ op }) => op === "delta") + 1;
        return { ...program, instructions: [...all.slice(0, after), ...all.slice(-4), ...all.slice(after, -4)] };
      }),
  },
  {
    name: "the remainder is dropped",
    caughtBy: ["programs/compiled/5-4-3-remainder", "steps/5-4-3-everything"],
    plant(right) {
      let whole = 0;
      return {
        compile(program) {
          const compiled = interpret(right, program);
          const remainder = program.batchSize === 3 && whole === 4;
          whole = program.batchSize;
          return remainder ? { ...compiled, run: async () => {} } : compiled;
        },
      };
    },
  },
  {
    name: "momentum starts anew with each run",
    caughtBy: ["programs/compiled/5-4-3-momentum", "programs/batches", "steps/5-4-3-momentum"],
    plant: (right) => ({
      compile(program) {
        const { run, free } = interpret(right, program);
        return {
          free,
          run(call) {
            for (const i of program.instructions) if (i.op === "matmul" && i.beta) i.out.values.fill(0);
            return run(call);
          },
        };
      },
    }),
  },
  {
    name: "only the first batch of a run counts",
    caughtBy: ["programs/compiled/3-5-2-online", "programs/batches", "order/calls-during-run"],
    plant: (right) => ({
      compile(program) {
        const { run, free } = interpret(right, program);
        return { free, run: ({ order, rate }) => run({ order: order.subarray(0, program.batchSize), rate }) };
      },
    }),
  },
  {
    name: "the rate of the first run is that of all",
    caughtBy: ["programs/rates", "order/awaited-and-not"],
    plant: (right) => ({
      compile(program) {
        const { run, free } = interpret(right, program);
        let first: number | undefined;
        return {
          free,
          run({ order, rate }) {
            first ??= rate;
            return run({ order, rate: first });
          },
        };
      },
    }),
  },
  {
    name: "a fusion rounds otherwise than the operations it replaces",
    caughtBy: ["programs/same-bits/5-4-3-no-bias", "programs/same-bits/2-2-1"],
    plant: (right) =>
      misreads(right, (program) => {
        // (ε·δ)·a instead of ε·(δ·a): within every bound, and other bits
        const scaled = new Map<Cells, number>();
        for (const i of program.instructions)
          if (i.op === "update" && typeof i.rate !== "number" && program.scratch.has(i.step)) scaled.set(i.step, 0.3);
        return {
          ...program,
          instructions: program.instructions.map((i) => {
            if (i.op === "matmul" && scaled.has(i.out)) return { ...i, alpha: 0.3 };
            if (i.op === "update" && scaled.has(i.step) && typeof i.rate !== "number")
              return { ...i, rate: { rate: i.rate.rate / 0.3 } };
            return i;
          }),
        };
      }),
  },
  {
    name: "a program counts on what a scratch matrix held before",
    caughtBy: ["programs/compiled/5-4-3-no-bias", "programs/scratch"],
    plant: (right) =>
      misreads(right, (program) => ({
        ...program,
        instructions: program.instructions.map((i) =>
          i.op === "matmul" && !i.beta && program.scratch.has(i.out) ? { ...i, beta: 1 } : i,
        ),
      })),
  },
  {
    name: "a run reads its order when it gets to it",
    caughtBy: ["order/copies-arguments"],
    plant: (right) => ({
      compile(program) {
        const { run, free } = interpret(right, program);
        let last = Promise.resolve();
        return {
          free: () => void last.then(free),
          run(call) {
            last = last.then(() => run(call));
            return last;
          },
        };
      },
    }),
  },
  {
    name: "calls made during a run take effect in the midst of it",
    caughtBy: ["order/calls-during-run", "order/free-during-run"],
    plant: (right) => ({
      free: (m) => m.values.fill(0),
      compile(program) {
        const { run, free } = interpret(right, program);
        return {
          free,
          async run({ order, rate }) {
            const copy = order.slice();
            for (let at = 0; at < copy.length; at += program.batchSize)
              await run({ order: copy.subarray(at, at + program.batchSize), rate });
          },
        };
      },
    }),
  },
  {
    name: "freed programs are kept",
    caughtBy: ["lifecycle/many-programs"],
    plant(right) {
      const kept: unknown[] = [];
      return {
        compile(program) {
          const compiled = interpret(right, program);
          kept.push(compiled);
          return compiled;
        },
      };
    },
  },
];
