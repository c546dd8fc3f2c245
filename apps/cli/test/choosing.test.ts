import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Network, parseModel } from "@deltarule/core";
import { expect, test, vi } from "vitest";
import { backendChoice, choiceOrAuto, choiceText } from "../src/backend-choice.ts";
import { choiceKey, choiceMemory, type Kept } from "../src/choosing/choice-memory.ts";
import { emptyFolder, jsonLines, run } from "./deltarule.ts";

const kept: Kept = {
  name: "workers",
  why: "auto: workers (2 threads) 61k samples/s, cpu 44k",
  timed: [
    { name: "workers", device: "2 threads", samplesPerSecond: 61_000 },
    { name: "cpu", device: "1 thread", samplesPerSecond: 44_000 },
  ],
  leftOut: [{ name: "gpu", reason: "none here" }],
  rows: 10,
  remembered: "2026-11-24",
};

/** A memory, and what it tells. */
function memoryAt(path: string) {
  const told: string[] = [];
  return { told, memory: choiceMemory(path, (message) => told.push(message)) };
}

test("a choice that is kept is recalled by another process, by its key alone", async () => {
  const path = join(emptyFolder(), "cache", "backends.json");
  const { memory, told } = memoryAt(path);
  expect(await memory.recall("small")).toBeUndefined();
  await memory.keep("small", kept);
  await memory.keep("large", { ...kept, name: "cpu" });
  expect(await memoryAt(path).memory.recall("small")).toEqual(kept);
  expect(await memoryAt(path).memory.recall("large")).toMatchObject({ name: "cpu" });
  expect(await memoryAt(path).memory.recall("other")).toBeUndefined();
  expect(told).toEqual([]);
});

test("what two processes have chosen at once is kept of both", async () => {
  const path = join(emptyFolder(), "backends.json");
  const [one, other] = [memoryAt(path).memory, memoryAt(path).memory];
  await Promise.all([one.recall("small"), other.recall("large")]);
  await one.keep("small", kept);
  await other.keep("large", kept);
  expect(await one.recall("large")).toEqual(kept);
  expect(await other.recall("small")).toEqual(kept);
});

test("what is chosen from paths or packages is remembered for the folder from which they were found", () => {
  const network = Network.create([2, 3, 1], { seed: 1 });
  const keyIn = (folder: string, auto: "auto" | "auto:any" | "auto:cpu,./mine.js") => {
    const cwd = vi.spyOn(process, "cwd").mockReturnValue(folder);
    const key = choiceKey(auto, { network, batchSize: 1 });
    cwd.mockRestore();
    return key;
  };
  expect(keyIn("/a", "auto:cpu,./mine.js")).not.toBe(keyIn("/b", "auto:cpu,./mine.js"));
  expect(keyIn("/a", "auto")).toBe(keyIn("/b", "auto"));
  expect(keyIn("/a", "auto:any")).toBe(keyIn("/b", "auto:any"));
});

test("of very many choices the latest stay", async () => {
  const path = join(emptyFolder(), "backends.json");
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`key ${n}`, kept]));
  await writeFile(path, JSON.stringify(many));
  await memoryAt(path).memory.keep("the latest", kept);
  expect(Object.keys(JSON.parse(await readFile(path, "utf8")))).toEqual([...Object.keys(many).slice(1), "the latest"]);
});

test.each([
  ["cut short", '{"small": {"na'],
  ["of another kind", '{"small": {"name": "workers", "speed": 5}}'],
])("a file that is %s is told of once, ignored, and replaced by a whole one", async (_, content) => {
  const path = join(emptyFolder(), "backends.json");
  await writeFile(path, content);
  const { memory, told } = memoryAt(path);
  expect(await memory.recall("small")).toBeUndefined();
  await memory.keep("small", kept);
  expect(told).toEqual([
    expect.stringMatching(/^what --remember has kept in .*backends\.json can't be read and is ignored: /),
  ]);
  expect(await memoryAt(path).memory.recall("small")).toEqual(kept);
});

test("what can't be written is told, and no more", async () => {
  const folder = emptyFolder();
  await writeFile(join(folder, "file"), "");
  const { memory, told } = memoryAt(join(folder, "file", "backends.json"));
  await memory.keep("small", kept);
  expect(told.at(-1)).toMatch(/^--remember can't write .*: file already exists$/);
});

test("--remember takes again what auto took, for the same sizes only, and lives with a broken file", async () => {
  const cwd = emptyFolder();
  const where = { cwd, env: { XDG_CACHE_HOME: join(cwd, "cache") } };
  const train = async (...more: string[]) => {
    const args = ["train", "xor", "--epochs", "2", "--no-out", "--remember", "--json", ...more];
    const { out, err, code } = await run(args, where);
    expect(code).toBe(0);
    return { result: jsonLines(out).at(-1), err };
  };
  const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
  const { result: first } = await train();
  expect(first).toMatchObject({ auto: { why: expect.stringMatching(/^auto: /) } });
  expect(first).not.toMatchObject({ auto: { remembered: day } });
  expect((await train()).result).toMatchObject({ auto: { remembered: day } });
  expect((await train("--hidden", "3")).result).not.toMatchObject({ auto: { remembered: day } });

  // a name that auto doesn't stand for isn't loaded, whoever wrote it there
  const file = join(cwd, "cache", "deltarule", "backends.json");
  const all: Record<string, Kept> = JSON.parse(await readFile(file, "utf8"));
  const foreign = Object.entries(all).map(([key, one]) => [key, { ...one, name: "./mine.js" }]);
  await writeFile(file, JSON.stringify(Object.fromEntries(foreign)));
  await writeFile(join(cwd, "mine.js"), "process.exit(7);");
  expect((await train()).result).not.toMatchObject({ auto: { remembered: day } });

  await writeFile(file, "{");
  const { result, err } = await train();
  expect(result).not.toMatchObject({ auto: { remembered: day } });
  expect(err.match(/warning: what --remember has kept in/g)).toHaveLength(1);
  expect((await train()).result).toMatchObject({ auto: { remembered: day } });
}, 120_000);

test("auto is the default of train: it says what it took and why, the model says so, and its weights are those of cpu", async () => {
  const cwd = emptyFolder();
  const { out } = await run(["train", "iris", "--epochs", "5", "--out", "auto.json"], { cwd });
  expect(out).toMatch(/^backend {3}(cpu|workers): .*, f32\n {10}auto: (cpu|workers) .*samples\/s/m);
  await run(["train", "iris", "--epochs", "5", "--out", "cpu.json", "--backend", "cpu"], { cwd });
  const [auto, cpu] = await Promise.all(
    ["auto.json", "cpu.json"].map(async (file) => parseModel(await readFile(join(cwd, file), "utf8"))),
  );
  expect(auto?.training).toMatchObject({
    backend: { name: expect.stringMatching(/^(cpu|workers)$/), chosenBy: "auto" },
  });
  expect(auto?.network).toEqual(cpu?.network);
});

test("what auto leaves out is named with the reason", async () => {
  const cwd = emptyFolder();
  const { out, code } = await run(
    ["train", "xor", "--epochs", "2", "--no-out", "--json", "--backend", "auto:cpu,./none.js"],
    { cwd },
  );
  expect(code).toBe(0);
  expect(jsonLines(out).at(-1)).toMatchObject({
    backend: "cpu",
    auto: { timed: [], leftOut: [{ backend: "./none.js", reason: expect.stringContaining("can't be loaded") }] },
  });
});

test.each([
  [["train", "xor", "--backend", "cpu", "--remember"], /--remember keeps what auto chooses; expected --backend auto/],
  [
    ["train", "xor", "--backend", "auto:workers,cpu:simd=false"],
    /auto takes backends as they are, and not cpu:simd=false; expected names and paths/,
  ],
  [["train", "xor", "--backend", "auto:"], /"auto:" lists no backend; expected auto, auto:any, or a list/],
  [
    ["bench", "--backend", "auto"],
    /auto takes the fastest of several; expected one by its name, such as cpu, or --all/,
  ],
  [["conformance", "--backend", "auto:any"], /auto:any takes the fastest of several; expected one by its name/],
])("%j is wrong usage", async (args, message) => {
  const { err, code } = await run(args, { cwd: emptyFolder() });
  expect(err).toMatch(message);
  expect(code).toBe(2);
});

test("evaluate and compare take auto too: by calls of predict, said beside the result, with the answers of cpu", async () => {
  const cwd = emptyFolder();
  await run(["train", "iris", "--epochs", "5", "--out", "m.json", "--backend", "cpu"], { cwd });
  const evaluated = async (backend: string) =>
    jsonLines((await run(["evaluate", "m.json", "iris", "--json", "--backend", backend], { cwd })).out).at(-1);
  const { device: _, ...cpu } = Object(await evaluated("cpu"));
  expect(cpu).toMatchObject({ type: "evaluation", rows: 150, backend: "cpu" });
  expect(await evaluated("auto")).toMatchObject({
    ...cpu,
    backend: expect.stringMatching(/^(cpu|workers)$/),
    auto: { why: expect.stringMatching(/^auto: /), timed: [expect.anything(), expect.anything()] },
  });
  const { out, err, code } = await run(["compare", "m.json", "m.json", "iris", "--backend", "auto"], { cwd });
  expect(code).toBe(0);
  expect(err).toMatch(/^auto: (cpu|workers) .*samples\/s/);
  expect(out).not.toContain("auto");
  const { err: nothing } = await run(["evaluate", "m.json", "iris", "--backend", "auto", "--quiet"], { cwd });
  expect(nothing).toBe("");
}, 120_000);

test("an auto keeps its list", () => {
  const choice = choiceOrAuto("auto:any,./mine.js");
  expect(choice).toEqual({ specifier: "auto:any,./mine.js", options: {} });
  expect(choiceText(choice)).toBe("auto:any,./mine.js");
  expect(choiceOrAuto("cpu:simd=false")).toEqual(backendChoice("cpu:simd=false"));
});
