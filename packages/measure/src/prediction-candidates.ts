import { checked, forwardProgram, trace } from "@deltarule/core";
import type { Candidate } from "./candidate.ts";
import type { Exercise } from "./exercise.ts";
import type { Open } from "./training-candidate.ts";
import { type Comparison, roundoff, verdict } from "./verdict.ts";

/** One sample at a time through `network.predict`: float64, plain TypeScript, no backend. */
export function hostPredictionCandidate(name: string, { layers, network, data, samples }: Exercise): Candidate {
  return {
    name,
    async prepare() {
      const predictor = network();
      const rows = Array.from({ length: samples }, (_, r) => rowOf(data.inputs, r));
      return {
        note: "float64 in plain TypeScript",
        async prove() {
          const all = rows.flatMap((row, r) => {
            const expected = trace(predictor, row, rowOf(data.targets, r)).layers.at(-1)!.a;
            return Array.from(
              predictor.predict(row),
              (a, k): Comparison => ({
                what: `output ${k} of sample ${r}`,
                off: Math.abs(a - expected[k]!),
                // the same sums, but perhaps in another order
                allowed: Math.max(...layers) * layers.length * roundoff.f64,
              }),
            );
          });
          return verdict("of all outputs", all);
        },
        async run(count) {
          for (let pass = 0; pass < count; pass++) for (const row of rows) predictor.predict(row);
          return { units: count * samples };
        },
        close: () => Promise.resolve(),
      };
    },
  };
}

/** The forward pass on a backend, compiled for `batchSize` samples a step. */
export function predictionCandidate(name: string, open: Open, exercise: Exercise, batchSize: number): Candidate {
  const { network, data, samples } = exercise;
  return {
    name,
    async prepare() {
      const backend = checked(await open());
      const predictor = network();
      const layers = predictor.layers.map(({ inputs, units, weights, bias }) => ({
        weights: backend.matrix(inputs, units, weights),
        bias: bias && backend.matrix(1, units, bias),
      }));
      const inputs = backend.matrix(samples, data.inputs.cols, data.inputs.values);
      const { program, outputs } = forwardProgram((r, c, v) => backend.matrix(r, c, v), layers, inputs, batchSize);
      const compiled = backend.compile(program);
      const order = Uint32Array.from({ length: Math.floor(samples / batchSize) * batchSize }, (_, r) => r);
      return {
        note: `${backend.facts.device}; ${batchSize === 1 ? "one sample" : `${batchSize} samples`} a step`,
        async prove() {
          await compiled.run({ order, rate: 0 });
          const got = await backend.read(outputs);
          const allowed =
            64 * Math.sqrt(Math.max(...exercise.layers)) * roundoff[backend.facts.precision] * layers.length;
          const first = order.length - batchSize;
          const all = Array.from({ length: batchSize }, (_, r) =>
            Array.from(predictor.predict(rowOf(data.inputs, first + r)), (a, k): Comparison => {
              const off = Math.abs(got[r * outputs.cols + k]! - a);
              return { what: `output ${k} of sample ${first + r}`, off, allowed };
            }),
          );
          return verdict("of the last step", all.flat());
        },
        async run(count) {
          for (let pass = 0; pass < count; pass++) await compiled.run({ order, rate: 0 });
          await backend.read(outputs);
          return { units: count * order.length };
        },
        close: () => backend.close(),
      };
    },
  };
}

const rowOf = ({ values, cols }: Exercise["data"]["inputs"], r: number) => values.subarray(r * cols, (r + 1) * cols);
