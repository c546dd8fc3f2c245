import { interpret } from "@deltarule/core";
import type { Fault } from "./fault.ts";

export const factFaults: readonly Fault[] = [
  {
    name: "float64 is declared and float32 computed",
    caughtBy: ["memory/rounding", "memory/round-trip", "matmul/plain/1x1x1", "sigmoid/shape/3x5"],
    plant: ({ facts }) => ({ facts: { ...facts, precision: "f64" } }),
  },
  {
    name: "float32 is declared and float16 kept",
    caughtBy: ["memory/rounding", "update/rate--0.3/1x1", "steps/2-2-1"],
    plant: (right) => ({
      matrix(rows, cols, values) {
        const m = right.matrix(rows, cols, values);
        for (const e of m.values.keys()) m.values[e] = Number(m.values[e]!.toPrecision(4));
        return m;
      },
      update(w, step, rate) {
        right.update(w, step, rate);
        for (const e of w.values.keys()) w.values[e] = Number(w.values[e]!.toPrecision(4));
      },
    }),
  },
  {
    name: "determinism is declared, and the last bit changes",
    caughtBy: ["facts/deterministic", "programs/batches"],
    plant(right) {
      let calls = 0;
      return {
        matmul(a, b, out, options) {
          right.matmul(a, b, out, options);
          calls++;
          for (const e of out.values.keys()) out.values[e]! *= 1 + (calls % 5) * 2 ** -23;
        },
      };
    },
  },
  {
    name: "IEEE 754 is declared, and NaN becomes 0",
    caughtBy: ["memory/non-finite", "update/non-finite", "delta/non-finite", "squaredError/non-finite"],
    plant: (right) => ({
      async read(m) {
        return (await right.read(m)).map((x) => (Number.isNaN(x) ? 0 : x));
      },
    }),
  },
  {
    name: "any sigmoid would be within the declared error",
    caughtBy: ["facts/sigmoid-ulp"],
    plant: ({ facts }) => ({ facts: { ...facts, sigmoidUlp: 1e9 } }),
  },
  {
    name: "the device has no name",
    caughtBy: ["facts/declared"],
    plant: ({ facts }) => ({ facts: { ...facts, device: "" } }),
  },
  {
    name: "a matrix forgets its shape",
    caughtBy: ["memory/shape"],
    plant: (right) => ({
      matrix: (rows, cols, values) => ({ ...right.matrix(rows, cols, values), rows: cols, cols: rows }),
    }),
  },
  {
    name: "closing twice fails",
    caughtBy: ["lifecycle/close-twice"],
    plant() {
      let closed = false;
      return {
        async close() {
          if (closed) throw new Error("closed already");
          closed = true;
        },
      };
    },
  },
  {
    name: "close does not wait for a run",
    caughtBy: ["lifecycle/close-waits"],
    plant(right) {
      let closed = false;
      return {
        compile(program) {
          const { run, free } = interpret(right, program);
          return {
            free,
            async run(call) {
              await new Promise((resolve) => setTimeout(resolve));
              if (!closed) await run(call);
            },
          };
        },
        read: async (m) => {
          await new Promise((resolve) => setTimeout(resolve));
          return right.read(m);
        },
        async close() {
          closed = true;
        },
      };
    },
  },
  {
    name: "out of memory is some error or other",
    caughtBy: ["refusals/BACKEND_FAILED"],
    plant: (right) => ({
      matrix: (rows, cols, values) =>
        values ? right.matrix(rows, cols, values) : { rows, cols, values: new Float32Array(rows * cols) },
    }),
  },
];
