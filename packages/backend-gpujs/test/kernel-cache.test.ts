import { GPU } from "gpu.js";
import { describe, expect, test } from "vitest";
import { createBackend } from "../src/index.ts";
import { createKernels } from "../src/kernel-cache.ts";
import { zeros } from "../src/kernels/zeros.ts";
import { numbers } from "../src/layout.ts";

const shape = (cols: number) => ({ rows: 1, cols });
const widths = Array.from({ length: 1000 }, (_, i) => i + 1);

function cacheOf(atRest: () => boolean) {
  const gpu = new GPU({ mode: "cpu" });
  const kernels = createKernels({ gpu, layout: numbers }, atRest);
  const kept = (): number => Reflect.get(gpu, "kernels").length;
  return { kernelOf: (cols: number) => kernels.get(zeros, shape(cols), []), kept };
}

test("a kernel is compiled once for its shapes", () => {
  const { kernelOf } = cacheOf(() => true);
  expect(kernelOf(3)).toBe(kernelOf(3));
  expect(kernelOf(3)).not.toBe(kernelOf(4));
});

test("while there are no results, gpu.js holds 256 kernels at most, whatever shapes there were", () => {
  const { kernelOf, kept } = cacheOf(() => true);
  const most = widths.map((cols) => {
    kernelOf(cols);
    return kept();
  });
  expect(Math.max(...most)).toBe(256);
});

test("while there are results, none goes", () => {
  const { kernelOf, kept } = cacheOf(() => false);
  const first = kernelOf(1);
  for (const cols of widths) kernelOf(cols);
  expect(kept()).toBe(1000);
  expect(kernelOf(1)).toBe(first);
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
