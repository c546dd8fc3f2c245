import { createBackend } from "@deltarule/backend-cpu";
import type { Backend, Values } from "@deltarule/core";
import { describe, expect, it } from "vitest";
import { compiledCandidate, exercise, trainingCandidate } from "../src/index.ts";
import { verdict } from "../src/verdict.ts";

/** The cpu backend with one operation that is wrong in a way that real kernels are wrong. */
async function broken(change: (cpu: Backend) => Partial<Backend>): Promise<Backend> {
  const { contract, name, facts, ...operations } = await createBackend();
  const cpu: Backend = { contract, name, facts, ...operations };
  const { compile: _, ...interpreted } = cpu;
  return { ...interpreted, ...change(cpu) };
}

const shapes = [
  { layers: [2, 2, 1], batchSize: 1 },
  { layers: [3, 5, 7, 2], batchSize: 3 },
  { layers: [13, 1, 1], batchSize: 4 },
  { layers: [40, 30, 10], batchSize: 32 },
];

const proofs = async (open: () => Promise<Backend>, shape: (typeof shapes)[number]) => {
  const candidates = [
    trainingCandidate("train", open, exercise(shape)),
    compiledCandidate("compiled", open, exercise(shape)),
  ];
  return Promise.all(
    candidates.map(async ({ prepare }) => {
      const prepared = await prepare();
      const proof = await prepared.prove?.();
      await prepared.close();
      return proof;
    }),
  );
};

describe.each(shapes)("the proof of a candidate on $layers, batch $batchSize", (shape) => {
  it("holds for the cpu backend", async () => {
    for (const proof of await proofs(createBackend, shape)) expect(proof).toMatchObject({ correct: true });
  });

  it("fails for a sigmoid that is off by a thousandth", async () => {
    const open = () =>
      broken((cpu) => ({
        sigmoid(net, out) {
          cpu.sigmoid(net, out);
          // out + 0.001 · out
          const copy = cpu.matrix(out.rows, out.cols);
          cpu.sigmoid(net, copy);
          cpu.update(out, copy, 1e-3);
        },
      }));
    for (const proof of await proofs(open, shape)) expect(proof).toMatchObject({ correct: false });
  });

  it("fails for an update that is off by a thousandth", async () => {
    const open = () => broken((cpu) => ({ update: (w, step, rate) => cpu.update(w, step, rate * 1.001) }));
    for (const proof of await proofs(open, shape)) expect(proof).toMatchObject({ correct: false });
  });

  it("fails for weights that are not numbers", async () => {
    const open = () => broken((cpu) => ({ update: (w, step) => cpu.update(w, step, Number.NaN) }));
    const [, compiled] = await Promise.allSettled([
      Promise.resolve(),
      compiledCandidate("compiled", open, exercise(shape))
        .prepare()
        .then(({ prove }) => prove?.()),
    ]);
    expect(compiled).toMatchObject({ value: { correct: false } });
  });
});

describe("the proof of a candidate", () => {
  it("fails when the weight change leaves out one row of 128", async () => {
    const short = (values: Values, cols: number) => values.slice().fill(0, values.length - cols);
    const open = () =>
      broken((cpu) => {
        const pending = new Map<object, Values>();
        return {
          matrix(rows, cols, values) {
            const m = cpu.matrix(rows, cols, values);
            if (values) pending.set(m, values);
            return m;
          },
          // the column of ones is what sums δ for the biases
          matmul(a, b, out, options) {
            const ones = pending.get(a);
            if (options?.transposeA && ones && a.cols === 1) cpu.write(a, short(ones, 1));
            cpu.matmul(a, b, out, options);
          },
        };
      });
    const [proof] = await proofs(open, { layers: [6, 5, 4], batchSize: 128 });
    expect(proof).toMatchObject({ correct: false, detail: expect.stringContaining("a bias of layer") });
  });

  it("says the layer, the difference and what was allowed", async () => {
    const [proof] = await proofs(createBackend, { layers: [3, 4, 2], batchSize: 2 });
    expect(proof?.detail).toMatch(/^after 2 steps, a (weight|bias) of layer \d is \S+ off float64; allowed \S+$/);
  });
});

describe("verdict", () => {
  it("goes by the worst comparison, and a NaN is the worst", () => {
    const ok = { what: "x", off: 1, allowed: 2 };
    expect(verdict("then", [ok, { what: "y", off: 3, allowed: 2 }])).toEqual({
      correct: false,
      detail: "then, y is 3.0e+0 off float64; allowed 2.0e+0",
    });
    expect(verdict("then", [{ what: "z", off: Number.NaN, allowed: 2 }, ok]).correct).toBe(false);
    expect(verdict("then", [ok, { what: "zero", off: 0, allowed: 0 }]).correct).toBe(true);
  });
});
