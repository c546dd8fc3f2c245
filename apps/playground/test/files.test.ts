import { Network, serializeModel } from "@deltarule/core";
import { expect, test } from "vitest";
import { openModel } from "../src/files/own-model.ts";
import { weightsCsv } from "../src/files/weights-csv.ts";

const network = Network.from([
  { inputs: 2, units: 2, weights: [0.1, 0.2, -0.3, 0.4], bias: [5, 6] },
  { inputs: 2, units: 1, weights: [7, 8] },
]);

test("weights as CSV: the biases as weights from unit 0, then a row a connection", () => {
  expect(weightsCsv(network)).toBe(
    "layer,from,to,weight\n1,0,1,5\n1,0,2,6\n1,1,1,0.1\n1,1,2,0.2\n1,2,1,-0.3\n1,2,2,0.4\n2,1,1,7\n2,2,1,8\n",
  );
});

const task = { name: "xor", inputs: ["x", "y"], outputs: ["xor"] };

test("a model file's network comes back, weight by weight", () => {
  expect(openModel(serializeModel({ network }), "a.json", task).layers).toEqual(network.layers);
});

test.each([
  ["{", /not JSON|JSON/],
  [
    serializeModel({ network: Network.create([3, 1], { seed: 1 }) }),
    /a\.json is a network of 3-1 units; xor has 2 inputs and 1 outputs/,
  ],
])("a file that doesn't fit is refused with MODEL_INVALID", (text, message) => {
  expect(() => openModel(text, "a.json", task)).toThrow(
    expect.objectContaining({ code: "MODEL_INVALID", message: expect.stringMatching(message) }),
  );
});
