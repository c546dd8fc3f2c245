import { Network, predict, type Report, type TrainOptions, train } from "@deltarule/core";
import {
  type EncodedDataset,
  type Encoding,
  inputSize,
  openSample,
  outputSize,
  prepare,
  readTable,
  sampleWeights,
  score,
  type Table,
  textSource,
} from "@deltarule/data";
import { describe, expect, test } from "vitest";
import { base, bits, collect, cpu, fresh, xor } from "./xor.ts";

const weights = [2, 1, 0.5, 0.5];

/** A state that has been somewhere else. */
const stored = (reports: readonly Report[]) => structuredClone(reports.at(-1)!.state);

test("a sample of all the weight is the only one visited, as often as there are samples", async () => {
  const [weighted, alone] = [fresh(), fresh()];
  await collect(weighted, { sampleWeights: [0, 3, 0, 0], epochs: 5 });
  await collect(alone, { epochs: 20, shuffle: false }, { inputs: [[0, 1]], targets: [[1]] });
  expect(bits(weighted)).toEqual(bits(alone));
});

test("weights in whole numbers of visits are those samples so often: the summed full batch of one epoch is theirs", async () => {
  const network = () => Network.from([{ inputs: 1, units: 1, weights: [0], bias: [0] }]);
  const [weighted, repeated] = [network(), network()];
  const options = { learningRate: 1, epochs: 1, batchSize: "full" } as const;
  const data = { inputs: [[1], [2], [4], [8]], targets: [[1], [0], [1], [0]] };
  await collect(weighted, { ...options, sampleWeights: [2, 0, 2, 0] }, data);
  await collect(repeated, options, { inputs: [[1], [1], [4], [4]], targets: [[1], [1], [1], [1]] });
  // a = ½, δ = (1 − ½) ½ (1 − ½) = ⅛: Δw = ⅛ (1 + 1 + 4 + 4), Δb = ⅛ · 4
  expect(bits(weighted)).toEqual([1.25, 0.5]);
  expect(bits(repeated)).toEqual(bits(weighted));
});

test("equal weights are none: the bits, the reports and the state are those without", async () => {
  const [weighted, plain] = [fresh(), fresh()];
  const options = { momentum: 0.9, batchSize: 3, validation: 0.25, reportState: true };
  const measured = (reports: readonly Report[]) => reports.map(({ samplesPerSecond: _, ...rest }) => rest);
  const reports = await collect(weighted, { ...options, sampleWeights: [0.1, 0.1, 0.1, 0.1] });
  expect(measured(reports)).toEqual(measured(await collect(plain, options)));
  expect(bits(weighted)).toEqual(bits(plain));
});

test("10 + 10 epochs are 20 epochs, bit for bit, also with weights", async () => {
  const options = { momentum: 0.9, batchSize: 3, sampleWeights: weights };
  for (const reportEvery of [{ epochs: 1 }, { steps: 3 }]) {
    const [whole, first, second] = [fresh(), fresh(), Network.create([2, 3, 1], { seed: 1 })];
    await collect(whole, { ...options, reportEvery, epochs: 20 });
    const state = stored(await collect(first, { ...options, reportEvery, epochs: 10, reportState: true }));
    await collect(second, { ...options, reportEvery, epochs: 20, state });
    expect(bits(second)).toEqual(bits(whole));
  }
});

test("weights of held-out samples have no say", async () => {
  const inputs = Array.from({ length: 20 }, (_, r) => [Math.sin(r), Math.cos(2 * r)]);
  const data = { inputs, targets: inputs.map(([x]) => [x! > 0 ? 1 : 0]) };
  const weighted = Array.from({ length: 20 }, (_, r) => 1 + (r % 3));
  const trained = async (sampleWeights: number[]) => {
    const network = fresh();
    await collect(network, { sampleWeights, validation: 0.25, seed: 3 }, data);
    return bits(network);
  };
  const before = await trained(weighted);
  const moved = await Promise.all(
    weighted.map(async (_, s) => (await trained(weighted.with(s, 50))).some((w, at) => w !== before[at])),
  );
  expect(moved.filter((changed) => !changed)).toHaveLength(5);
});

test("the caller's array may change once train was called", async () => {
  const [one, two] = [fresh(), fresh()];
  const given = Float64Array.from(weights);
  const reports = train(one, xor, { ...base, sampleWeights: given });
  given.fill(0);
  for await (const _ of reports);
  await collect(two, { sampleWeights: weights });
  expect(bits(one)).toEqual(bits(two));
});

test.each<[string, Partial<TrainOptions>, string, string]>([
  [
    "too few",
    { sampleWeights: [1, 2] },
    "DATA_INVALID",
    "sampleWeights: 2 weights; expected one for each of 4 samples",
  ],
  [
    "a negative one",
    { sampleWeights: [1, 1, -0.5, 1] },
    "DATA_INVALID",
    "sampleWeights: the weight of sample 2 is -0.5; expected a finite number, at least 0",
  ],
  ["NaN", { sampleWeights: [Number.NaN, 1, 1, 1] }, "DATA_INVALID", "the weight of sample 0 is NaN"],
  ["an infinite one", { sampleWeights: [1, 1, 1, 1 / 0] }, "DATA_INVALID", "the weight of sample 3 is Infinity"],
  ["all 0", { sampleWeights: [0, 0, 0, 0] }, "DATA_INVALID", "every training sample's weight is 0"],
  [
    "none without shuffling",
    { sampleWeights: weights, shuffle: false },
    "OPTION_INVALID",
    "shuffle is false; expected true with sampleWeights, as which samples come is drawn",
  ],
])("weights are refused at once: %s", (_, options, code, message) => {
  expect(() => train(fresh(), xor, { ...base, ...options })).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
});

test.each<[string, number[] | undefined]>([
  ["other weights", [2, 1, 0.5, 0.6]],
  ["equal weights", [1, 1, 1, 1]],
  ["no weights", undefined],
])("going on with %s is refused, naming them", async (_, sampleWeights) => {
  const state = stored(await collect(fresh(), { sampleWeights: weights, epochs: 3, reportState: true }));
  expect(() => train(fresh(), xor, { ...base, state, sampleWeights })).toThrow(
    expect.objectContaining({
      code: "DATA_INVALID",
      message: expect.stringMatching(/the checksum of sampleWeights is (crc32:\w{8}|absent); expected crc32:\w{8}/),
    }),
  );
});

describe("diabetes, with the sixteenth of its patients whose disease went furthest as a class of their own", async () => {
  const numbers = await readTable(openSample("diabetes"));
  const rows = Array.from(numbers.rows, ({ fields }) => [
    ...fields.slice(0, -1),
    Number(fields.at(-1)) > 290 ? "far" : "not",
  ]);
  const table = await readTable(
    textSource([[...numbers.columns.slice(0, -1), "went"], ...rows].join("\n"), "diabetes"),
  );

  test("balanced class weights find most of them in held-out rows, where training without finds few", async () => {
    const seeds = [1, 2, 3, 4, 5];
    const recall = { plain: 0, balanced: 0 };
    for (const seed of seeds) {
      const { encoding, training, test } = prepare(table, { test: 0.3, seed });
      const balanced = sampleWeights(encoding, training, "balanced");
      recall.plain += (await recallOfFar(table, encoding, training, test, seed)) / seeds.length;
      recall.balanced += (await recallOfFar(table, encoding, training, test, seed, balanced)) / seeds.length;
    }
    expect(recall.plain).toBeLessThan(0.3);
    expect(recall.balanced).toBeGreaterThan(0.6);
  });
});

async function recallOfFar(
  table: Table,
  encoding: Encoding,
  training: EncodedDataset,
  test: EncodedDataset,
  seed: number,
  weights?: Float64Array,
): Promise<number> {
  const network = Network.create([inputSize(encoding), outputSize(encoding)], { seed });
  for await (const _ of train(network, training, {
    backend: cpu,
    learningRate: 0.1,
    batchSize: 10,
    epochs: 100,
    seed,
    sampleWeights: weights,
  }));
  const measured = score(encoding, table, test.rows, await predict(network, test.inputs, { backend: cpu }));
  if (measured.type !== "classes") throw new Error("expected classes");
  const [far] = measured.confusion;
  return far![0]! / (far![0]! + far![1]!);
}
