import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packAndInstall, root, run } from "./installed.ts";

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await packAndInstall(["packages/core", "packages/backend-gpujs"]));
}, 120_000);
afterAll(() => remove());

const installed = () => readdir(join(folder, "node_modules"), { recursive: true });

test("an install brings core and backend-gpujs, and nothing else", async () => {
  const packages = (await installed()).filter((file) => /(^|\/)package\.json$/.test(file));
  expect(packages.sort()).toEqual(["@deltarule/backend-gpujs/package.json", "@deltarule/core/package.json"]);
});

test("it brings less than 5 MB, no native code and nothing that is run at installation", async () => {
  const files = await installed();
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, "node_modules", file))).size));
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(5e6);
  expect(files.filter((file) => /\.node$|binding\.gyp$/.test(file))).toEqual([]);
  for (const name of ["core", "backend-gpujs"]) {
    const { scripts = {} } = JSON.parse(
      await readFile(join(folder, `node_modules/@deltarule/${name}/package.json`), "utf8"),
    );
    expect(Object.keys(scripts).filter((script) => /install|prepare/.test(script))).toEqual([]);
  }
});

test("the licences of what is bundled come with it", async () => {
  const licences = await readFile(
    join(folder, "node_modules/@deltarule/backend-gpujs/dist/THIRD-PARTY-LICENSES.txt"),
    "utf8",
  );
  for (const name of ["gpu.js", "gpu-mock.js", "acorn"])
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\\n\\n`, "m"));
  expect(licences.match(/Permission is hereby granted/g)).toHaveLength(3);
});

test("it trains there, and says what there is to install for a GPU", async () => {
  await writeFile(
    join(folder, "xor.js"),
    `import { createBackend } from "@deltarule/backend-gpujs";
import { Network, train } from "@deltarule/core";
await createBackend().catch(({ code, message }) => console.log(code, /install webgpu or gl/.test(message)));
const network = Network.create([2, 2, 1], { seed: 1 });
const xor = { inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [[0], [1], [1], [0]] };
const backend = await createBackend({ mode: "webasm" });
for await (const { stopped } of train(network, xor, { backend, learningRate: 2, epochs: 5000, until: { error: 0.01 }, reportEvery: { epochs: 100 } }))
  if (stopped) console.log(stopped, xor.inputs.map((x) => Math.round(network.predict(x)[0])).join(""));
await backend.close();
`,
  );
  const { stdout } = await run(process.execPath, ["xor.js"], { cwd: folder });
  expect(stdout).toBe("BACKEND_UNAVAILABLE true\nuntil 0110\n");
});

test("its types resolve without gpu.js's", async () => {
  await writeFile(
    join(folder, "types.ts"),
    `import { createBackend, type GpujsOptions } from "@deltarule/backend-gpujs";
import type { Backend } from "@deltarule/core";
const options: GpujsOptions = { mode: "webgl2" };
export const gpu: Promise<Backend> = createBackend(options);
`,
  );
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = ["--strict", "--noEmit", "--target", "es2023", "--lib", "es2023,dom", "--module", "nodenext"];
  await run(process.execPath, [tsc, ...options, "types.ts"], { cwd: folder }).catch(({ stdout }) =>
    expect(stdout).toBe(""),
  );
});
