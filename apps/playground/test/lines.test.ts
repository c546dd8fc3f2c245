import { Network, trace } from "@deltarule/core";
import { expect, test } from "vitest";
import { linesOf } from "../src/derivation/lines.ts";
import { edgeTerm, isPointed, partOf, tex, unitTerm } from "../src/derivation/terms.ts";

// net = 0.5 · 1 − 0.25 · 2 = 0, so a = ½ everywhere
const network = Network.from([
  { inputs: 2, units: 1, weights: [0.5, -0.25], bias: [0] },
  { inputs: 1, units: 1, weights: [2], bias: [-1] },
]);
const traced = trace(network, [1, 2], [1], { learningRate: 0.5 });

/** TeX without the marks of its terms. */
const plain = (numeric = "") => numeric.replace(/\\htmlClass\{[^}]*\}\{([^}]*)\}/g, "$1");

test("an output's lines go from net input to δ, by hand", () => {
  const lines = linesOf(network, traced, { kind: "unit", layer: 2, unit: 0 });
  expect(lines.map(({ name, numeric, value }) => [name, plain(numeric), value])).toEqual([
    ["net input", "2\\cdot 0.5 + (-1)", 0],
    ["activation", "\\frac{1}{1 + e^{0}}", 0.5],
    ["error", "\\tfrac12 (1 - 0.5)^2", 0.125],
    ["error by activation", "-(1 - 0.5)", -0.5],
    ["its slope", "0.5\\,(1 - 0.5)", 0.25],
    ["δ of an output", "(1 - 0.5)\\cdot 0.25", 0.125],
  ]);
});

test("a hidden unit's δ comes from the δ above it, by hand", () => {
  const lines = linesOf(network, traced, { kind: "unit", layer: 1, unit: 0 });
  expect(lines.map(({ name, numeric, value }) => [name, plain(numeric), value])).toEqual([
    ["net input", "0.5\\cdot 1 + (-0.25)\\cdot 2 + 0", 0],
    ["activation", "\\frac{1}{1 + e^{0}}", 0.5],
    ["error by activation", "-\\left(0.125\\cdot 2\\right)", -0.25],
    ["its slope", "0.5\\,(1 - 0.5)", 0.25],
    ["δ of a hidden unit", "0.25\\cdot 0.25", 0.0625],
  ]);
});

test("a weight's lines end in Δw = ε δ_j a_i, by hand", () => {
  const lines = linesOf(network, traced, { kind: "weight", layer: 1, from: 1, unit: 0 });
  expect(lines.map(({ name, numeric, value }) => [name, plain(numeric), value])).toEqual([
    ["net input by weight", "", 2],
    ["error by weight", "(-0.25)\\cdot 0.25\\cdot 2", -0.125],
    ["weight change", "0.5\\cdot 0.0625\\cdot 2", 0.0625],
  ]);
  expect(lines[2]!.symbolic).toBe("\\Delta w_{ji} = \\varepsilon\\, \\delta_j\\, a_i");
});

test("a weight to an output is w_kj and moves by δ_k; a bias is the weight from a 1", () => {
  const lines = linesOf(network, traced, { kind: "weight", layer: 2, from: "bias", unit: 0 });
  expect(lines.map(({ symbolic, numeric, value }) => [symbolic.split(" = ").at(-1), plain(numeric), value])).toEqual([
    ["1", "", 1],
    ["-\\delta_k", "(-0.5)\\cdot 0.25\\cdot 1", -0.125],
    ["\\varepsilon\\, \\delta_k", "0.5\\cdot 0.125", 0.0625],
  ]);
  const [, , change] = linesOf(network, traced, { kind: "weight", layer: 2, from: 0, unit: 0 });
  expect(change!.symbolic).toBe("\\Delta w_{kj} = \\varepsilon\\, \\delta_k\\, a_j");
});

test("of a long sum the first terms are written out, and its value is that of all", () => {
  const wide = Network.from([{ inputs: 50, units: 1, weights: new Float64Array(50).fill(1) }]);
  const [net] = linesOf(wide, trace(wide, new Float64Array(50).fill(1), [0]), { kind: "unit", layer: 1, unit: 0 });
  expect(plain(net!.numeric)).toBe("1\\cdot 1 + 1\\cdot 1 + 1\\cdot 1 + \\dots");
  expect(net!.value).toBe(50);
});

test.each([
  [0, "0"],
  [1 / 3, "0.333"],
  [-1234.5, "-1230"],
  [0.0000123, "1.23\\cdot 10^{-5}"],
  [-2e20, "-2.00\\cdot 10^{20}"],
])("%d is written %s", (x, text) => {
  expect(tex(x)).toBe(text);
});

test("a term says what it is of, and is lit where that is pointed at", () => {
  const [net] = linesOf(network, traced, { kind: "unit", layer: 1, unit: 0 });
  const marks = [...net!.numeric!.matchAll(/htmlClass\{([^}]*)\}/g)].map(([, name]) => partOf(name!));
  expect(marks).toEqual([
    { kind: "weight", layer: 1, from: 0, unit: 0 },
    { kind: "weight", layer: 1, from: 1, unit: 0 },
    { kind: "weight", layer: 1, from: "bias", unit: 0 },
  ]);
  const edge = { layer: 12, from: 0, unit: 345 };
  expect(partOf(edgeTerm(edge, "x"))).toEqual({ kind: "weight", ...edge });
  expect(partOf(unitTerm({ layer: 3, unit: 40 }, "x"))).toEqual({ kind: "unit", layer: 3, unit: 40 });
  expect(partOf("mord")).toBeUndefined();

  const [fromInput] = marks;
  expect(isPointed(fromInput!, { kind: "unit", layer: 0, unit: 0 })).toBe(true);
  expect(isPointed(fromInput!, { kind: "unit", layer: 0, unit: 1 })).toBe(false);
  expect(isPointed({ kind: "unit", layer: 1, unit: 0 }, { kind: "unit", layer: 1, unit: 0 })).toBe(true);
  expect(isPointed({ kind: "unit", layer: 1, unit: 0 }, fromInput!)).toBe(false);
});
