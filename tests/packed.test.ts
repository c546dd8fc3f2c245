import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Site, serve } from "@deltarule/chromium";
import { rolldown } from "rolldown";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInChromium } from "./browser/chromium.ts";
import { titleOf } from "./browser/page.ts";
import { packAndInstall, pnpmAt, root, run } from "./installed.ts";

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await packAndInstall([
    "packages/core",
    "packages/backend-cpu",
    "packages/backend-workers",
    "packages/data",
    "packages/backends",
    "packages/conformance",
    "packages/measure",
    "apps/cli",
  ]));
  await cp(join(root, "tests/packed"), folder, { recursive: true });
}, 120_000);
afterAll(() => remove());

test("publint, attw and a look at the manifests find no fault in any package that is to be released", async () => {
  const check = [join(root, "scripts/check-packages.mjs"), "--release"];
  const env = { ...process.env, GITHUB_REPOSITORY: "owner/name" };
  const { stdout } = await run(process.execPath, check, { env }).catch((error) => error);
  const found = stdout.trim().split("\n");
  expect(found.length).toBeGreaterThanOrEqual(9);
  for (const line of found) expect(line).toMatch(/^✓ /);
}, 180_000);

test("core and backend-cpu, installed alone, train XOR", async () => {
  const { stdout } = await run(process.execPath, ["xor.js"], { cwd: folder });
  expect(stdout).toBe("until 0110\n");
});

test("so they do when pnpm installs them, each seeing what it depends on alone", async () => {
  const alone = join(folder, "with-pnpm");
  await mkdir(alone);
  const tarballs = (await readdir(folder)).filter((file) => file.endsWith(".tgz"));
  // names end in their versions
  const tarball = (name: string) => `file:${folder}/${tarballs.find((file) => file.startsWith(`deltarule-${name}-`))}`;
  const [cpu, core] = [tarball("backend-cpu"), tarball("core")];
  const dependencies = { "@deltarule/backend-cpu": cpu, "@deltarule/core": core };
  await writeFile(join(alone, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  // backend-cpu's own core is in no registry yet
  await writeFile(join(alone, "pnpm-workspace.yaml"), JSON.stringify({ overrides: { "@deltarule/core": core } }));
  await run("npx", ["-y", await pnpmAt(), "install", "--prefer-offline"], { cwd: alone });
  await cp(join(folder, "xor.js"), join(alone, "xor.js"));
  const { stdout } = await run(process.execPath, ["xor.js"], { cwd: alone });
  expect(stdout).toBe("until 0110\n");
});

test("portable arithmetic has the bits that are promised, on cpu and on 1 to 4 threads", async () => {
  const { stdout } = await run(process.execPath, ["portable.js"], { cwd: folder });
  const { expected, found } = JSON.parse(stdout);
  expect(expected).toMatch(/^[0-9a-f]{64}$/);
  const threads = [1, 2, 3, 4].map((count) => `workers, up to ${count}`);
  expect(found).toEqual(Object.fromEntries(["cpu", ...threads].map((name) => [name, expected])));
});

describeInChromium("in Chromium, portable arithmetic has the bits that Node has", (browser) => {
  /** What the page says of itself when it has trained, on cpu and on 1 to 4 threads: the hashes, each once. */
  const hashesOf = async (site: Site): Promise<string> => {
    try {
      return await titleOf(browser(), site.url);
    } finally {
      await site.close();
    }
  };

  test.each([true, false])("in a page without a build, isolated: %s", async (isolated) => {
    expect(await hashesOf(await serve(folder, {}, { isolated }))).toBe(await promised());
  });

  test("in a page that Vite built", async () => {
    const outDir = join(folder, "built");
    await build({ root: folder, configFile: false, logLevel: "warn", build: { outDir, target: "es2022" } });
    expect(await hashesOf(await serve(outDir, {}, { isolated: true }))).toBe(await promised());
  });
});

/** The hash that is committed. */
async function promised(): Promise<string | undefined> {
  return /expected = "(\w+)"/.exec(await readFile(join(folder, "training.js"), "utf8"))?.[1];
}

test.each([
  ["core and backend-cpu", ["core", "backend-cpu"], "*", 60],
  ["what training needs of core", ["core"], "{ Network, train }", 14],
])("%s is small in a page", async (_, packages, names, kilobytes) => {
  const entry = join(folder, `${packages.join("-")}.js`);
  await writeFile(entry, packages.map((name) => `export ${names} from "@deltarule/${name}";`).join("\n"));
  const bundle = await rolldown({ input: entry, platform: "browser" });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  const sizes = output.map((part) => gzipSync(part.type === "chunk" ? part.code : part.source, { level: 9 }).length);
  const size = sizes.reduce((sum, each) => sum + each);
  console.log(`${names} of ${packages.join(" and ")}: ${size} bytes, gzipped`);
  expect(size).toBeLessThanOrEqual(kilobytes * 1000);
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
