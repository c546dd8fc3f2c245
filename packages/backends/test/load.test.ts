import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { createBackend } from "@deltarule/backend-cpu";
import { type Backend, type CreateBackend, checked } from "@deltarule/core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { catalogue, findBackend, loadBackend, probeBackend } from "../src/index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deltarule-plug-in-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A module whose default export is given as source text. */
async function plugIn(name: string, source: string): Promise<string> {
  const path = join(folder, `${name}.mjs`);
  await writeFile(path, source);
  return path;
}

const unavailable = (message: string | RegExp) => ({
  code: "BACKEND_UNAVAILABLE",
  message: expect.stringMatching(message),
});

test("every name of the catalogue loads a backend of that name, checked", async () => {
  for (const { name, options } of catalogue) {
    // the last of gpujs's modes needs no GPU
    const { mode } = options;
    const backend = await loadBackend(name, mode && !("least" in mode) ? { mode: mode.at(-1) } : {});
    expect(backend.name).toBe(name);
    expect(checked(backend)).toBe(backend);
    await backend.close();
  }
});

test("the least of the range that the catalogue lists for an option is taken, what lies past its ends isn't", async () => {
  for (const { name, options } of catalogue)
    for (const [option, values] of Object.entries(options)) {
      if (!("least" in values)) continue;
      await (await loadBackend(name, { [option]: values.least })).close();
      for (const value of [values.least - 1, values.most + 1])
        await expect(loadBackend(name, { [option]: value })).rejects.toMatchObject({ code: "OPTION_INVALID" });
    }
});

test("an unknown name answers with the known ones", async () => {
  for (const name of ["cpuu", "cpu.js"])
    await expect(loadBackend(name)).rejects.toMatchObject(
      unavailable(
        `"${name}" is neither a known backend (cpu, workers, gpujs) nor an installed package; for a file, write ./${name}`.replace(
          /[()]/g,
          "\\$&",
        ),
      ),
    );
});

test("a factory is called with the options, and its backend is checked", async () => {
  const seen: unknown[] = [];
  const factory: CreateBackend = async (options) => {
    seen.push(options);
    return createBackend();
  };
  const backend = await loadBackend(factory, { threads: 2 });
  expect(seen).toEqual([{ threads: 2 }]);
  expect(checked(backend)).toBe(backend);
});

const works = `const nothing = () => {};
export default async () => ({ contract: 1, name: "works", facts: { device: "d", precision: "f64", deterministic: true, nonFinite: true, sigmoidUlp: 1 },
  matrix: (rows, cols) => ({ rows, cols }), write: nothing, gather: nothing, read: async () => new Float64Array(1), free: nothing, matmul: nothing,
  sigmoid: nothing, delta: nothing, update: nothing, squaredError: nothing, close: async () => {} });`;

test("a plug-in is loaded by its path, absolute or from the working directory", async () => {
  const path = await plugIn("works", works);
  expect((await loadBackend(path)).name).toBe("works");
  expect((await loadBackend(join(".", relative(process.cwd(), path)).replace(/^(?!\.)/, "./"))).name).toBe("works");
});

test.each([
  ["for imports alone", { import: "./mine.mjs" }],
  ["for whoever asks", "./mine.mjs"],
])("a package %s is loaded by its name, from the working directory", async (_, exports) => {
  const cwd = await mkdtemp(join(folder, "project-"));
  const home = join(cwd, "node_modules/mine");
  await mkdir(home, { recursive: true });
  await writeFile(join(home, "package.json"), JSON.stringify({ name: "mine", exports }));
  await writeFile(join(home, "mine.mjs"), works);
  const spy = vi.spyOn(process, "cwd").mockReturnValue(cwd);
  try {
    expect((await loadBackend("mine")).name).toBe("works");
  } finally {
    spy.mockRestore();
  }
});

test.each([
  ["nothing to import", "bare", "bare", { exports: { "./sub": "./mine.mjs" } }, 'No "exports" main defined in'],
  [
    "not that file",
    "closed",
    "closed/mine.mjs",
    { exports: "./mine.mjs" },
    "Package subpath './mine.mjs' is not defined",
  ],
  ["no main file", "gone", "gone", { main: "./gone.js" }, "Cannot find package '"],
])(
  "a package that is installed and has %s is told from one that isn't",
  async (_, name, specifier, fields, message) => {
    const cwd = await mkdtemp(join(folder, "project-"));
    const home = join(cwd, "node_modules", name);
    await mkdir(home, { recursive: true });
    await writeFile(join(home, "package.json"), JSON.stringify({ name, ...fields }));
    await writeFile(join(home, "mine.mjs"), works);
    const spy = vi.spyOn(process, "cwd").mockReturnValue(cwd);
    try {
      await expect(loadBackend(specifier)).rejects.toMatchObject(
        unavailable(`${specifier} can't be loaded: ${message}`),
      );
    } finally {
      spy.mockRestore();
    }
  },
);

test("a plug-in that is there, but not what it imports, is told from one that isn't there", async () => {
  await expect(loadBackend(await plugIn("lacking", 'import "not-installed"; export default 1;'))).rejects.toMatchObject(
    unavailable(/lacking\.mjs can't be loaded: Cannot find package 'not-installed'/),
  );
});

test("what is found is the factory itself: its backends aren't wrapped, but held to the members of the contract", async () => {
  const raw = await createBackend();
  expect(await (await findBackend(async () => raw))()).toBe(raw);
  const other: object = { ...raw, contract: 2 };
  const create = await findBackend(async () => other as Backend);
  await expect(create()).rejects.toMatchObject(unavailable(/written for contract 2/));
});

test("each value that the catalogue lists for an option is taken, the first one by default; or the machine lacks what it needs", async () => {
  for (const { name, options } of catalogue)
    for (const [option, values] of Object.entries(options))
      for (const [v, value] of ("least" in values ? [] : values).entries()) {
        const found = await probeBackend(name, { [option]: value });
        if (v === 0) expect(found).toEqual(await probeBackend(name));
      }
});

test.each<[string, string, string | RegExp]>([
  ["no default export", "export const backend = 1;", /default export is missing; expected a factory/],
  ["a default export that is no function", "export default 5;", /default export is a number; expected a factory/],
  [
    "a factory that throws",
    "export default async () => { throw new Error('no device') };",
    /its factory failed: no device/,
  ],
  [
    "a factory that gives nothing",
    "export default async () => undefined;",
    /its factory gave none; expected a backend object/,
  ],
  ["a syntax error", "export default (", /can't be loaded/],
  [
    "facts that throw",
    "export default async () => ({ contract: 1, get facts() { throw new Error('not yet') } });",
    /facts-that-throw\.mjs: /,
  ],
])("a plug-in with %s is refused with the reason", async (name, source, message) => {
  await expect(loadBackend(await plugIn(name.replaceAll(" ", "-"), source))).rejects.toMatchObject(
    unavailable(message),
  );
});

test("a file that isn't there is named", async () => {
  await expect(loadBackend("./not-there.js")).rejects.toMatchObject(
    unavailable(/^\.\/not-there\.js can't be loaded: Cannot find module '[^']*not-there\.js'$/),
  );
});

const { facts, ...cpu } = await createBackend();
test.each<[string, object, string]>([
  ["matmul", { matmul: undefined }, "it lacks matmul; expected a function"],
  ["read", { read: 1 }, "read is a number; expected a function"],
  ["matmul that is null", { matmul: null }, "matmul is null; expected a function"],
  ["gather that is an object", { gather: {} }, "gather is an object; expected a function"],
  ["name that is empty", { name: "" }, "name is empty; expected a few words"],
  ["facts.device", { facts: { ...facts, device: "" } }, "facts.device is empty; expected a few words"],
  ...[0, -3, Number.NaN, Number.POSITIVE_INFINITY].map((sigmoidUlp): [string, object, string] => [
    `facts.sigmoidUlp of ${sigmoidUlp}`,
    { facts: { ...facts, sigmoidUlp } },
    `facts.sigmoidUlp is ${sigmoidUlp}; expected a positive, finite number`,
  ]),
  ["compile", { compile: true }, "compile is a boolean; expected a function"],
  ["name", { name: undefined }, "it lacks name; expected a string"],
  ["facts", { facts: undefined }, "facts is none; expected an object"],
  ["facts.nonFinite", { facts: { ...facts, nonFinite: "yes" } }, "facts.nonFinite is a string; expected a boolean"],
  [
    "facts.precision",
    { facts: { ...facts, precision: "f128" } },
    'facts.precision is "f128"; expected one of f16, f32, f64',
  ],
  ["contract", { contract: 2 }, "it is written for contract 2; expected contract 1"],
  ["no contract", { contract: undefined }, "it is written for contract none; expected contract 1"],
])("a backend with a wrong %s is refused and the member is named", async (_, change, message) => {
  const broken: object = { ...cpu, facts, ...change };
  await expect(loadBackend(async () => broken as Backend)).rejects.toMatchObject(unavailable(message));
});
