import { GPU } from "gpu.js";
import { describe, expect, test } from "vitest";
import { createBackend } from "../src/index.ts";
import { createKernels } from "../src/kernel-cache.ts";
import { zeros } from "../src/kernels/zeros.ts";
import { numbers } from "../src/layout.ts";
import type { Resident } from "../src/texture.ts";

const widths = Array.from({ length: 1000 }, (_, i) => i + 1);

/** Keeps 5 kernels of rows of zeros. @param results what matrices hold, by the kernels that gpu.js has */
function cacheOf(go: "singly" | "together", results: (kernels: readonly object[]) => object[] = () => []) {
  const gpu = new GPU({ mode: "cpu" });
  const list = (): { output: number[] }[] => Reflect.get(gpu, "kernels");
  const device = { gpu, layout: numbers, kernels: { most: 5, go } };
  const { get } = createKernels(device, () => results(list()).map((result) => result as Resident));
  return {
    zeros: (cols: number) => get(zeros, { rows: 1, cols }, []),
    /** The widths whose kernels gpu.js has, from the oldest. */
    kept: () => list().map(({ output }) => output[0]),
  };
}

test("a kernel is compiled once for its shapes", () => {
  const { zeros, kept } = cacheOf("singly");
  const again = zeros(3);
  for (const launch of [again, zeros(3), zeros(4), again]) launch();
  expect(kept()).toEqual([3, 4]);
});

test("one that is new takes the place of the one that was called longest ago", () => {
  const { zeros, kept } = cacheOf("singly");
  for (const cols of [1, 2, 3, 4, 5, 2, 1, 6, 7]) zeros(cols)();
  expect(kept()).toEqual([1, 2, 5, 6, 7]);
});

test("one that went is compiled again when it is called", () => {
  const { zeros, kept } = cacheOf("singly");
  const first = zeros(1);
  first();
  for (const cols of widths) zeros(cols)();
  expect(kept()).toEqual([996, 997, 998, 999, 1000]);
  expect(first()).toEqual([Float32Array.of(0)]);
  expect(kept()).toEqual([997, 998, 999, 1000, 1]);
});

test("one whose result is there stays", () => {
  const { zeros, kept } = cacheOf("singly", ([first]) => (first ? [{ kernel: first }] : []));
  for (const cols of widths) zeros(cols)();
  expect(kept()).toEqual([1, 997, 998, 999, 1000]);
});

test("those that go together go when there are no results", () => {
  let there: object[] = [{}];
  const { zeros, kept } = cacheOf("together", () => there);
  for (const cols of [1, 2, 3, 4, 5, 6, 7]) zeros(cols)();
  expect(kept()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  there = [];
  for (const cols of [8, 9]) zeros(cols)();
  expect(kept()).toEqual([8, 9]);
});

describe.each(["cpu", "webasm"] as const)("a backend in %s mode that meets hundreds of shapes", (mode) => {
  test("computes on after its kernels went", async () => {
    const backend = await createBackend({ mode });
    for (const cols of widths.slice(0, 200)) {
      const [net, a] = [backend.matrix(1, cols), backend.matrix(1, cols)];
      backend.sigmoid(net, a);
      expect([...(await backend.read(a))]).toEqual(Array(cols).fill(0.5));
      backend.free(net);
      backend.free(a);
    }
    await backend.close();
  });

  test("keeps a matrix and a program that are there all the time", async () => {
    const backend = await createBackend({ mode });
    const source = backend.matrix(2, 2, Float32Array.of(0, 0, 1, 1));
    const [net, a] = [backend.matrix(1, 2), backend.matrix(1, 2)];
    const program = backend.compile!({
      scratch: new Set(),
      batchSize: 1,
      instructions: [
        { op: "gather", source, out: net },
        { op: "sigmoid", net, out: a },
      ],
    })!;
    const outputs = async (row: number) => {
      await program.run({ order: Uint32Array.of(row), rate: 1 });
      return [...(await backend.read(a))];
    };
    const before = [await outputs(0), await outputs(1)];
    for (const cols of widths.slice(0, 300)) backend.free(backend.matrix(1, cols));
    expect([await outputs(0), await outputs(1)]).toEqual(before);
    expect([...(await backend.read(source))]).toEqual([0, 0, 1, 1]);
    await backend.close();
  });
});
