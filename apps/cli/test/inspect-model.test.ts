import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Network, serializeModel } from "@deltarule/core";
import type { Encoding, InputColumn } from "@deltarule/data";
import picocolors from "picocolors";
import { expect, test } from "vitest";
import { imageSize } from "../src/inspection/image-inputs.ts";
import { weightPictures } from "../src/inspection/weight-pictures.ts";
import { parseStored, type TableModel } from "../src/model-store.ts";
import { abridged, whole } from "../src/text/abridged.ts";
import { emptyFolder, jsonLines, run } from "./deltarule.ts";
import { encodingOf, halves, outputsOnly, store } from "./small-models.ts";

const screen = { paint: picocolors.createColors(false), width: 80 };

test("by hand: a model's layers, its columns and how it was trained", async () => {
  const cwd = emptyFolder();
  store(cwd, "m.json", halves);
  const { out, err, code } = await run(["inspect", "m.json"], { cwd });
  expect({ err, code }).toEqual({ err: "", code: 0 });
  // √(2² + (−1)² + (ln 3)²) = 2.491
  expect(out.split("\n")).toEqual([
    "m.json: 1-1-2 sigmoid units, 6 weights",
    "",
    "layer   units  weights  of them biases  from  to   norm",
    "input       1",
    "hidden      1        2               1     0   0      0",
    "output      2        4               2    −1   2  2.491",
    "",
    "column  role    type     encoding",
    "x       input   number   1 unit: x",
    "kind    target  classes  2 units: one a class (no, yes)",
    "",
    "Encoded as 1 input unit, 2 output units; rows with a value missing are left out",
    "",
    "trained on  small.csv: 3 rows; 0 to validate, 0 to test, 1 left out",
    "by          ε 0.1, momentum 0.5, batch 10, seed 7",
    "result      after 2 epochs: error 0.250; accuracy 100.0 % on 3 training rows",
    "backend     cpu: paper, f32",
    "program     deltarule 0.0.0, Node 0.0.0",
    "state       none: it is no checkpoint to go on from",
    "",
  ]);
});

test("by hand: as JSON, an object a layer, one a column, and the result with the record of the training", async () => {
  const cwd = emptyFolder();
  store(cwd, "m.json", halves);
  const { out } = await run(["inspect", "m.json", "--json"], { cwd });
  expect(jsonLines(out)).toEqual([
    { type: "layer", name: "hidden", units: 1, weights: 2, biases: 1, min: 0, max: 0, norm: 0 },
    {
      type: "layer",
      name: "output",
      units: 2,
      weights: 4,
      biases: 2,
      min: -1,
      max: 2,
      norm: expect.closeTo(Math.sqrt(5 + Math.log(3) ** 2), 14),
    },
    { type: "column", name: "x", role: "input", encoding: { name: "x", type: "number", scaling: "none", mean: 0 } },
    {
      type: "column",
      name: "kind",
      role: "target",
      encoding: { name: "kind", type: "classes", classes: ["no", "yes"] },
    },
    {
      type: "result",
      name: "m.json",
      sizes: [1, 1, 2],
      weights: 6,
      encoding: { missing: "drop", unseen: "refuse" },
      training: halves.training,
    },
  ]);
});

test("a checkpoint says where its training stands", async () => {
  const cwd = emptyFolder();
  await run(["train", "xor", "--epochs", "3", "--checkpoint", "c.json", "--no-out"], { cwd });
  const { out } = await run(["inspect", "c.json"], { cwd });
  expect(out).toMatch(/^by +ε 0\.1, momentum 0\.5, batch 10, seed 0$/m);
  expect(out).toMatch(/^state +step 3, epoch 3, on cpu: train --resume goes on from there$/m);
  const [result] = jsonLines((await run(["inspect", "c.json", "--json"], { cwd })).out).slice(-1);
  expect(result).toMatchObject({
    type: "result",
    state: { step: 3, setting: { momentum: 0.5 }, backend: { name: "cpu" } },
  });
});

test("a model is known by its first bytes, on standard input too, and whatever its layout", async () => {
  const cwd = emptyFolder();
  const text = store(cwd, "m.csv", halves);
  const reformatted = JSON.stringify(JSON.parse(text), undefined, 4);
  for (const [file, input] of [
    ["m.csv", ""],
    ["-", text],
    ["-", reformatted],
  ] as const)
    expect((await run(["inspect", file], { cwd, input })).out).toMatch(/^(m\.csv|standard input): 1-1-2 sigmoid units/);
  const cut = await run(["inspect", "-"], { cwd, input: text.slice(0, -20) });
  expect(cut).toMatchObject({ out: "", code: 1, err: expect.stringMatching(/^error: standard input: .* cut short/) });
});

test("a model without an encoding shows its layers", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "m.json"), serializeModel({ network: Network.create([2, 1], { seed: 1 }) }));
  const { out, code } = await run(["inspect", "m.json"], { cwd });
  expect(code).toBe(0);
  expect(out).toMatch(/^m\.json: 2-1 sigmoid units, 3 weights/);
  expect(out).toContain("No encoding: it doesn't say what its inputs and outputs mean");
});

test("an encoding of another size than the network is refused, naming both", () => {
  const { network } = outputsOnly([0, 0, 0], [0, 0, 0]);
  const text = serializeModel({ network, encoding: encodingOf() });
  expect(() => parseStored(text, "m.json")).toThrow(
    "m.json: its encoding is of 1 inputs and 2 outputs; expected 1 and 3, as its network has",
  );
});

test("of many columns the middle is left out, unless all are asked for; the target stays", async () => {
  const cwd = emptyFolder();
  const names = Array.from({ length: 30 }, (_, c) => `c${c + 1}`).join(",");
  const rows = ["a", "b"].map((label) => `${"1,".repeat(19)}${label}${",2".repeat(10)}\n`);
  const input = `${names}\n${rows.join("")}`;
  const { out } = await run(["inspect", "-", "--target", "c20"], { cwd, input });
  const shown = out
    .split("\n")
    .slice(3, 22)
    .map((line) => line.split(" ")[0]);
  expect(shown).toEqual([..."c1 c2 c3 c4 c5 c6 c7 c8 c9 c10 c11 c12 … c20 … c27 c28 c29 c30".split(" ")]);
  expect(out).toContain("7 more columns: --all");
  expect((await run(["inspect", "-", "--target", "c20", "--all"], { cwd, input })).out).toMatch(/^c23 /m);
});

test("a list is never made longer by what says that it is shorter", () => {
  const show = (n: number, first: number, last: number) =>
    abridged(
      Array.from({ length: n }, (_, i) => i + 1),
      { first, last },
      String,
      (omitted) => `${omitted.length} more`,
    ).join(" ");
  expect([show(5, 2, 1), show(4, 2, 1), show(3, 2, 1), show(1, 2, 1), show(0, 2, 1)]).toEqual([
    "1 2 2 more 5",
    "1 2 3 4",
    "1 2 3",
    "1",
    "",
  ]);
  expect(abridged([1, 2], whole, String, () => "…")).toEqual(["1", "2"]);
});

/** Pixels of 0 … 1, the last one of which never changes, and an output for dark images and one for light ones. */
function pixels(names: readonly string[], weights: readonly number[]): TableModel {
  const inputs = names.map((name, i): InputColumn => {
    const last = i === names.length - 1;
    return { name, type: "number", scaling: "range", min: 0, max: last ? 0 : 1, mean: 0 };
  });
  const target = { name: "kind", type: "classes", classes: ["dark", "light"] } as const;
  const encoding: Encoding = { columns: [...names, "kind"], inputs, target, missing: "refuse", unseen: "refuse" };
  const network = Network.from([{ inputs: names.length, units: 2, weights, bias: [0, 0] }]);
  return { network, encoding, training: null };
}

// w_ji row by row of pixels: to "dark", to "light"
const weights = [-4, 1, 2, 2, -1, 3, 9, 9];

test("by hand: the weights from the pixels to each unit as pictures, side by side, with one scale", () => {
  const model = pixels(["p0", "p1", "p2", "p3"], weights);
  expect(weightPictures("m.json", model, {}, screen)).toEqual([
    "Weights from 2 × 2 pixels to the 2 units above them",
    "−4 ≡≡==--··  ░░▒▒▓▓██ 4",
    "",
    "dark   light",
    "≡≡▒▒   ░░▒▒",
    "··     ▓▓",
    "",
  ]);
  expect(weightPictures("m.json", model, { unit: 2 }, screen).slice(3)).toEqual(["light", "░░▒▒", "▓▓", ""]);
  expect(() => weightPictures("m.json", model, { unit: 3 }, screen)).toThrow(
    "--unit 3: the layer above the inputs has 2 units",
  );
});

test("images are n × n columns of numbers that are numbered alike, or of the size that is said", () => {
  const encoding = (...names: string[]) =>
    pixels(
      names,
      names.flatMap(() => [0, 0]),
    ).encoding;
  expect(imageSize("m", encoding("pixel 1", "pixel 2", "pixel 3", "pixel 4"), undefined)).toEqual({ rows: 2, cols: 2 });
  expect(imageSize("m", encoding("p0_0", "p0_1", "p1_0", "p1_1"), undefined)).toEqual({ rows: 2, cols: 2 });
  expect(imageSize("m", encoding("a", "b", "c"), { rows: 1, cols: 3 })).toEqual({ rows: 1, cols: 3 });
  for (const names of [
    ["p1", "p2", "p3"],
    ["p1", "p2", "q3", "p4"],
    ["length", "width", "height", "weight"],
  ])
    expect(() => imageSize("m", encoding(...names), undefined)).toThrow(/inputs of m aren't plainly an image/);
  expect(() => imageSize("m", encoding("p1", "p2", "p3"), { rows: 2, cols: 2 })).toThrow(
    "--image-size 2x2: expected a size for the 3 inputs of m",
  );
});

test("the weights to each unit as JSON, of any model", async () => {
  const cwd = emptyFolder();
  store(cwd, "m.json", pixels(["length", "width", "height", "weight"], weights));
  const { out } = await run(["inspect", "m.json", "--weights", "--json"], { cwd });
  expect(jsonLines(out)).toEqual([
    { type: "unit", unit: 1, weights: [-4, 2, -1, 9], bias: 0 },
    { type: "unit", unit: 2, weights: [1, 2, 3, 9], bias: 0 },
  ]);
});

test("what is of a model isn't asked of a table, and a model stands alone", async () => {
  const cwd = emptyFolder();
  store(cwd, "m.json", halves);
  for (const [args, message] of [
    [["iris", "--weights"], /^error: --weights is of a model; iris is a table$/m],
    [["m.json", "iris"], /^error: m\.json is a model; expected tables alone, or one model$/m],
    [["m.json", "--weights"], /^error: --weights: the 1 inputs of m\.json aren't plainly an image/m],
    [["m.json", "--weights", "--image-size", "2by2"], /Expected rows and columns of pixels, such as 28x28/],
  ] as const) {
    const { out, err, code } = await run(["inspect", ...args], { cwd });
    expect({ out, code }).toEqual({ out: "", code: 2 });
    expect(err).toMatch(message);
  }
});
