import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { parseModel } from "@deltarule/core";
import { expect, test } from "vitest";
import { emptyFolder, exitOf, jsonLines, run, start } from "./deltarule.ts";

let model: string | undefined;

/** A folder with a model, which is trained for the first one that asks. */
async function withModel(): Promise<string> {
  const cwd = emptyFolder();
  const path = join(cwd, "iris.model.json");
  if (model === undefined) {
    await run(["train", "iris", "--epochs", "50"], { cwd });
    model = readFileSync(path, "utf8");
  } else writeFileSync(path, model);
  return cwd;
}

test("predict answers each row before the next one comes", async () => {
  const child = start(["predict", "iris.model.json", "-"], { cwd: await withModel() });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => (await lines.next()).value;
  child.stdin.write("petal_length,petal_width,sepal_length,sepal_width\n1.4,0.2,5.1,3.5\n");
  expect(await next()).toBe("species");
  expect(await next()).toBe("setosa");
  child.stdin.write("6.0,2.5,6.3,3.3\n");
  expect(await next()).toBe("virginica");
  child.stdin.end();
  expect(await exitOf(child)).toBe(0);
});

test("predict keeps its lines up to the row that it can't read, and says where that is", async () => {
  const cwd = await withModel();
  const input = "sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n5.1,3.5,big,0.2\n";
  const { out, err, code } = await run(["predict", "iris.model.json", "-"], { cwd, input });
  expect({ out, code }).toEqual({ out: "species\nsetosa\n", code: 1 });
  expect(err).toMatch(/^error: standard input, line 3: petal_length is "big"; expected a finite number/);
});

test("predict ends quietly when nobody reads on", async () => {
  const child = start(["predict", "iris.model.json", "-"], { cwd: await withModel() });
  const row = "5.1,3.5,1.4,0.2\n";
  child.stdin.on("error", () => {});
  child.stdin.write("sepal_length,sepal_width,petal_length,petal_width\n");
  child.stdin.write(row.repeat(50_000));
  await once(child.stdout, "data");
  child.stdout.destroy();
  const [err, code] = await Promise.all([text(child.stderr), exitOf(child)]);
  expect({ err, code }).toEqual({ err: "", code: 0 });
});

const everyCommand: readonly (readonly string[])[] = [
  ["--help"],
  ["train", "iris", "--epochs", "20", "--quiet"],
  ["train", "iris", "--epochs", "20", "--json"],
  ["inspect", "iris"],
  ["inspect", "iris.model.json"],
  ["predict", "iris.model.json", "iris"],
  ["evaluate", "iris.model.json", "iris"],
  ["compare", "iris.model.json", "iris.model.json", "iris"],
  ["explain", "iris.model.json", "iris", "--row", "3"],
  ["backends"],
  ["conformance", "--json", "--only", "update"],
  ["bench", "--layers", "2,2,1", "--rounds", "1", "--quiet"],
  ["completions", "zsh"],
];

test.each(everyCommand.map((args) => ({ args })))(
  "nobody reads what $args writes: it ends quietly",
  async ({ args }) => {
    const child = start(args, { cwd: await withModel() });
    // closed long before the program has begun to write
    child.stdout.destroy();
    const [err, code] = await Promise.all([text(child.stderr), exitOf(child)]);
    expect({ err, code }).toEqual({ err: "", code: 0 });
  },
);

const readers: readonly (readonly string[])[] = [
  ["train", "-", "--epochs", "2", "--quiet", "--no-out"],
  ["inspect", "-"],
  ["predict", "iris.model.json", "-"],
  ["evaluate", "iris.model.json", "-"],
  ["compare", "iris.model.json", "iris.model.json", "-"],
  ["explain", "iris.model.json", "-"],
];

test.each(readers.map((args) => ({ args })))(
  "$args reads a table from standard input, and writes its result to standard output",
  async ({ args }) => {
    const input = readFileSync(new URL("../../../packages/data/samples/iris.csv", import.meta.url));
    const { out, err, code } = await run(args, { cwd: await withModel(), input });
    expect({ err, code }).toEqual({ err: "", code: 0 });
    expect(out).not.toBe("");
  },
);

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends a training and keeps what was learnt: exit code 130",
  async (signal) => {
    const cwd = emptyFolder();
    const child = start(["train", "digits", "--epochs", "1000000", "--json"], { cwd });
    child.stdout.once("data", () => child.kill(signal));
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exitOf(child)]);
    expect({ err, code }).toEqual({ err: "", code: 130 });
    expect(jsonLines(out).at(-1)).toMatchObject({ type: "result", stopped: "aborted", model: "digits.model.json" });
    expect(parseModel(readFileSync(join(cwd, "digits.model.json"), "utf8")).training).toMatchObject({
      result: { stopped: "aborted" },
    });
  },
);

test("SIGINT before the training starts ends at once, without a file", async () => {
  const cwd = emptyFolder();
  const child = start(["train", "-", "--out", "m.json"], { cwd });
  // it is reading: the header is taken, and more is waited for
  await new Promise((taken) => child.stdin.write("a,b\n", taken));
  child.kill("SIGINT");
  const code = await exitOf(child);
  expect(existsSync(join(cwd, "m.json"))).toBe(false);
  // null where the signal came before the program watched for it
  expect([130, null]).toContain(code);
});
