import type { Instruction, Matrix, Program } from "@deltarule/core";
import type { ConformanceCase } from "../case.ts";
import { table } from "../reference.ts";
import { compileOn } from "../setting.ts";
import type { Trial } from "../trial.ts";

/** Operations and runs take effect in the order of their calls, awaited or not. All numbers here are exact in every precision. */
export const order: readonly ConformanceCase[] = [
  {
    id: "order/interleaved",
    title: "Each read gives the values as of its place among writes, updates, products and gathers",
    needs: "raw",
    async run({ backend, put, make, same }) {
      const [w, step, out] = [put(table(1, 2, [1, 2])), put(table(1, 2, [1, 1])), make(1, 2)];
      const identity = put(table(2, 2, [1, 0, 0, 1]));
      const reads = [backend.read(w)];
      backend.update(w, step, 1);
      reads.push(backend.read(w));
      backend.matmul(w, identity, out);
      backend.write(w, Float64Array.of(8, 9));
      reads.push(backend.read(out), backend.read(w));
      backend.matmul(w, identity, out, { beta: 1 });
      backend.write(step, Float64Array.of(-8, -8));
      backend.update(w, step, 0.5);
      reads.push(backend.read(out), backend.read(w));
      backend.gather(out, Uint32Array.of(0), w);
      backend.write(out, Float64Array.of(0, 0));
      reads.push(backend.read(w));
      const expected = [
        [1, 2],
        [2, 3],
        [2, 3],
        [8, 9],
        [10, 12],
        [4, 5],
        [10, 12],
      ];
      (await Promise.all(reads)).forEach((values, r) => {
        same(`read ${r + 1} of ${reads.length}`, values, expected[r]!);
      });
    },
  },
  {
    id: "order/accumulating",
    title: "Twenty operations that read what they write each see the one before",
    needs: "raw",
    async run({ backend, put, make, same }) {
      const [one, out, error] = [put(table(1, 1, [1])), make(1, 1), make(1, 1)];
      for (let i = 0; i < 10; i++) {
        // 2·x + 1, ten times: 2¹⁰ − 1
        backend.matmul(one, one, out, { beta: 2 });
        backend.squaredError(one, put(table(1, 1, [i])), error);
      }
      same("out", await backend.read(out), [1023]);
      // ½ Σ (i − 1)² for i = 0 … 9
      same("error", await backend.read(error), [102.5]);
    },
  },
  {
    id: "order/copies-arguments",
    title: "Index and value arrays may be changed as soon as a call has returned",
    needs: "raw",
    async run({ backend, put, make, same }) {
      const source = put(table(4, 1, [1, 2, 4, 8]));
      const [out, sum] = [make(2, 1), make(2, 1)];
      const rows = Uint32Array.of(3, 1);
      const values = Float64Array.of(16, 32);
      backend.write(sum, values);
      values.fill(0);
      backend.gather(source, rows, out);
      rows.fill(0);
      backend.update(sum, out, 1);
      same("sum", await backend.read(sum), [24, 34]);

      const { program, total } = summing(make, source);
      const compiled = compileOn(backend, program);
      const indices = Uint32Array.of(3, 2, 1, 3);
      const running = compiled.run({ order: indices, rate: 1 });
      indices.fill(0);
      await running;
      same("the sum of rows 3, 2, 1, 3", await backend.read(total), [22]);
      compiled.free();
    },
  },
  {
    id: "order/calls-during-run",
    title: "Calls made during a run take effect after it",
    needs: "raw",
    async run({ backend, put, make, same }) {
      const source = put(table(4, 1, [1, 2, 4, 8]));
      const { program, total } = summing(make, source);
      const compiled = compileOn(backend, program);
      const running = compiled.run({ order: batches(200), rate: 1 });
      const during = backend.read(total);
      backend.write(source, Float64Array.of(0, 0, 0, 1000));
      const gathered = make(1, 1);
      backend.gather(total, Uint32Array.of(0), gathered);
      backend.write(total, Float64Array.of(5));
      await running;
      // 50 times each of 1, 2, 4, 8
      same("a read during the run", await during, [750]);
      same("gathered after the run", await backend.read(gathered), [750]);
      same("written after the run", await backend.read(total), [5]);
      compiled.free();
    },
  },
  {
    id: "order/free-during-run",
    title: "Matrices and programs that are freed during a run live until it has ended",
    needs: "raw",
    async run({ backend, put, make, same }) {
      const source = backend.matrix(4, 1, Float64Array.of(1, 2, 4, 8));
      const { program, total } = summing(make, source);
      const compiled = compileOn(backend, program);
      const running = compiled.run({ order: batches(200), rate: 1 });
      const result = backend.read(total);
      backend.free(source);
      compiled.free();
      const intruder = put(table(4, 1, [99, 99, 99, 99]));
      await running;
      same("the sum", await result, [750]);
      same("a matrix made after the free", await backend.read(intruder), [99, 99, 99, 99]);
    },
  },
  {
    id: "order/runs-queue",
    title: "Runs that are not awaited follow one another, each at its own rate",
    needs: "raw",
    async run({ backend, put, make, same }) {
      const source = put(table(4, 1, [1, 2, 4, 8]));
      const { program, total } = summing(make, source);
      const doubling = make(1, 1);
      const second: Program<Matrix> = {
        batchSize: 1,
        scratch: new Set(),
        instructions: [{ op: "matmul", a: total, b: put(table(1, 1, [1])), out: doubling, beta: 2 }],
      };
      const [sum, double] = [compileOn(backend, program), compileOn(backend, second)];
      const runs = [
        sum.run({ order: Uint32Array.of(0, 3), rate: 1 }),
        double.run({ order: Uint32Array.of(0), rate: 1 }),
        sum.run({ order: Uint32Array.of(1), rate: 4 }),
        double.run({ order: Uint32Array.of(0, 0), rate: 1 }),
      ];
      await Promise.all(runs);
      same("the sum", await backend.read(total), [17]);
      // 9, then 2·9 + 17 = 35, then 2·35 + 17 = 87
      same("what the second program made of it", await backend.read(doubling), [87]);
      sum.free();
      double.free();
    },
  },
  {
    id: "order/awaited-and-not",
    title: "Awaiting each call or none gives the same",
    needs: "raw",
    async run({ backend, put, make, same }) {
      const results: number[][] = [];
      for (const awaiting of [true, false]) {
        const source = put(table(4, 1, [1, 2, 4, 8]));
        const { program, total } = summing(make, source);
        const compiled = compileOn(backend, program);
        for (let i = 0; i < 4; i++) {
          const running = compiled.run({ order: Uint32Array.of(i), rate: 2 ** i });
          if (awaiting) await running;
          backend.update(total, put(table(1, 1, [4])), 1);
          const read = backend.read(total);
          if (awaiting) await read;
        }
        results.push([...(await backend.read(total))]);
        compiled.free();
      }
      // 1·1 + 2·2 + 4·4 + 8·8, and 4 four times
      same("awaited", results[0]!, [101]);
      same("not awaited", results[1]!, [101]);
    },
  },
];

/** total ← total + rate·source_row, for each row of the order. */
function summing(make: Trial["make"], source: Matrix): { program: Program<Matrix>; total: Matrix } {
  const [row, total] = [make(1, 1), make(1, 1)];
  const instructions: Instruction<Matrix>[] = [
    { op: "gather", source, out: row },
    { op: "update", w: total, step: row, rate: { rate: 1 } },
  ];
  return { program: { batchSize: 1, instructions, scratch: new Set([row]) }, total };
}

const batches = (count: number) => Uint32Array.from({ length: count }, (_, i) => i % 4);
