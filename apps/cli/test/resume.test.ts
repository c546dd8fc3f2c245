import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { generator, parseModel } from "@deltarule/core";
import { expect, test } from "vitest";
import { emptyFolder, exitOf, jsonLines, run, start } from "./deltarule.ts";

const bytesOf = (cwd: string, file: string) => readFileSync(join(cwd, file), "utf8");

/** A model names the backend: files are compared of one that no clock has chosen. */
const cpu = ["--backend", "cpu"];

/** The model that a command writes when nothing interrupts it. */
async function whole(args: readonly string[]): Promise<string> {
  const cwd = emptyFolder();
  expect(await run([...args, "--out", "whole.json", "--json"], { cwd })).toMatchObject({ err: "", code: 0 });
  return bytesOf(cwd, "whole.json");
}

/** Tables of every kind, all with momentum and shuffled; iris and wine with a remainder and validation rows. */
const trainings: readonly (readonly string[])[] = [
  ["train", "iris", "--epochs", "400", "--momentum", "0.9"],
  ["train", "xor", "--epochs", "600", "--hidden", "3", "--batch", "1"],
  ["train", "wine", "--epochs", "400", "--batch", "7", "--seed", "3"],
  ["train", "digits", "--epochs", "200", "--batch", "100"],
  ["train", "numbers.csv", "--epochs", "400", "--batch", "full", "--hidden", "5,4"],
];
const numbers = `x,y\n${Array.from({ length: 60 }, (_, x) => `${x},${Math.sin(x / 9)}`).join("\n")}\n`;
const moments = 10;

test.each(trainings)(
  "killed at ten random moments, `%s %s` ends with the model of the training that was left alone",
  { timeout: 120_000 },
  async (...training) => {
    const args = [...training, ...cpu];
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "numbers.csv"), numbers);
    expect(await run([...args, "--out", "whole.json", "--json"], { cwd })).toMatchObject({ err: "", code: 0 });

    const { uniform, integer } = generator(args.join(" ").length);
    const checkpointing = [...args, "--out", "m.json", "--json", "--checkpoint", "ck.json"];
    const command = () => [
      ...checkpointing,
      "--checkpoint-every",
      "1-epoch",
      ...(existsSync(join(cwd, "ck.json")) ? ["--resume", "ck.json"] : []),
    ];
    for (let kill = 0; kill < moments; kill++) {
      const child = start(command(), { cwd });
      const ended = exitOf(child);
      const lines = 1 + integer(6);
      let seen = 0;
      await new Promise<void>((reached) => {
        child.stdout.on("data", (chunk: Buffer) => {
          seen += chunk.toString().split("\n").length - 1;
          if (seen >= lines) reached();
        });
        ended.then(() => reached());
      });
      // not only where a line was written: somewhere in the steps, the write or the rename after it
      await after(uniform() * 10);
      child.kill("SIGKILL");
      await ended;
      // there was something left to kill
      expect(child.signalCode).toBe("SIGKILL");
      if (existsSync(join(cwd, "ck.json"))) expect(parseModel(bytesOf(cwd, "ck.json")).state).toBeDefined();
    }
    expect(await run(command(), { cwd })).toMatchObject({ err: "", code: 0 });
    expect(bytesOf(cwd, "m.json")).toBe(bytesOf(cwd, "whole.json"));
  },
);

test("a training that Ctrl-C ended goes on to the same model; the checkpoint predicts meanwhile", async () => {
  const cwd = emptyFolder();
  const args = ["train", "digits", "--epochs", "30", ...cpu, "--json", "--out", "m.json", "--checkpoint", "ck.json"];
  const child = start(args, { cwd });
  child.stdout.once("data", () => child.kill("SIGINT"));
  child.stdout.resume();
  expect(await exitOf(child)).toBe(130);
  const { out } = await run(["predict", "ck.json", "digits"], { cwd });
  expect(out.trimEnd().split(/\r?\n/)).toHaveLength(1798);
  expect(await run([...args, "--resume", "ck.json"], { cwd })).toMatchObject({ err: "", code: 0 });
  expect(bytesOf(cwd, "m.json")).toBe(await whole(args.slice(0, 6)));
});

test("a finished training can be made longer, and tells only the epochs that are new", async () => {
  const cwd = emptyFolder();
  const train = (epochs: string, ...more: string[]) =>
    run(
      ["train", "iris", "--epochs", epochs, ...cpu, "--checkpoint", "ck.json", "--out", "m.json", "--json", ...more],
      {
        cwd,
      },
    );
  await train("3");
  const { out } = await train("5", "--resume", "ck.json");
  expect(jsonLines(out).map((line) => Object(line).epoch ?? Object(line).epochs)).toEqual([4, 5, 5]);
  expect(bytesOf(cwd, "m.json")).toBe(await whole(["train", "iris", "--epochs", "5", ...cpu]));
});

test("a training that had ended is told once more, for people too", async () => {
  const cwd = emptyFolder();
  const args = ["train", "iris", "--epochs", "3", "--checkpoint", "ck.json"];
  await run(args, { cwd });
  const { out, code } = await run([...args, "--resume", "ck.json"], { cwd });
  expect(code).toBe(0);
  expect(out).toMatch(/^3 epochs: error 0\.\d+, validation 0\.\d+$/m);
});

test("other rows, sizes and options are refused, naming the difference; nothing is written", async () => {
  const cwd = emptyFolder();
  await run(["train", "iris", "--epochs", "3", "--checkpoint", "ck.json", "--no-out"], { cwd });
  const refused = async (table: string, ...options: string[]) => {
    const { err, code } = await run(["train", table, "--epochs", "5", "--resume", "ck.json", ...options], { cwd });
    expect(code).not.toBe(0);
    expect(existsSync(join(cwd, `${table}.model.json`))).toBe(false);
    return err;
  };
  expect(await refused("iris", "--hidden", "7")).toContain(
    "can't go on from ck.json: --hidden is 7; expected 20, as when that training began",
  );
  expect(await refused("iris", "--batch", "5")).toContain("--batch is 5; expected 10");
  expect(await refused("iris", "--momentum", "0.9")).toContain("--momentum is 0.9; expected 0.5");
  expect(await refused("iris", "--seed", "1")).toContain("--seed is 1; expected 0");
  expect(await refused("iris", "--class-weights", "balanced")).toContain(
    "--class-weights is balanced; expected left out",
  );
  expect(await refused("iris", "--ignore", "2")).toContain(
    "--unscaled say of the columns is sepal_width=ignore; expected left out",
  );
  expect(await refused("wine")).toContain(
    "can't go on from ck.json: the table is another than when that training began (train: the network's",
  );
  expect(await refused("iris", "--test", "0.4")).toContain("--test is 0.4; expected 0.2");
  expect(await refused("iris", "--epochs", "2")).toContain("--epochs is 2; expected at least 3");
});

test("what is no checkpoint, and where none can go, is said before anything is trained", async () => {
  const cwd = emptyFolder();
  await run(["train", "iris", "--epochs", "1"], { cwd });
  const refused = async (...options: string[]) => {
    const { out, err, code } = await run(["train", "iris", ...options], { cwd });
    expect({ out, code: code !== 0 }).toEqual({ out: "", code: true });
    return err;
  };
  expect(await refused("--resume", "iris.model.json")).toContain("iris.model.json: no training to go on with");
  expect(await refused("--resume", "none.json")).toContain("can't read the model none.json");
  expect(await refused("--checkpoint-every", "30s")).toContain("expected --checkpoint");
  expect(await refused("--checkpoint", "ck.json", "--checkpoint-every", "30")).toContain("such as 30s or 10-epochs");
  expect(await refused("--checkpoint", "iris.model.json")).toContain("expected two files");
  expect(await refused("--checkpoint", "no/ck.json")).toContain("choose another place with --checkpoint");
  writeFileSync(join(cwd, "text.txt"), "mine");
  expect(await refused("--checkpoint", "text.txt")).toContain("won't replace text.txt");
});
