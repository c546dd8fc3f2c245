import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { root } from "./installed.ts";

const text = (file: string) => readFile(join(root, file), "utf8");

test("workflows run actions at a commit, named by its version", async () => {
  const uses = [];
  for (const file of await readdir(join(root, ".github/workflows")))
    for (const [, action] of (await text(`.github/workflows/${file}`)).matchAll(/\buses: (.+)/g)) uses.push(action);
  expect(uses.length).toBeGreaterThan(3);
  for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test("the lockfile has a checksum for each package and an address for none", async () => {
  const lockfile = await text("pnpm-lock.yaml");
  const resolutions = lockfile.match(/resolution: .*/g)!;
  expect(resolutions.length).toBeGreaterThan(100);
  for (const resolution of resolutions) expect(resolution).toMatch(/^resolution: \{integrity: sha512-[\w+/]+=*\}$/);
  expect(lockfile).not.toMatch(/https?:/);
});

test("packages bundle what is ours alone, but for gpu.js", async () => {
  const bundled = new Set<string>();
  for (const name of await readdir(join(root, "packages"))) {
    const dist = join(root, "packages", name, "dist");
    for (const file of (await readdir(dist, { recursive: true })).filter((each) => each.endsWith(".js.map")))
      for (const source of JSON.parse(await readFile(join(dist, file), "utf8")).sources)
        if (source.includes("node_modules")) bundled.add(`${name}: ${source}`);
  }
  expect([...bundled]).toEqual([]);
});

test("kernels hold nothing of AssemblyScript's library, whose licence would come with it", async () => {
  const cpu = join(root, "packages/backend-cpu");
  const { default: asc } = await import(pathToFileURL(join(cpu, "node_modules/assemblyscript/dist/asc.js")).href);
  let module = "";
  // not optimised, so that nothing is inlined
  const options = "--optimizeLevel 0 --debug --noAssert --runtime stub --importMemory --noExportMemory --enable simd";
  const { error } = await asc.main(["assembly/execute.ts", "--textFile", "kernels.wat", ...options.split(" ")], {
    readFile: (name: string, base: string) => readFile(join(cpu, base, name), "utf8").catch(() => null),
    writeFile: (_: string, contents: string) => {
      module = contents;
    },
    listFiles: () => [],
  });
  expect(error).toBeNull();
  const functions = [...module.matchAll(/^ \(func \$(\S+)/gm)].map(([, name]) => name!);
  expect(functions.length).toBeGreaterThan(20);
  expect(functions.filter((name) => !/^(assembly|src)\//.test(name))).toEqual([]);
});

test("the playground's page comes with the licences of what it is made of", async () => {
  const { dependencies } = JSON.parse(await text("apps/playground/package.json"));
  const licences = await text("apps/playground/dist/licences/packages.md");
  const theirs = Object.keys(dependencies).filter((name) => !name.startsWith("@deltarule/"));
  // what our packages depend on, too
  for (const name of [...theirs, "csv-parse", "fastest-levenshtein"]) expect(licences).toContain(`## ${name} - `);
  expect(await text("apps/playground/dist/licences/gpu.js.txt")).toMatch(/^gpu\.js \d/m);
  for (const origin of ["scikit-learn", "modeldata", "fashion-mnist"])
    expect(await text(`apps/playground/dist/licences/samples/LICENSE-${origin}`)).toContain("Copyright (c)");
});
