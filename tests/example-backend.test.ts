import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { loadBackend } from "@deltarule/backends";
import { Network, parseModel, train } from "@deltarule/core";
import createBackend from "deltarule-backend-float64";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bits, xor } from "./xor.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deltarule-example-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a deltarule command of the built command line prints last, as JSON. */
async function result(args: readonly string[], cwd: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, [join(root, "apps/cli/dist/main.js"), ...args, "--json"], { cwd });
  return JSON.parse(stdout.trimEnd().split("\n").at(-1)!);
}

describe("The example of a backend in double precision", () => {
  test.each([
    ["by its path", "./examples/backend-float64/dist/index.js", root],
    ["by its package's name", "deltarule-backend-float64", join(root, "tests")],
  ])("trains from the command line %s, and its weights keep the digits that float32 lacks", async (_, name, cwd) => {
    const out = join(folder, "iris.model.json");
    const found = await result(["train", "iris", "--backend", name, "--epochs", "20", "--out", out], cwd);
    expect(found).toMatchObject({ type: "result", backend: "float64", device: "JavaScript, 1 thread" });
    const { network, training } = parseModel(await readFile(out, "utf8"));
    expect(training).toMatchObject({ backend: { name: "float64", precision: "f64" } });
    const weights = bits(network);
    expect(weights.filter((w) => Math.fround(w) === w).length).toBeLessThan(weights.length / 2);
  });

  test("passes the whole suite on the command line", async () => {
    const found = await result(["conformance", "--backend", "deltarule-backend-float64"], join(root, "tests"));
    expect(found).toMatchObject({ type: "result", backend: "float64", failed: 0, skipped: 0, waived: 0 });
  });

  test("gives the same bits by its path and from its factory", async () => {
    const path = join(root, "examples/backend-float64/dist/index.js");
    const trained = await Promise.all(
      [path, createBackend].map(async (specifier) => {
        const backend = await loadBackend(specifier);
        const network = Network.create([2, 3, 1], { seed: 7 });
        for await (const _ of train(network, xor, { backend, learningRate: 0.5, epochs: 50 }));
        await backend.close();
        return bits(network);
      }),
    );
    expect(trained[1]).toEqual(trained[0]);
  });
});
