import { type Dataset, Network, type TrainOptions, train } from "@deltarule/core";
import { expect, test } from "vitest";
import { stateAfter } from "./states.ts";
import { base, bits, fresh, xor } from "./xor.ts";

const other = { inputs: [...xor.inputs.slice(0, 3), [1, 0.5]], targets: xor.targets };
const own = { ...xor, inputs: xor.inputs.slice(0, 3), targets: xor.targets.slice(0, 3) };

test.each<[string, Partial<TrainOptions>, string]>([
  ["batchSize", { batchSize: 2 }, "batchSize is 2; expected 1, as when the training of this state began"],
  ["average", { average: true }, "average is true; expected false"],
  ["momentum", { momentum: 0.5 }, "momentum is 0.5; expected 0.9"],
  ["shuffle", { shuffle: false }, "shuffle is false; expected true"],
  ["seed", { seed: 1 }, "seed is 1; expected 0"],
  ["learningRate", { learningRate: 0.25 }, "learningRate is 0.25; expected 0.5"],
  ["a learning rate that is a function", { learningRate: () => 0.5 }, "learningRate is a function; expected 0.5"],
  ["validation", { validation: 0.5 }, "validation is 0.5; expected none"],
  ["a validation set", { validation: own }, "validation is a data set; expected none"],
  ["too few epochs", { epochs: 2 }, "epochs is 2; expected at least 3, where the state stands"],
])("going on with another %s is refused with OPTION_INVALID, naming it", async (_, changed, message) => {
  const state = await stateAfter(3, { momentum: 0.9 });
  const network = fresh();
  const resume = () => train(network, xor, { ...base, momentum: 0.9, state, ...changed });
  expect(resume).toThrow(
    expect.objectContaining({ code: "OPTION_INVALID", message: expect.stringContaining(`train: ${message}`) }),
  );
  expect(bits(network)).toEqual(bits(fresh()));
});

test.each<[string, Dataset, RegExp]>([
  ["an input", other, /the checksum of data\.inputs is crc32:\w{8}; expected crc32:\w{8}/],
  ["a target", { ...xor, targets: [[0], [1], [1], [1]] }, /the checksum of data\.targets is/],
  ["the number of samples", own, /the number of samples in data is 3; expected 4/],
  [
    "the order of the samples",
    { inputs: xor.inputs.toReversed(), targets: xor.targets.toReversed() },
    /the checksum of data\.inputs is/,
  ],
])("going on with other data is refused with DATA_INVALID: %s", async (_, data, message) => {
  const state = await stateAfter(3);
  const resume = () => train(fresh(), data, { ...base, state });
  expect(resume).toThrow(expect.objectContaining({ code: "DATA_INVALID", message: expect.stringMatching(message) }));
});

test("going on with another validation set or network is refused, naming it", async () => {
  const state = await stateAfter(3, { validation: own });
  const resume = (network: Network, validation: Dataset) => () => train(network, xor, { ...base, validation, state });
  expect(resume(fresh(), other)).toThrow("the number of samples in validation is 4; expected 3");
  const moved = { ...own, targets: own.targets.toReversed() };
  expect(resume(fresh(), moved)).toThrow("the checksum of validation.targets is");
  expect(resume(Network.create([2, 4, 1], { seed: 1 }), own)).toThrow("the network's sizes is 2-4-1; expected 2-3-1");
  expect(resume(Network.create([2, 3, 1], { seed: 1, bias: false }), own)).toThrow(
    "the network's layers with biases is none; expected 1, 2",
  );
});
