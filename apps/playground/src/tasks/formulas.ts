import { type DenseDataset, type Generator, generator } from "@deltarule/core";
import { type Task, table } from "./task.ts";

/** The tasks that a formula gives; points in the plane lie in about ±1. */
export interface Formula {
  readonly name: string;
  readonly title: string;
  make(): Task;
}

type Sample = readonly [inputs: readonly number[], targets: readonly number[]];

const dataset = (samples: readonly Sample[]): DenseDataset => ({
  inputs: table(samples.map(([inputs]) => inputs)),
  targets: table(samples.map(([, targets]) => targets)),
});

const SEED = 1;
const POINTS = 200;
/** Two arms of a spiral, one turn and a half each, with a little noise; t = 1 on the second. */
function spirals(random: Generator): Sample[] {
  return Array.from({ length: POINTS }, (_, s) => {
    const arm = s % 2;
    const along = Math.sqrt(random.uniform());
    const angle = 3 * Math.PI * along + arm * Math.PI;
    const noise = () => 0.06 * (random.uniform() - 0.5);
    return [[along * Math.cos(angle) + noise(), along * Math.sin(angle) + noise()], [arm]];
  });
}

/** A disc and the ring around it, which touch in a few points; t = 1 inside. */
function circles(random: Generator): Sample[] {
  return Array.from({ length: POINTS }, (_, s) => {
    const inside = s % 2;
    const radius = inside ? 0.55 * Math.sqrt(random.uniform()) : 0.6 + 0.4 * random.uniform();
    const angle = 2 * Math.PI * random.uniform();
    return [[radius * Math.cos(angle), radius * Math.sin(angle)], [inside]];
  });
}

/** All words of n bits, lowest bit first. */
const words = (bits: number): number[][] =>
  Array.from({ length: 2 ** bits }, (_, word) => Array.from({ length: bits }, (_, bit) => (word >> bit) & 1));
const ones = (word: readonly number[]) => word.reduce((sum, bit) => sum + bit, 0);

const bits = (count: number, name: (i: number) => string) => Array.from({ length: count }, (_, i) => name(i + 1));

/** Training and validation points are drawn one after the other. */
function plane(name: string, title: string, output: string, points: (random: Generator) => Sample[]): Formula {
  return {
    name,
    title,
    make() {
      const random = generator(SEED);
      return {
        ...{ name, title, inputs: ["x", "y"], outputs: [output], image: undefined, encoding: undefined, remarks: [] },
        training: dataset(points(random)),
        validation: dataset(points(random)),
      };
    },
  };
}

function truthTable(
  name: string,
  title: string,
  units: Pick<Task, "inputs" | "outputs">,
  samples: () => Sample[],
): Formula {
  return {
    name,
    title,
    make: () => ({
      ...{ name, title, ...units, image: undefined, encoding: undefined, remarks: [] },
      training: dataset(samples()),
      validation: undefined,
    }),
  };
}

export const formulas: readonly Formula[] = [
  truthTable(
    "xor",
    "Exclusive or: 1 when exactly one of two inputs is 1",
    { inputs: ["x", "y"], outputs: ["xor"] },
    () => words(2).map((word) => [word, [ones(word) % 2]]),
  ),
  plane("spirals", "Which of two spirals a point lies on", "second arm", spirals),
  plane("circles", "Whether a point lies in the disc or in the ring around it", "inside", circles),
  truthTable(
    "parity",
    "Whether an odd number of four bits is 1",
    { inputs: bits(4, (i) => `bit ${i}`), outputs: ["odd"] },
    () => words(4).map((word) => [word, [ones(word) % 2]]),
  ),
  truthTable(
    "encoder",
    "The same one of eight out as in: a code for eight in few hidden units",
    { inputs: bits(8, String), outputs: bits(8, String) },
    () =>
      Array.from({ length: 8 }, (_, one) => {
        const row = Array.from({ length: 8 }, (_, i) => (i === one ? 1 : 0));
        return [row, row];
      }),
  ),
];
