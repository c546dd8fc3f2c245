import { once } from "node:events";
import { text } from "node:stream/consumers";
import { streamTable, textSource } from "@deltarule/data";
import picocolors from "picocolors";
import { expect, test } from "vitest";
import { product, sum, telling, vector } from "../src/explanation/equations.ts";
import { explain } from "../src/explanation/explanation.ts";
import { explanationJson } from "../src/explanation/explanation-json.ts";
import { explanationText } from "../src/explanation/explanation-text.ts";
import { sectionText } from "../src/explanation/section.ts";
import { shownOf } from "../src/explanation/units-shown.ts";
import { emptyFolder, exitOf, jsonLines, run, start } from "./deltarule.ts";
import { halves, outputsOnly, store } from "./small-models.ts";

const screen = { paint: picocolors.createColors(false), width: 100 };
const read = (csv: string) => streamTable(textSource(csv, "small.csv"));

test("by hand: every quantity of the derivation for one row, as an equation with its numbers", async () => {
  const table = await read("x,kind\n2,yes\n");
  const explanation = await explain(halves, table, 1, 0.1);
  expect(explanationText(halves, table, explanation, {}, screen)).toEqual([
    "Row 1 (small.csv, line 2) through 1-1-2 sigmoid units",
    "",
    "Inputs",
    "  a_1  x  2  x  = 2",
    "",
    "Forward, hidden layer",
    "  net_j = Σ_i w_ji a_i + b_j   a_j = 1 / (1 + e^(−net_j))",
    "  net_1 = 0·2 + 0 = 0",
    "  a_1   = 1 / (1 + e^0) = 0.5",
    "",
    "Forward, output layer",
    "  net_k = Σ_j w_kj a_j + b_k   a_k = 1 / (1 + e^(−net_k))",
    "  net_1 = 2·0.5 − 1 = 0",
    "  a_1   = 1 / (1 + e^0) = 0.5 for no",
    "  net_2 = 0·0.5 + 1.099 = 1.099",
    "  a_2   = 1 / (1 + e^−1.099) = 0.75 for yes",
    "",
    "Prediction",
    "  kind = yes, as a_2 = 0.75 is the largest output",
    "  The table says yes, too",
    "",
    "Error",
    "  E = ½ Σ_k (t_k − a_k)²",
    "  E = ½ ((0 − 0.5)² + (1 − 0.75)²) = 0.1563",
    "",
    "Backward, output layer",
    "  ∂E/∂a_k = −(t_k − a_k)   ∂a_k/∂net_k = a_k (1 − a_k)   δ_k = −∂E/∂a_k·∂a_k/∂net_k",
    "  Δw_kj = ε δ_k ∂net_k/∂w_kj   ∂net_k/∂w_kj = a_j",
    "  ∂E/∂a_1     = −(0 − 0.5) = 0.5",
    "  ∂a_1/∂net_1 = 0.5·(1 − 0.5) = 0.25",
    "  δ_1         = −0.5·0.25 = −0.125",
    "  Δw_1j       = 0.1·(−0.125)·(0.5) = (−0.00625)",
    "  Δb_1        = 0.1·(−0.125) = −0.0125",
    "",
    "  ∂E/∂a_2     = −(1 − 0.75) = −0.25",
    "  ∂a_2/∂net_2 = 0.75·(1 − 0.75) = 0.1875",
    "  δ_2         = −(−0.25)·0.1875 = 0.04688",
    "  Δw_2j       = 0.1·0.04688·(0.5) = (0.002344)",
    "  Δb_2        = 0.1·0.04688 = 0.004688",
    "",
    "Backward, hidden layer",
    "  ∂E/∂a_j = −Σ_k δ_k w_kj   ∂a_j/∂net_j = a_j (1 − a_j)   δ_j = −∂E/∂a_j·∂a_j/∂net_j",
    "  Δw_ji = ε δ_j ∂net_j/∂w_ji   ∂net_j/∂w_ji = a_i",
    "  ∂E/∂a_1     = −(2·(−0.125) + 0·0.04688) = 0.25",
    "  ∂a_1/∂net_1 = 0.5·(1 − 0.5) = 0.25",
    "  δ_1         = −0.25·0.25 = −0.0625",
    "  Δw_1i       = 0.1·(−0.0625)·(2) = (−0.0125)",
    "  Δb_1        = 0.1·(−0.0625) = −0.00625",
    "",
    "ε = 0.1; Δw is of this row alone, without momentum",
  ]);
});

test("by hand: as JSON, the whole trace under the names of the derivation", async () => {
  const table = await read("x,kind\n9,no\n2,yes\n");
  const json = explanationJson(halves, await explain(halves, table, 2, 0.1));
  const near = (...numbers: number[]) => numbers.map((x) => expect.closeTo(x, 14));
  expect(json).toEqual({
    type: "explanation",
    row: 2,
    place: "small.csv, line 3",
    prediction: "yes",
    actual: "yes",
    problem: undefined,
    sample: [2],
    target: [0, 1],
    E: expect.closeTo(0.15625, 14),
    learningRate: 0.1,
    layers: [
      {
        dnet_dw: [2],
        net: [0],
        a: [0.5],
        da_dnet: [0.25],
        dE_da: near(0.25),
        delta: near(-0.0625),
        dw: [near(-0.0125)],
        dbias: near(-0.00625),
      },
      {
        dnet_dw: [0.5],
        net: near(0, Math.log(3)),
        a: near(0.5, 0.75),
        da_dnet: near(0.25, 0.1875),
        dE_da: near(0.5, -0.25),
        delta: near(-0.125, 0.046875),
        dw: [near(-0.00625, 0.00234375)],
        dbias: near(-0.0125, 0.0046875),
      },
    ],
  });
});

test("a number is decoded into the target's units, and told apart from what the table says", async () => {
  const target = { name: "y", type: "number", min: 0, max: 8 } as const;
  const model = outputsOnly([0], [Math.log(3)], target);
  const table = await read("x,y\n1,4\n");
  const explanation = await explain(model, table, 1, 1);
  const lines = explanationText(model, table, explanation, {}, screen);
  // y = (0.75 − 0.1) · 8 / 0.8, and 4 is 0.1 + 0.8 · 4 / 8
  expect(lines).toContain("  y = 0 + (0.75 − 0.1)·8 / 0.8 = 6.5");
  expect(lines).toContain("  The table says 4, which is t_1 = 0.5");
  expect(explanation).toMatchObject({ prediction: expect.closeTo(6.5, 12), actual: 4 });
});

test.each([
  ["without the target's column", "x\n2\n", /no column "kind"/],
  ["whose target is missing", "x,kind\n2,\n", /small\.csv, line 2: it is missing/],
  ["of a class that training didn't have", "x,kind\n2,maybe\n", /"maybe", a class that the training rows didn't have/],
])("a row %s is explained as far as its prediction, with the reason", async (_, csv, reason) => {
  const table = await read(csv);
  const explanation = await explain(halves, table, 1, 0.1);
  const lines = explanationText(halves, table, explanation, {}, screen);
  expect(lines).toContain("  kind = yes, as a_2 = 0.75 is the largest output");
  expect(lines.find((line) => line.startsWith("  Without a target there is no error"))).toMatch(reason);
  expect(lines.some((line) => /^(Error|Backward)/.test(line))).toBe(false);
  const json = explanationJson(halves, explanation);
  expect(json).toMatchObject({ prediction: "yes", actual: null, problem: expect.stringMatching(reason) });
  expect(JSON.stringify(json)).not.toMatch(/"(E|target|learningRate|dE_da|delta|dw|dbias)"/);
});

test("a row that the model leaves out has no prediction to explain", async () => {
  await expect(explain(halves, await read("x,kind\n?,yes\n"), 1, 0.1)).rejects.toMatchObject({
    code: "DATA_INVALID",
    message: expect.stringMatching(/^small\.csv, line 2: a value is missing/),
  });
});

test("of a long sum the largest terms are shown by their units' numbers, and what the others come to", () => {
  const terms = [1, -2, 3, -4, 5, 6, -7, 8, 9].map((w) => product(w, 1));
  expect(sum(terms, true).replaceAll("\u00a0", " ")).toBe("1·1 − 2·1 + 3·1 − 4·1 + 5·1 + 6·1 − 7·1 + 8·1 + 9·1");
  // 1 − 2 + 3 − 4 + 5
  expect(sum(terms, false).replaceAll("\u00a0", " ")).toBe("6·1 [6] − 7·1 [7] + 8·1 [8] + 9·1 [9] + (5 more: 3)");
  expect(telling([0, 5, 0, -9, 0, 2, 0, 0, 0], false)).toEqual([0, 1, 3, 5]);
  expect(vector([0, 5, -9], [1, 2]).replaceAll("\u00a0", " ")).toBe("(5 [2], −9 [3], 1 more)");
  expect(product(-2, -3)).toEqual({ text: "2·(−3)", minus: true, value: 6 });
});

test("of wide layers the first hidden units are shown, and the outputs that are answers; or one unit, or all of them", () => {
  const units = (options: Parameters<typeof shownOf>[2]) =>
    shownOf([9, 7, 6], [5, 2], options).map(({ units }) => units);
  expect(units({})).toEqual([
    [0, 1, 2],
    [5, 2],
  ]);
  expect(units({ unit: 7 })).toEqual([[6], [5, 2]]);
  expect(units({ all: true })).toEqual([
    [0, 1, 2, 3, 4, 5, 6],
    [0, 1, 2, 3, 4, 5],
  ]);
  expect(() => units({ unit: 8 })).toThrow(/--unit 8: the widest layer to choose from has 7 units/);
  // a narrower layer has no such unit, and none of it is shown
  expect(shownOf([9, 7, 5, 2], [0], { unit: 6 })[1]).toEqual({ units: [], left: 5, terms: true });
  // without hidden layers there are the outputs to choose from
  expect(shownOf([9, 6], [5], { unit: 2 }).map(({ units }) => units)).toEqual([[1]]);
});

test("equations are broken between terms, at the width of the screen", () => {
  const section = {
    title: "Title",
    formulas: [],
    groups: [
      [{ left: "a", right: sum([product(1.25, 2.5), product(-3.75, 4.5), product(5.5, 6.5)], true) }, "a remark"],
    ],
  };
  expect(sectionText(section, { ...screen, width: 26 })).toEqual([
    "Title",
    "  a = 1.25·2.5 − 3.75·4.5",
    "      + 5.5·6.5",
    "  a remark",
    "",
  ]);
});

test("explain takes the model's own learning rate, unless it is told another", async () => {
  const cwd = emptyFolder();
  store(cwd, "m.json", halves);
  const explained = async (...args: string[]) => {
    const { out, code } = await run(["explain", "m.json", "-", "--json", ...args], { cwd, input: "x,kind\n2,yes\n" });
    expect(code).toBe(0);
    return jsonLines(out)[0];
  };
  expect(await explained()).toMatchObject({ learningRate: 0.1, prediction: "yes" });
  expect(await explained("--learning-rate", "2")).toMatchObject({ learningRate: 2 });
});

test("explain reads no further than its row", async () => {
  const cwd = emptyFolder();
  store(cwd, "m.json", halves);
  const child = start(["explain", "m.json", "-", "--row", "2"], { cwd });
  child.stdin.write("x,kind\n1,no\n2,yes\n");
  const [out, code] = await Promise.all([text(child.stdout), exitOf(child)]);
  expect({ code, first: out.split("\n")[0] }).toEqual({
    code: 0,
    first: "Row 2 (standard input, line 3) through 1-1-2 sigmoid units",
  });
});

test("on real data, explain predicts what predict does", async () => {
  const cwd = emptyFolder();
  await run(["train", "penguins", "--missing", "mean", "--hidden", "5,4", "--epochs", "5", "--out", "m.json"], { cwd });
  const predictions = (await run(["predict", "m.json", "penguins"], { cwd })).out.split("\n").slice(1);
  for (const row of [1, 4, 344]) {
    const { out } = await run(["explain", "m.json", "penguins", "--row", String(row), "--json"], { cwd });
    expect(jsonLines(out)[0]).toMatchObject({ row, prediction: predictions[row - 1], actual: expect.any(String) });
  }
});

test("a row, a unit or an option that isn't there is wrong usage", async () => {
  const cwd = emptyFolder();
  store(cwd, "m.json", halves);
  const input = "x,kind\n2,yes\n";
  for (const [args, message] of [
    [["--row", "2"], /^error: --row 2: standard input has 1 row$/m],
    [["--row", "0"], /--row <n>' argument '0' is invalid/],
    [["--unit", "2"], /^error: --unit 2: the widest layer to choose from has 1 unit$/m],
    [["--learning-rat", "2"], /Did you mean --learning-rate/],
  ] as const) {
    const { out, err, code } = await run(["explain", "m.json", "-", ...args], { cwd, input });
    expect({ out, code }).toEqual({ out: "", code: 2 });
    expect(err).toMatch(message);
  }
});

test("explain ends quietly when nobody reads on", async () => {
  const cwd = emptyFolder();
  await run(["train", "digits", "--epochs", "1", "--quiet", "--out", "m.json"], { cwd });
  const child = start(["explain", "m.json", "digits", "--all"], { cwd });
  await once(child.stdout, "data");
  child.stdout.destroy();
  const [err, code] = await Promise.all([text(child.stderr), exitOf(child)]);
  expect({ err, code }).toEqual({ err: "", code: 0 });
});
