import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseModel } from "@deltarule/core";
import { expect, test } from "vitest";
import { emptyFolder, jsonLines, run } from "./deltarule.ts";

test("train needs nothing but a sample's name: it says what it does, tests the result, writes a model and says what to type next", async () => {
  const cwd = emptyFolder();
  const { out, err, code } = await run(["train", "iris"], { cwd });
  expect(code).toBe(0);
  expect(out).toMatch(/target +species, the last column: 3 classes \(setosa, versicolor, virginica\)/);
  expect(out).toMatch(/rows +105 to train, 15 to validate, 30 to test, seed 0/);
  expect(out).toMatch(/Test on 30 held-out rows: accuracy \d+\.\d % \(\d+ of 30 right\)/);
  expect(out).toContain("Model written to iris.model.json");
  expect(out).toContain("deltarule predict iris.model.json iris");
  expect(err).toMatch(/^epoch 28\/273, error 0\.\d+, validation 0\.\d+, [\d,]+ samples\/s, <?\d\.\d s left$/m);
  expect(err.trimEnd().split("\n")).toHaveLength(10);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
  expect(out + err).not.toMatch(/\x1b/);
  expect(parseModel(readFileSync(join(cwd, "iris.model.json"), "utf8")).network.sizes).toEqual([4, 20, 3]);
});

test("started through npm it shows commands as npm takes them", async () => {
  const { out } = await run(["train", "xor", "--epochs", "1"], {
    cwd: emptyFolder(),
    env: { npm_lifecycle_event: "start" },
  });
  expect(out).toContain("npm start -- predict xor.model.json xor");
});

test("the same command on a backend that is named writes the same model, byte for byte", async () => {
  const [one, two] = [emptyFolder(), emptyFolder()];
  const args = ["train", "wine", "--seed", "3", "--epochs", "20", "--backend", "cpu"];
  for (const cwd of [one, two]) await run(args, { cwd });
  const model = readFileSync(join(one, "wine.model.json"));
  expect(model.equals(readFileSync(join(two, "wine.model.json")))).toBe(true);
});

test("a model that is there already is replaced", async () => {
  const cwd = emptyFolder();
  for (const hidden of ["3", "4"]) await run(["train", "xor", "--epochs", "1", "--hidden", hidden], { cwd });
  expect(parseModel(readFileSync(join(cwd, "xor.model.json"), "utf8")).network.sizes).toEqual([2, 4, 2]);
  expect(readdirSync(cwd)).toEqual(["xor.model.json"]);
});

test("a table of numbers is measured by RMSE and R²", async () => {
  const rows = Array.from({ length: 60 }, (_, x) => `${x},${3 * x + 7.5}`);
  const { out, code } = await run(["train", "-", "--no-out"], {
    cwd: emptyFolder(),
    input: `x,y\n${rows.join("\n")}\n`,
  });
  expect(code).toBe(0);
  expect(out).toMatch(/target +y, the last column: a number, /);
  expect(out).toMatch(/Test on 12 held-out rows: RMSE [\d.]+ \(in the units of y\), R² 0\.9\d+/);
  expect(out).not.toContain("Model written");
});

test("train --json writes a line an epoch and the result, and nothing else", async () => {
  const { out, err, code } = await run(["train", "iris", "--json", "--epochs", "3"], { cwd: emptyFolder() });
  const lines = jsonLines(out);
  expect(code).toBe(0);
  expect(err).toBe("");
  expect(lines).toHaveLength(4);
  for (const [e, line] of lines.slice(0, 3).entries())
    expect(line).toEqual({
      type: "epoch",
      epoch: e + 1,
      error: expect.any(Number),
      validation: expect.any(Number),
      accuracy: expect.any(Number),
      samplesPerSecond: expect.any(Number),
    });
  const three = [expect.any(Number), expect.any(Number), expect.any(Number)];
  expect(lines[3]).toEqual({
    type: "result",
    epochs: 3,
    stopped: "epochs",
    error: expect.any(Number),
    validation: expect.any(Number),
    samplesPerSecond: expect.any(Number),
    backend: expect.stringMatching(/^(cpu|workers)$/),
    device: expect.any(String),
    auto: {
      why: expect.stringMatching(/^auto: (cpu|workers)/),
      timed: ["cpu", "workers"].map(() => ({
        backend: expect.stringMatching(/^(cpu|workers)$/),
        device: expect.any(String),
        samplesPerSecond: expect.any(Number),
      })),
      leftOut: [],
      rows: 10,
    },
    test: {
      heldOut: true,
      rows: 30,
      accuracy: expect.any(Number),
      classes: ["setosa", "versicolor", "virginica"],
      confusion: [three, three, three],
    },
    model: "iris.model.json",
  });
});

test("evaluate gives the measures of the test result, for people and as JSON", async () => {
  const cwd = emptyFolder();
  await run(["train", "iris"], { cwd });
  const { out } = await run(["evaluate", "iris.model.json", "iris"], { cwd });
  expect(out).toMatch(
    /^iris\.model\.json on 150 rows of sample iris: accuracy 9\d\.\d % \(\d+ of 150 right\)\n\n {2}actual/,
  );
  const [line] = jsonLines((await run(["evaluate", "iris.model.json", "iris", "--json"], { cwd })).out);
  expect(line).toMatchObject({ type: "evaluation", rows: 150, dropped: 0, accuracy: expect.any(Number) });
});

test("how a table is read can be said: without a header, with another delimiter; the next commands and the model say it too", async () => {
  const cwd = emptyFolder();
  const rows = Array.from({ length: 40 }, (_, r) => `a${r % 2}!${r % 2 ? "odd" : "even"}`);
  writeFileSync(join(cwd, "words.csv"), `${rows.join("\n")}\n`);
  const reading = ["--no-header", "--delimiter", "!"];
  const { out, code } = await run(["train", "words.csv", ...reading], { cwd });
  expect(code).toBe(0);
  expect(out).toMatch(/words\.csv: 40 rows, 2 columns\n/);
  expect(out).toContain("deltarule predict words.model.json words.csv --no-header --delimiter '!'");
  expect(parseModel(readFileSync(join(cwd, "words.model.json"), "utf8")).training).toMatchObject({
    data: { header: false, delimiter: "!" },
  });
  const predicted = await run(["predict", "words.model.json", "words.csv", ...reading], { cwd });
  expect(predicted.out.trimEnd().split("\n")).toHaveLength(41);
  const [evaluation] = jsonLines(
    (await run(["evaluate", "words.model.json", "words.csv", "--json", ...reading], { cwd })).out,
  );
  expect(evaluation).toMatchObject({ rows: 40, accuracy: 1 });
});

test("a header may hold numbers, and a tab has a name", async () => {
  const input = `1999\t2000\n${"a\tb\nc\td\n".repeat(9)}`;
  const { out } = await run(["train", "-", "--header", "--delimiter", "tab", "--epochs", "1", "--no-out"], {
    cwd: emptyFolder(),
    input,
  });
  expect(out).toMatch(/18 rows, 2 columns\n *target +2000, the last column: 2 classes \(b, d\)/);
});

test("a backend's options are named after it, and the model says them", async () => {
  const cwd = emptyFolder();
  const { out } = await run(["train", "xor", "--backend", "cpu:simd=false", "--epochs", "1"], { cwd });
  expect(out).toMatch(/backend +cpu: JavaScript, /);
  expect(parseModel(readFileSync(join(cwd, "xor.model.json"), "utf8")).training).toMatchObject({
    backend: { name: "cpu", options: { simd: false } },
  });
});

test("backends lists what can compute, for people and as JSON", async () => {
  const cwd = emptyFolder();
  const { out } = await run(["backends"], { cwd });
  expect(out).toMatch(/^cpu +f32 +yes +\S/m);
  expect(out).toMatch(/^cpu:simd=false +f32 +yes +JavaScript/m);
  expect(jsonLines((await run(["backends", "--json"], { cwd })).out)).toContainEqual({
    type: "backend",
    name: "cpu",
    available: true,
    device: expect.any(String),
    precision: "f32",
    deterministic: true,
  });
});

test.each([
  [["train"], /missing required argument 'file'\nSee deltarule train --help/],
  [["trian", "iris"], /unknown command 'trian'\n\(Did you mean train\?\)/],
  [["train", "iris", "--hiden", "3"], /unknown option '--hiden'\n\(Did you mean --hidden\?\)/],
  [
    ["train", "iris", "--momentum", "1"],
    /--momentum <α>' argument '1' is invalid\. Expected a number from 0 to below 1/,
  ],
  [
    ["train", "iris", "--hidden", "10,x"],
    /--hidden <units>' argument '10,x' is invalid\. Expected units of each hidden layer/,
  ],
  [
    ["train", "iris", "--delimiter", ";;"],
    /--delimiter <character>' argument ';;' is invalid\. Expected one character/,
  ],
  [
    ["train", "iris", "--backend", "cpu:simd=no"],
    /--backend <name>' argument 'cpu:simd=no' is invalid\. cpu's option simd/,
  ],
  [["train", "iris", "--target", "specis"], /target: sample iris has no column "specis"; .* did you mean "species"\?/],
  [["train", "iris", "--test", "0.6", "--validation", "0.5"], /nothing is left to train on/],
  [[], /^Usage: deltarule/],
])("%j is wrong usage: exit code 2 and what is wrong", async (args, message) => {
  const { out, err, code } = await run(args, { cwd: emptyFolder() });
  expect({ out, code }).toEqual({ out: "", code: 2 });
  expect(err).toMatch(message);
});

test.each([
  [["train", "irris"], /^error: no file irris, and no sample of that name; .*\. Did you mean iris\?$/],
  [["train", "."], /^error: \. is a folder; expected a table$/],
  [["train", "-"], /^error: standard input: empty; expected a CSV table$/],
  [["train", process.execPath], /^error: .*, line 1: not UTF-8 text; save the file as UTF-8$/],
  [
    ["train", "iris", "--out", "no/such/model.json"],
    /^error: can't write no\/such\/model\.json: folder no\/such: no such file or directory; /,
  ],
  [
    ["train", "iris", "--out", "notes.txt"],
    /^error: won't replace notes\.txt: it is there already and no deltarule model; /,
  ],
  [
    ["train", "iris", "--backend", "quantum"],
    /^error: .*"quantum" is neither a known backend \(.*cpu.*\) nor an installed package/,
  ],
  [
    ["train", "gaps.csv"],
    /^error: gaps\.csv: values are missing in a \(1, first in line 3\); --missing drop leaves such rows out, --missing mean fills in the column's mean or most frequent category$/,
  ],
  [["predict", "none.json", "iris"], /^error: can't read the model none\.json: no such file or directory; /],
  [["predict", "notes.txt", "iris"], /^error: notes\.txt: model file: not valid JSON/],
])("%j fails: exit code 1 and one line that says why", async (args, message) => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "notes.txt"), "not a model\n");
  writeFileSync(join(cwd, "gaps.csv"), "a,b\n1,x\n?,y\n");
  const { out, err, code } = await run(args, { cwd });
  expect({ out, code }).toEqual({ out: "", code: 1 });
  expect(err.trimEnd()).toMatch(message);
  expect(err.trimEnd()).not.toContain("\n");
  expect(readdirSync(cwd).sort()).toEqual(["gaps.csv", "notes.txt"]);
});

test("help and version are no failures", async () => {
  const cwd = emptyFolder();
  expect(await run(["--version"], { cwd })).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  for (const command of ["train", "inspect", "predict", "evaluate", "backends", "conformance"])
    expect(await run([command, "--help"], { cwd })).toMatchObject({
      code: 0,
      out: expect.stringContaining(`Usage: deltarule ${command}`),
    });
});

test("a training that diverges fails, and keeps the last weights that were numbers", async () => {
  const cwd = emptyFolder();
  const backend = join(import.meta.dirname, "fixtures/diverging.mjs");
  const { err, code } = await run(["train", "iris", "--backend", backend], { cwd });
  expect(code).toBe(1);
  expect(err).toMatch(
    /^iris\.model\.json holds the weights of epoch \d+\nerror: the training diverged: .* --learning-rate smaller than 0\.1/m,
  );
  parseModel(readFileSync(join(cwd, "iris.model.json"), "utf8"));
});
