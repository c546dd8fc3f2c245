import { expect, test } from "vitest";
import { DeltaruleError, Network, parseModel, serializeModel, type TrainingState } from "../src/index.ts";

const network = Network.from([
  { inputs: 2, units: 1, weights: [0.5, -1], bias: [0.25] },
  { inputs: 1, units: 1, weights: [-0] },
]);
const state: TrainingState = {
  step: 7,
  weights: network.layers,
  velocity: [
    { weights: Float64Array.of(2 ** -30, -0), bias: Float64Array.of(1 / 3) },
    { weights: Float64Array.of(5e-324), bias: undefined },
  ],
  generator: [1, 2 ** 32 - 1, 0, 4],
  errors: { samples: 3, sum: 0.125, rows: Float64Array.of(0.1, 0, -0) },
  stopping: { best: 0.0625, reportsSinceBest: 2 },
  setting: {
    sizes: [2, 1, 1],
    biases: [true, false],
    data: { samples: 5, inputs: "crc32:00000000", targets: "crc32:ffffffff" },
    validation: 0.25,
    batchSize: 2,
    average: false,
    momentum: 0.9,
    shuffle: true,
    sampleWeights: "crc32:0badcafe",
    seed: -3,
    learningRate: 0.1,
    stepsAReport: 2,
  },
  backend: { name: "cpu", device: "WASM SIMD, 1 thread" },
};
const written = serializeModel({ network, state });

test("a state comes back bit for bit", () => {
  expect(parseModel(written).state).toEqual({
    ...state,
    weights: network.layers.map(({ weights, bias }) => ({ weights, bias })),
  });
});

test("a state without momentum, shuffling, weights, validation or a report before it comes back as it is", () => {
  const { velocity: _, generator: __, ...rest } = state;
  const { validation: ___, sampleWeights: ____, ...setting } = rest.setting;
  const plain: TrainingState = {
    ...rest,
    stopping: { reportsSinceBest: 0 },
    setting: { ...setting, momentum: 0, shuffle: false, learningRate: "function" },
  };
  const back = parseModel(serializeModel({ network, state: plain })).state;
  expect(back).toEqual({ ...plain, weights: back!.weights });
});

test("a file without a state has no trace of one", () => {
  expect(serializeModel({ network })).not.toContain("state");
  expect(parseModel(serializeModel({ network }))).not.toHaveProperty("state");
});

test("the weights stand in the file once: the state's are the network's, and nothing else is written", () => {
  expect(JSON.parse(written).state).not.toHaveProperty("weights");
  const other = Network.from(network.layers);
  other.layers[0]!.weights[0] = 0.75;
  expect(() => serializeModel({ network: other, state })).toThrow(
    "model file: the network has other weights than the state; expected those of step 7",
  );
});

test("the state that was read is not the network's memory", () => {
  const { network, state } = parseModel(written);
  network.layers[0]!.weights[0] = 99;
  expect(state!.weights[0]!.weights[0]).toBe(0.5);
});

/** The reason why the file is refused after this change to its state, with a checksum that fits the change. */
function reasonFor(change: (state: Record<string, Record<string, unknown> & unknown[]>) => void): string {
  const file = JSON.parse(written);
  change(file.state);
  const attempt = (): string => {
    try {
      parseModel(JSON.stringify(file));
    } catch (error) {
      if (error instanceof DeltaruleError && error.code === "MODEL_INVALID") return error.message;
      throw error;
    }
    return "accepted";
  };
  const broken = attempt();
  file.checksum = /the content's is "(crc32:\w+)"/.exec(broken)?.[1] ?? file.checksum;
  return attempt();
}

test("a state that was changed or taken out breaks the checksum", () => {
  const reason = /checksum is .* damaged or edited/;
  expect(() => parseModel(written.replace('"step": 7', '"step": 8'))).toThrow(reason);
  const { state: _, ...rest } = JSON.parse(written);
  expect(() => parseModel(JSON.stringify(rest))).toThrow(reason);
});

test.each<[string, unknown, string]>([
  ["step", -1, "state.step is -1; expected a positive whole number"],
  ["errors", [], "state.errors is []; expected an object"],
  ["errors.samples", 0.5, "state.errors.samples is 0.5; expected a positive whole number"],
  ["errors.sum", null, "state.errors.sum is null; expected a finite number"],
  ["errors.rows", [0, "1"], 'state.errors.rows[1] is "1"; expected a finite number'],
  ["stopping.best", "low", 'state.stopping.best is "low"; expected a finite number'],
  ["stopping.reportsSinceBest", -2, "state.stopping.reportsSinceBest is -2; expected a whole number, at least 0"],
  ["velocity", undefined, "state.velocity is missing, but state.setting.momentum is 0.9; expected both or neither"],
  ["velocity", [], "state.velocity has 0 entries; expected 2, as sizes says"],
  ["velocity.0.weights.1", [], "state.velocity[0].weights[1] has 0 entries; expected 1, as sizes says"],
  ["velocity.0.bias", null, "state.velocity[0].bias is null; expected it where layers[0] has biases"],
  ["generator", undefined, "state.generator is missing, but state.setting.shuffle is true; expected both or neither"],
  ["generator", [1, 2, 3], "state.generator has 3 entries; expected 4, of 32 bits each"],
  ["generator.2", 2 ** 32, "state.generator[2] is 4294967296; expected 32 bits"],
  ["backend.device", 1, "state.backend.device is 1; expected a text"],
  ["setting", null, "state.setting is null; expected an object"],
  ["setting.data", 5, "state.setting.data is 5; expected an object"],
  ["setting.data.samples", 0, "state.setting.data.samples is 0; expected a positive whole number"],
  ["setting.validation", null, "state.setting.validation is null; expected an object"],
  ["setting.batchSize", "full", 'state.setting.batchSize is "full"; expected a positive whole number'],
  ["setting.average", 0, "state.setting.average is 0; expected true or false"],
  ["setting.momentum", 1, "state.setting.momentum is 1; expected a number in [0, 1)"],
  ["setting.shuffle", undefined, "state.setting.shuffle is missing; expected true or false"],
  ["setting.sampleWeights", [1, 2], "state.setting.sampleWeights is [1,2]; expected a text"],
  ["setting.seed", 0.5, "state.setting.seed is 0.5; expected a whole number"],
  ["setting.learningRate", "fast", 'state.setting.learningRate is "fast"; expected a finite number'],
  ["setting.stepsAReport", 0, "state.setting.stepsAReport is 0; expected a positive whole number"],
])("state.%s of %j is refused, naming the place", (path, value, reason) => {
  const names = path.split(".");
  const last = names.pop()!;
  const change = (state: object) => {
    const holder = names.reduce<object>((at, name) => Reflect.get(at, name), state);
    Reflect.set(holder, last, value);
  };
  expect(reasonFor(change)).toBe(`model file: ${reason}`);
});
