import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadBackend } from "@deltarule/backends";
import { expect, test } from "vitest";
import { backendChoice } from "../src/backend-choice.ts";
import { closeBackend, openBackend } from "../src/open-backend.ts";
import { emptyFolder, jsonLines, run } from "./deltarule.ts";

const path = join(import.meta.dirname, "fixtures/troublesome.mjs");

/** A training on it, in a folder of its own. */
async function trained(options: string, ...more: string[]) {
  const cwd = emptyFolder();
  const args = ["train", "xor", "--epochs", "2", "--out", "m.json", "--backend", `${path}:${options}`, ...more];
  return { ...(await run(args, { cwd })), model: existsSync(join(cwd, "m.json")) };
}

test("what a backend prints goes to standard error, and standard output is JSON lines alone", async () => {
  const { out, err, code } = await trained("opens=prints", "--json");
  expect(code).toBe(0);
  expect(jsonLines(out).at(-1)).toMatchObject({ type: "result", backend: "troublesome" });
  expect(err).toBe("hello from console\nhello from stdout\n");
});

test.each(["opens=ends", "trains=never"])(
  "with a backend that breaks the process off (%s) it fails, and says so",
  async (options) => {
    const { err, code, model } = await trained(options, "--quiet");
    expect({ code, model }).toEqual({ code: 1, model: false });
    expect(err).toBe(
      "error: it broke off before it was done: a backend ended the process, or waits for what never comes\n",
    );
  },
);

test.each([
  ["fails", "no closing today"],
  ["never", "it isn't closed after 3 s"],
])("that a backend can't be closed (%s) is warned of, and the result is whole", async (closes, reason) => {
  const { out, err, code, model } = await trained(`closes=${closes}`, "--json");
  expect({ code, model }).toEqual({ code: 0, model: true });
  expect(jsonLines(out).at(-1)).toMatchObject({ type: "result", model: "m.json" });
  expect(err).toBe(`warning: the backend troublesome can't be closed: ${reason}\n`);
});

test("what a backend forgets to wait for is told with its place", async () => {
  const { err, code } = await trained("opens=carelessly", "--quiet");
  expect(code).toBe(1);
  expect(err).toMatch(/^error: nobody waits for this \(file:.*troublesome\.mjs:\d+:\d+\)\n$/);
});

test("conformance names the backend that can't be closed", async () => {
  const args = ["conformance", "--only", "update", "--backend", `${path}:closes=fails`];
  const { err, code } = await run(args, { cwd: emptyFolder() });
  expect({ err, code }).toEqual({ err: `error: ${path}:closes=fails: no closing today\n`, code: 1 });
});

test("a failure of the training is told, though closing fails too", async () => {
  const { err, code } = await trained("trains=fails,closes=fails");
  expect(code).toBe(1);
  expect(err).toMatch(/error: .*no sigmoid today\n$/);
});

test.each(["folder", "mine.json", "mine.tsx"])(
  "%s is no module of JavaScript, and is refused as such",
  async (name) => {
    const cwd = emptyFolder();
    await mkdir(join(cwd, "folder"));
    await writeFile(join(cwd, "mine.json"), "{}");
    await writeFile(join(cwd, "mine.tsx"), "export default 1;");
    const { err, code } = await run(["train", "xor", "--no-out", "--backend", `./${name}`], { cwd });
    expect(code).toBe(1);
    expect(err).toMatch(/^error: \.\/\S+ can't be loaded: .*; expected the JavaScript file of a module\n$/);
  },
);

test("a backend that isn't ready in time is refused by the name that the user gave", async () => {
  const choice = backendChoice(`${path}:opens=never`);
  await expect(openBackend(choice, 20)).rejects.toMatchObject({
    code: "BACKEND_UNAVAILABLE",
    message: `${path}:opens=never: it isn't ready after 0.02 s`,
  });
});

test("a backend that closes is closed without a word", async () => {
  const told: string[] = [];
  const backend = await loadBackend("cpu");
  await closeBackend(backend, (message) => told.push(message));
  expect(told).toEqual([]);
  expect(() => backend.matrix(1, 1)).toThrow("closed");
});
