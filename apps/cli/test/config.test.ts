import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { expect, test } from "vitest";
import { applyConfig } from "../src/config.ts";
import * as value from "../src/option-values.ts";
import { choice } from "../src/options/choice.ts";
import { emptyFolder, jsonLines, run } from "./deltarule.ts";

/** The options of a command that has one of every kind, once its configuration file is applied. */
async function options(settings: unknown, ...words: readonly string[]): Promise<unknown> {
  const path = join(emptyFolder(), "c.json");
  writeFileSync(path, typeof settings === "string" ? settings : JSON.stringify(settings));
  const command = new Command("try")
    .option("--name <text>", "text")
    .option("--hidden <units>", "units", value.hidden, [20])
    .option("--ignore <columns>", "columns", value.columns)
    .addOption(choice("--missing <policy>", "policy", ["refuse", "drop"], "refuse"))
    .option("--header", "yes")
    .option("--no-header", "no")
    .option("--out <file>", "where")
    .option("--no-out", "nowhere")
    .addOption(new Option("--backend <name...>", "which"))
    .addOption(new Option("--all", "every").conflicts("backend"))
    .option("--json", "lines")
    .option("--config <file>", "this");
  command.parse(["--config", path, ...words], { from: "user" });
  await applyConfig(command);
  const { config, ...others } = command.opts();
  return others;
}

const preset = { hidden: [20], missing: "refuse" };

test("options are parsed as the command line parses them: texts, numbers and lists of them", async () => {
  expect(await options({ name: "x", hidden: "10,5", ignore: ["id", 2], missing: "drop", json: true })).toEqual({
    ...preset,
    name: "x",
    hidden: [10, 5],
    ignore: ["id", "2"],
    missing: "drop",
    json: true,
  });
  expect(await options({ hidden: 7, out: "m.json", backend: ["cpu", "workers"] })).toEqual({
    ...preset,
    hidden: [7],
    out: "m.json",
    backend: ["cpu", "workers"],
  });
});

test("false is what --no-… says, and leaves a switch off", async () => {
  expect(await options({ header: false, out: false, json: false })).toEqual({ ...preset, header: false, out: false });
  expect(await options({ all: false, backend: "cpu" })).toEqual({ ...preset, backend: ["cpu"] });
  expect(await options({})).toEqual(preset);
});

test("the command line wins, lists included; and what it excludes is left out", async () => {
  const settings = { name: "file", ignore: "a,b", backend: "cpu", out: "file.json" };
  expect(await options(settings, "--ignore", "c", "--all", "--no-out")).toEqual({
    ...preset,
    name: "file",
    ignore: ["c"],
    all: true,
    out: false,
  });
});

test.each([
  [{ hiden: 3 }, /c\.json: try has no option "hiden"; expected one of name, hidden, .*; did you mean "hidden"\?$/],
  ['{"__proto__": {"json": true}}', /try has no option "__proto__"/],
  [{ config: "other.json" }, /try has no option "config"/],
  [{ hidden: "ten" }, /c\.json: "hidden" is "ten", which is invalid\. Expected units of each hidden layer/],
  [{ missing: "mean" }, /"missing" is "mean", which is invalid\. Allowed choices are refuse, drop\./],
  [{ name: true }, /"name" is true; expected a text, a number, or a list of them/],
  [{ name: null }, /"name" is null; expected a text/],
  [{ name: [] }, /"name" is an empty list; expected a text/],
  [{ name: ["a", {}] }, /"name" is a list with other things in it; expected a text/],
  [{ name: false }, /"name" is false; expected a text/],
  [{ json: "yes" }, /"json" is "yes"; expected true or false/],
  [{ all: true, backend: "cpu" }, /"all" and "backend" exclude each other; expected one of them/],
  [[1], /c\.json: expected an object of options, such as/],
  ["null", /c\.json: expected an object of options/],
  ["{hidden: 3}", /c\.json: not valid JSON \(.*\); expected an object of options/],
])("%j is refused with the file's name and the option's", async (settings, message) => {
  await expect(options(settings)).rejects.toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
  await expect(options(settings)).rejects.toThrow(message);
});

test("train takes its options from the file, and a file that is wrong or not there is wrong usage", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "quick.json"), JSON.stringify({ epochs: 2, hidden: [3], json: true, out: false }));
  const { out, err, code } = await run(["train", "iris", "--config", "quick.json", "--epochs", "1"], { cwd });
  expect({ err, code }).toEqual({ err: "", code: 0 });
  expect(jsonLines(out).at(-1)).toMatchObject({ epochs: 1, model: null });
  writeFileSync(join(cwd, "typo.json"), JSON.stringify({ epoch: 2 }));
  expect(await run(["train", "iris", "--config", "typo.json"], { cwd })).toMatchObject({
    out: "",
    code: 2,
    err: expect.stringMatching(/^error: typo\.json: train has no option "epoch"; .*did you mean "epochs"\?\n$/),
  });
  expect(await run(["train", "iris", "--config", "none.json"], { cwd })).toMatchObject({
    out: "",
    code: 2,
    err: "error: --config: can't read none.json: no such file or directory\n",
  });
});
