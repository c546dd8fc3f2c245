import type { Backend, Compiled, Instruction, Matrix, Program, Scalar } from "./backend.ts";

/**
 * Runs a program through the plain operations, so that a backend works as soon as its operations do. A whole run is enqueued
 * before `run` returns, so calls made during it take effect after it on any backend; the 1 × 1 fence is what it waits for.
 */
export function interpret(backend: Backend, program: Program<Matrix>): Compiled {
  const fence = backend.matrix(1, 1);
  return {
    async run({ order, rate }) {
      const operations = program.instructions.map((instruction) => bind(backend, instruction, rate));
      for (let at = 0; at < order.length; at += program.batchSize) {
        const rows = order.subarray(at, at + program.batchSize);
        for (const operation of operations) operation(rows);
      }
      await backend.read(fence);
    },
    free: () => backend.free(fence),
  };
}

/** The multiple times the run's rate, in float64; a backend rounds it once to its own precision. */
export const scalar = (s: Scalar, rate: number): number => (typeof s === "number" ? s : s.rate * rate);

/** One instruction as a call on the backend, its scalars fixed for the run. */
function bind(backend: Backend, i: Instruction<Matrix>, rate: number): (rows: Uint32Array) => void {
  switch (i.op) {
    case "gather":
      return (rows) => backend.gather(i.source, rows, i.out);
    case "matmul": {
      const { op: _, a, b, out, alpha = 1, ...rest } = i;
      const options = { ...rest, alpha: scalar(alpha, rate) };
      return () => backend.matmul(a, b, out, options);
    }
    case "sigmoid":
      return () => backend.sigmoid(i.net, i.out);
    case "delta":
      return () => backend.delta(i.a, i.source, i.out);
    case "squaredError":
      return () => backend.squaredError(i.a, i.target, i.out);
    case "update": {
      const epsilon = scalar(i.rate, rate);
      return () => backend.update(i.w, i.step, epsilon);
    }
  }
}

/** What an instruction reads. */
export function inputsOf(i: Instruction<Matrix>): Matrix[] {
  switch (i.op) {
    case "gather":
      return [i.source];
    case "matmul":
      return [i.a, i.b, ...(i.bias ? [i.bias] : []), ...(i.beta ? [i.out] : [])];
    case "sigmoid":
      return [i.net];
    case "delta":
      return [i.a, "target" in i.source ? i.source.target : i.source.error];
    case "squaredError":
      return [i.a, i.target, i.out];
    case "update":
      return [i.w, i.step];
  }
}

/** The one matrix that an instruction writes. */
export const outputOf = (i: Instruction<Matrix>): Matrix => (i.op === "update" ? i.w : i.out);
