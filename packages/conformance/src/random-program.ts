import { type Generator, generator, type Instruction, type Matrix, type Program, type Scalar } from "@deltarule/core";
import { draw } from "./draw.ts";
import type { Contents } from "./oracle.ts";
import { exact } from "./tolerance.ts";
import type { Trial } from "./trial.ts";

/**
 * A well-formed program of instructions drawn by a seed, in orders that no trainer would emit. Factors are small, so that values
 * stay near 1; half of the matrices that a run writes are scratch, each written before it is read.
 */
export function randomProgram({ precision, put }: Trial, seed: number) {
  const random = generator(seed);
  const { integer } = random;
  const n = 1 + integer(6);
  const samples = n + 3;
  const contents: Contents = new Map();
  const make = (rows: number, cols: number): Matrix => {
    const values = draw(precision, rows, cols, { seed: 100 * seed + contents.size });
    const m = put(values);
    contents.set(m, exact(values));
    return m;
  };

  const widths = [1 + integer(5), 1 + integer(9)];
  const pick = <T>(list: readonly T[]): T => list[integer(list.length)]!;
  // per width: a source to gather from, four with a row a sample, a bias; per pair of widths: weights and their step
  const sources = widths.map((cols) => make(samples, cols));
  const rows = widths.map((cols) => Array.from({ length: 4 }, () => make(n, cols)));
  const weights = widths.map((I) => widths.map((J) => [make(I, J), make(I, J)] as const));
  const biases = widths.map((cols) => make(1, cols));
  const errors = [make(n, 1), make(n, 1)];

  const instructions: Instruction<Matrix>[] = [];
  const scratch = new Set<Matrix>(rows.flatMap(([first, second]) => [first!, second!]));
  // scratch first gets the batch's rows, so that whatever follows may read it
  widths.forEach((_, c) => {
    for (const out of rows[c]!.slice(0, 2)) instructions.push({ op: "gather", source: sources[c]!, out });
  });
  for (let i = 0; i < 12; i++) {
    const [c, d] = [integer(2), integer(2)];
    const [x, y, out] = distinct(rows[c]!, random);
    switch (integer(7)) {
      case 0:
        instructions.push({ op: "sigmoid", net: x, out });
        break;
      case 1:
        instructions.push({ op: "delta", a: x, source: integer(2) ? { target: y } : { error: y }, out });
        break;
      case 2:
        instructions.push({ op: "squaredError", a: x, target: y, out: pick(errors) });
        break;
      case 3: {
        const [w, step] = integer(2) ? weights[c]![d]! : [out, x];
        instructions.push({ op: "update", w, step, rate: factor(random) });
        break;
      }
      case 4: {
        const from = pick(rows[d]!.filter((m) => m !== out));
        const bias = integer(2) ? { bias: biases[c]! } : {};
        instructions.push({ op: "matmul", a: from, b: weights[d]![c]![0], out, ...bias, ...scaling(random) });
        break;
      }
      case 5: {
        const from = pick(rows[d]!.filter((m) => m !== out));
        instructions.push({ op: "matmul", a: from, b: weights[c]![d]![0], out, transposeB: true, ...scaling(random) });
        break;
      }
      default: {
        const step = weights[c]![d]![1];
        instructions.push({ op: "matmul", a: x, b: pick(rows[d]!), out: step, transposeA: true, ...scaling(random) });
      }
    }
  }

  const program: Program<Matrix> = { batchSize: n, instructions, scratch };
  const order = Uint32Array.from({ length: 3 * n }, () => integer(samples));
  const lasting = [...contents.keys()]
    .filter((m) => !scratch.has(m))
    .map((m) => [`the ${m.rows}×${m.cols} matrix`, m] as const);
  return { parts: [{ program, order }], contents, lasting, rate: 0.7 };
}

const factor = ({ integer, uniform }: Generator): Scalar => (integer(2) ? { rate: uniform() / 4 } : uniform() / 4);

const scaling = (random: Generator) => ({
  alpha: factor(random),
  ...(random.integer(2) ? { beta: random.uniform() / 2 } : {}),
});

/** Three different ones of four. */
function distinct(four: readonly Matrix[], { integer }: Generator): [Matrix, Matrix, Matrix] {
  const start = integer(4);
  const at = (i: number) => four[(start + i) % 4]!;
  return [at(0), at(1), at(2)];
}
