import type { ConformanceCase } from "../case.ts";
import { draw } from "../draw.ts";
import { table } from "../reference.ts";
import { shapes } from "../sizes.ts";

/** matrix, write, read, free. What a matrix holds comes back bit for bit where it is a number of the declared precision. */
export const memory: readonly ConformanceCase[] = [
  {
    id: "memory/zeros",
    title: "A new matrix is zeros, also where others were freed before",
    needs: "raw",
    async run({ backend, make, same }) {
      for (let i = 0; i < 50; i++) backend.free(backend.matrix(5, 7, new Float64Array(35).fill(i + 1)));
      for (const [rows, cols] of [
        [5, 7],
        [1, 1],
        [35, 1],
        [1, 35],
      ] as const)
        same("a new matrix", await backend.read(make(rows, cols)), new Float64Array(rows * cols));
    },
  },
  {
    id: "memory/round-trip",
    title: "Read gives what was put in, in every shape",
    needs: "raw",
    async run({ backend, precision, put, same }) {
      for (const [rows = 1, cols = 1] of shapes) {
        const values = draw(precision, rows, cols, { seed: 81, from: -100, to: 100 });
        same(`a ${rows}×${cols} matrix`, await backend.read(put(values)), values.values);
      }
    },
  },
  {
    id: "memory/shape",
    title: "A matrix knows its rows and columns",
    needs: "raw",
    async run({ make, same }) {
      const m = make(3, 5);
      same("rows and cols", [m.rows, m.cols], [3, 5]);
    },
  },
  {
    id: "memory/both-arrays",
    title: "Float32Array and Float64Array values are taken alike, by matrix and by write",
    needs: "raw",
    async run({ backend, make, same }) {
      const numbers = [1, -2.5, 0.125, 1024];
      for (const values of [Float32Array.from(numbers), Float64Array.from(numbers)]) {
        const [made, written] = [backend.matrix(2, 2, values), make(2, 2)];
        backend.write(written, values);
        same("made", await backend.read(made), numbers);
        same("written", await backend.read(written), numbers);
        backend.free(made);
      }
    },
  },
  {
    id: "memory/rounding",
    title: "Numbers between two of the precision become one of the two",
    needs: "raw",
    async run({ backend, precision, put, within }) {
      const values = table(1, 5, [0.1, -1 / 3, 1e-3, Math.PI, 1000.3]);
      // a conversion may round either way, which is one ulp (2u) at most
      const error = values.values.map((x) => 2 * precision.u * Math.abs(x));
      within("values", await backend.read(put(values)), { ...values, error }, { values });
    },
  },
  {
    id: "memory/read-is-a-copy",
    title: "What is done to the result of a read does not reach the matrix, nor another read",
    needs: "raw",
    async run({ backend, put, same }) {
      const m = put(table(1, 3, [1, 2, 3]));
      const [first, second] = [await backend.read(m), await backend.read(m)];
      first.fill(9);
      same("an earlier read", second, [1, 2, 3]);
      same("the matrix", await backend.read(m), [1, 2, 3]);
    },
  },
  {
    id: "memory/read-keeps",
    title: "What was read stays as it was when the matrix changes later",
    needs: "raw",
    async run({ backend, put, same }) {
      const m = put(table(1, 3, [1, 2, 3]));
      const [before, waiting] = [await backend.read(m), backend.read(m)];
      backend.write(m, Float64Array.of(4, 5, 6));
      const after = await backend.read(m);
      same("a read before the write", before, [1, 2, 3]);
      same("a read that waited during the write", await waiting, [1, 2, 3]);
      same("a read after the write", after, [4, 5, 6]);
    },
  },
  {
    id: "memory/read-is-fresh",
    title: "A read after an operation gives the new values, however often the matrix was read before",
    needs: "raw",
    async run({ backend, put, same }) {
      const [w, step] = [put(table(2, 1, [1, 2])), put(table(2, 1, [1, 1]))];
      for (let i = 0; i < 4; i++) {
        same(`w after ${i} updates`, await backend.read(w), [1 + i, 2 + i]);
        backend.update(w, step, 1);
      }
    },
  },
  {
    id: "memory/copies-values",
    title: "Values may be changed as soon as matrix or write has returned",
    needs: "raw",
    async run({ backend, make, same }) {
      const values = Float32Array.of(1, 2, 3);
      const made = backend.matrix(1, 3, values);
      values.fill(7);
      const written = make(1, 3);
      backend.write(written, values);
      values.fill(8);
      same("made", await backend.read(made), [1, 2, 3]);
      same("written", await backend.read(written), [7, 7, 7]);
      backend.free(made);
    },
  },
  {
    id: "memory/inputs-stay",
    title: "An operation changes its out alone",
    needs: "raw",
    async run({ backend, precision, put, make, same }) {
      const tables = [1, 2, 3, 4].map((seed) => draw(precision, 5, 5, { seed: 90 + seed, from: 0 }));
      const [a, b, c, d] = tables.map(put);
      const [out, error] = [make(5, 5), make(5, 1)];
      backend.matmul(a!, b!, out, { transposeA: true, alpha: 0.5 });
      backend.sigmoid(c!, out);
      backend.delta(a!, { target: d! }, out);
      backend.delta(a!, { error: d! }, out);
      backend.squaredError(b!, d!, error);
      for (const [i, m] of [a!, b!, c!, d!].entries())
        same(`input ${"abcd"[i]}`, await backend.read(m), tables[i]!.values);
    },
  },
  {
    id: "memory/many",
    title: "Many matrices live side by side; freeing some and making others leaves the rest alone",
    needs: "raw",
    async run({ backend, same }) {
      const shapeOf = (i: number) => [1 + (i % 5), 1 + (i % 7)] as const;
      const filled = (i: number) => {
        const [rows, cols] = shapeOf(i);
        return { value: i, m: backend.matrix(rows, cols, new Float64Array(rows * cols).fill(i)) };
      };
      let live = Array.from({ length: 300 }, (_, i) => filled(i));
      for (let round = 0; round < 3; round++) {
        for (const { value, m } of live) if (value % 2 === round % 2) backend.free(m);
        live = live.filter(({ value }) => value % 2 !== round % 2);
        live.push(...Array.from({ length: 150 }, (_, i) => filled(300 + 151 * round + i)));
        for (const { value, m } of live)
          same(
            `matrix ${value} in round ${round}`,
            await backend.read(m),
            new Float64Array(m.rows * m.cols).fill(value),
          );
      }
      for (const { m } of live) backend.free(m);
    },
  },
  {
    id: "memory/non-finite",
    title: "NaN and ±∞ are kept",
    needs: "raw",
    fact: "nonFinite",
    async run({ backend, put, make, same }) {
      const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1];
      const [m, out] = [put(table(4, 1, values)), make(4, 1)];
      same("the matrix", await backend.read(m), values);
      backend.gather(m, Uint32Array.of(0, 1, 2, 3), out);
      same("its rows, gathered", await backend.read(out), values);
    },
  },
];
