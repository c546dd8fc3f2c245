import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
let folder: string;

/** The packages as a user gets them: packed, and installed into an empty folder outside the workspace. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deltarule-packed-"));
  const { packageManager } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  for (const name of [
    "packages/core",
    "packages/backend-cpu",
    "packages/backend-workers",
    "packages/data",
    "packages/backends",
    "packages/conformance",
    "packages/measure",
    "apps/cli",
  ])
    await run("npx", ["-y", packageManager, "pack", "--pack-destination", folder], { cwd: join(root, name) });
  const tarballs = (await readdir(folder)).filter((file) => file.endsWith(".tgz"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "empty", private: true, type: "module" }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs.map((file) => `./${file}`)], {
    cwd: folder,
  });
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test("core and backend-cpu, installed alone, train XOR", async () => {
  await writeFile(
    join(folder, "xor.js"),
    `import { createBackend } from "@deltarule/backend-cpu";
import { Network, train } from "@deltarule/core";
const network = Network.create([2, 2, 1], { seed: 1 });
const xor = { inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [[0], [1], [1], [0]] };
const backend = await createBackend();
for await (const { stopped } of train(network, xor, { backend, learningRate: 2, epochs: 5000, until: { error: 0.01 }, reportEvery: { epochs: 100 } }))
  if (stopped) console.log(stopped, xor.inputs.map((x) => Math.round(network.predict(x)[0])).join(""));
`,
  );
  const { stdout } = await run(process.execPath, ["xor.js"], { cwd: folder });
  expect(stdout).toBe("until 0110\n");
});

test("the installed CLI trains a network on a CSV and predicts with it", async () => {
  await writeFile(join(folder, "iris.csv"), await readFile(join(root, "packages/data/samples/iris.csv")));
  const { stdout } = await run("npx", ["deltarule", "train", "iris.csv", "--json"], { cwd: folder });
  const result = JSON.parse(stdout.trim().split("\n").at(-1)!);
  expect(result).toMatchObject({
    type: "result",
    backend: expect.stringMatching(/^(cpu|workers)$/),
    model: "iris.model.json",
  });
  expect(result.test.accuracy).toBeGreaterThan(0.8);
  const predicted = await run("npx", ["deltarule", "predict", "iris.model.json", "iris.csv"], { cwd: folder });
  expect(predicted.stdout.trim().split(/\r?\n/)).toHaveLength(151);
});

test("the types of the installed packages resolve", async () => {
  await writeFile(
    join(folder, "types.ts"),
    `import { createBackend } from "@deltarule/backend-cpu";
import { loadBackend } from "@deltarule/backends";
import { type Backend, Network, predict } from "@deltarule/core";
import { samples } from "@deltarule/data";
export const cpu: Promise<Backend> = createBackend();
export const byName: Promise<Backend> = loadBackend("cpu");
export const outputs: Promise<Float64Array[]> = predict(Network.create([1, 1], { seed: 1 }), [[0]], { backend: await cpu });
export const names: string[] = samples.map(({ name }) => name);
`,
  );
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = ["--strict", "--noEmit", "--target", "es2023", "--lib", "es2023,dom"];
  for (const module of [
    ["--module", "nodenext"],
    ["--module", "esnext", "--moduleResolution", "bundler"],
  ])
    await run(process.execPath, [tsc, ...options, ...module, "types.ts"], { cwd: folder }).catch(({ stdout }) =>
      expect(stdout).toBe(""),
    );
});

test("the example of a backend is built on the installed packages alone, and the installed CLI proves it right", async () => {
  const example = join(folder, "my-backend");
  for (const part of ["package.json", "tsconfig.json", "src"])
    await cp(join(root, "examples/backend-float64", part), join(example, part), { recursive: true });
  await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--project", example]);
  const args = ["deltarule", "conformance", "--backend", "./my-backend/dist/index.js", "--json"];
  const { stdout } = await run("npx", args, { cwd: folder });
  expect(JSON.parse(stdout.trim().split("\n").at(-1)!)).toMatchObject({ backend: "float64", failed: 0, skipped: 0 });
});

test("a backend that is installed by itself is named with the line that installs it", async () => {
  await writeFile(
    join(folder, "gpu.js"),
    `import { loadBackend } from "@deltarule/backends";
await loadBackend("gpujs").catch(({ code, message }) => console.log(code, message));
`,
  );
  const { stdout } = await run(process.execPath, ["gpu.js"], { cwd: folder });
  expect(stdout).toBe(
    "BACKEND_UNAVAILABLE gpujs: @deltarule/backend-gpujs can't be loaded; npm install @deltarule/backend-gpujs\n",
  );
});
