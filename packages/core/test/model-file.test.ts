import fc from "fast-check";
import { expect, test } from "vitest";
import { DeltaruleError, Network, parseModel, serializeModel } from "../src/index.ts";

const network = Network.create([2, 3, 1], { seed: 7 });
const text = serializeModel({ network, training: { epochs: 3 }, encoding: { target: "t" } });
const bits = ({ layers }: Network) => layers.map(({ weights, bias }) => [...weights, ...(bias ?? [])]);

test("a model comes back bit for bit, with its metadata", () => {
  const model = parseModel(text);
  expect(model.network.sizes).toEqual([2, 3, 1]);
  expect(bits(model.network)).toEqual(bits(network));
  expect(model.training).toEqual({ epochs: 3 });
  expect(model.encoding).toEqual({ target: "t" });
});

test("any finite weights come back bit for bit, −0 and subnormals included", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 6, maxLength: 6 }),
      fc.boolean(),
      (values, hasBias) => {
        const model = Network.from([
          { inputs: 2, units: 2, weights: values.slice(0, 4), bias: hasBias ? values.slice(4) : undefined },
        ]);
        const back = parseModel(serializeModel({ network: model })).network;
        expect(back.layers[0]!.bias === undefined).toBe(!hasBias);
        bits(model)[0]!.forEach((w, at) => {
          expect(bits(back)[0]![at]).toBe(w);
        });
      },
    ),
    { seed: 4, numRuns: 500, examples: [[[-0, 5e-324, -1.7976931348623157e308, 0.1, 0, 1 / 3], true]] },
  );
});

test("the file reads like the network: a row of weights a line", () => {
  const model = Network.from([{ inputs: 2, units: 1, weights: [0.5, -1], bias: [0.25] }]);
  expect(serializeModel({ network: model })).toBe(`{
  "format": "deltarule-model",
  "version": 1,
  "checksum": "crc32:e4edbe4b",
  "sizes": [2, 1],
  "layers": [
    {
      "weights": [
        [0.5],
        [-1]
      ],
      "bias": [0.25]
    }
  ],
  "training": null,
  "encoding": null
}
`);
});

test("another layout of the same content is still whole", () => {
  expect(bits(parseModel(JSON.stringify(JSON.parse(text))).network)).toEqual(bits(network));
});

/** The file with a change to its content and, if asked, a checksum that fits the change. */
function edited(change: (file: Record<string, unknown>) => void, options = { resealed: true }): string {
  const file = JSON.parse(text);
  change(file);
  if (!options.resealed) return JSON.stringify(file);
  const message = reasonFor(JSON.stringify(file));
  file.checksum = /the content's is "(crc32:\w+)"/.exec(message)?.[1] ?? file.checksum;
  return JSON.stringify(file);
}

function reasonFor(text: string): string {
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof DeltaruleError && error.code === "MODEL_INVALID") return error.message;
    throw error;
  }
  return "accepted";
}

const withChecksum = (json: string) => text.replace(/"checksum": "[^"]*"/, `"checksum": ${json}`);
const deep = `${"[".repeat(1e5)}${"]".repeat(1e5)}`;

test.each<[string, string, RegExp]>([
  ["an empty file", "", /not valid JSON/],
  ["a list", "[]", /the content is \[\]; expected an object/],
  ["a list in a list, 100,000 times", deep, /nested deeper than 64 levels/],
  ["such a list for a checksum", withChecksum(deep), /nested deeper than 64 levels/],
  ["a number beyond float64 for a checksum", withChecksum("1e400"), /Infinity can't be written as JSON/],
  [
    "another format",
    edited((file) => {
      file.format = "onnx";
    }),
    /format is "onnx"; expected "deltarule-model"/,
  ],
  [
    "a newer version",
    edited((file) => {
      file.version = 2;
    }),
    /version 2 is newer than 1/,
  ],
  [
    "no version",
    edited((file) => {
      delete file.version;
    }),
    /version is missing; expected 1/,
  ],
  ["a changed weight", text.replace("[", "[ 0.5, "), /checksum is .* the file was damaged or edited/],
  [
    "no checksum",
    edited(
      (file) => {
        delete file.checksum;
      },
      { resealed: false },
    ),
    /checksum is missing/,
  ],
  [
    "a size too many",
    edited((file) => {
      file.sizes = [2, 3, 1, 1];
    }),
    /layers has 2 entries; expected 3, as sizes says/,
  ],
  [
    "a size that is huge",
    edited((file) => {
      file.sizes = [2, 1e12, 1];
    }),
    /layers\[0\]\.weights\[0\] has 3 entries; expected 1000000000000/,
  ],
  [
    "a size that is no number",
    edited((file) => {
      file.sizes = [2, "3", 1];
    }),
    /sizes\[1\] is "3"/,
  ],
  [
    "one layer only",
    edited((file) => {
      file.sizes = [2];
    }),
    /expected at least an input and an output layer/,
  ],
  [
    "a weight that is null, as NaN is written",
    edited((file) => {
      Object(file.layers)[0].weights[1][2] = null;
    }),
    /layers\[0\]\.weights\[1\]\[2\] is null; expected a finite number/,
  ],
  ["a weight beyond float64", text.replace(/\[\n\s+\[/, "[[1e999, "), /1e999|checksum|can't be written/],
  [
    "a bias too short",
    edited((file) => {
      Object(file.layers)[1].bias = [];
    }),
    /layers\[1\]\.bias has 0 entries; expected 1/,
  ],
  [
    "very deep nesting",
    `{"format":"deltarule-model","version":1,"training":${"[".repeat(1e5)}${"]".repeat(1e5)}}`,
    /nested deeper than 64 levels/,
  ],
])("%s is refused with the reason", (_, damaged, reason) => {
  expect(reasonFor(damaged)).toMatch(reason);
});

test("a file that is cut short anywhere is refused", () => {
  for (let length = 0; length < text.trimEnd().length; length++)
    expect(reasonFor(text.slice(0, length))).toMatch(/^model file: /);
});

test("any single changed character is noticed, or changes nothing", () => {
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
      const damaged = text.slice(0, at) + character + text.slice(at + 1);
      if (reasonFor(damaged) === "accepted") expect(JSON.parse(damaged)).toEqual(JSON.parse(text));
    }),
    { seed: 9, numRuns: 2000 },
  );
});

test("a weight that isn't finite is never written", () => {
  const broken = Network.from([{ inputs: 1, units: 1, weights: [Number.NaN] }]);
  expect(() => serializeModel({ network: broken })).toThrow("model file: NaN can't be written as JSON");
});
