import { type Checked, checked, type Matrix, Network, trainingProgram, upload } from "@deltarule/core";
import type { Candidate } from "./candidate.ts";
import type { Exercise } from "./exercise.ts";
import { prove, type Task } from "./proof.ts";
import type { Open } from "./training-candidate.ts";

/** The training step's compiled program alone: no reports, no shuffling, the samples in the data's order. */
export function compiledCandidate(name: string, open: Open, exercise: Exercise): Candidate {
  const { data, batchSize, learningRate, epochsPerReport, samples } = exercise;
  return {
    name,
    async prepare() {
      const backend = checked(await open());
      const { compiled, layers } = load(backend, exercise.network(), data, batchSize);
      const order = Uint32Array.from({ length: epochsPerReport * samples }, (_, r) => r % samples);
      const last = layers.at(-1)!.weights;
      return {
        note: backend.facts.device,
        prove: () => prove(exercise, backend.facts.precision, (task) => carryOut(backend, task)),
        async run(count) {
          for (let run = 0; run < count; run++) await compiled.run({ order, rate: learningRate });
          await backend.read(last);
          return { units: count * order.length };
        },
        close: () => backend.close(),
      };
    },
  };
}

/** Network, data and the program of one step on the backend, until it is closed. */
function load(backend: Checked, network: Network, data: Exercise["data"], batchSize: number) {
  const matrix = (rows: number, cols: number, values?: Float32Array | Float64Array): Matrix =>
    backend.matrix(rows, cols, values);
  const layers = upload(matrix, network);
  const tables = {
    inputs: matrix(data.inputs.rows, data.inputs.cols, data.inputs.values),
    targets: matrix(data.targets.rows, data.targets.cols, data.targets.values),
  };
  const { program } = trainingProgram(matrix, layers, tables, batchSize, { average: true });
  return { layers, compiled: backend.compile(program) };
}

async function carryOut(backend: Checked, { network, data, rate, steps }: Task): Promise<Network> {
  const n = data.inputs.rows;
  const { compiled, layers } = load(backend, network, data, n);
  await compiled.run({ order: Uint32Array.from({ length: steps * n }, (_, r) => r % n), rate });
  return Network.from(
    await Promise.all(
      network.layers.map(async (layer, l) => ({
        ...layer,
        weights: await backend.read(layers[l]!.weights),
        bias: layers[l]!.bias && (await backend.read(layers[l]!.bias)),
      })),
    ),
  );
}
