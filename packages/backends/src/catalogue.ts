import { type CreateBackend, DeltaruleError } from "@deltarule/core";

export type OptionValue = string | number | boolean;

/** The values of an option, its default first; or any whole number of a range, where the backend chooses by default. */
export type OptionValues = readonly OptionValue[] | { readonly least: number; readonly most: number };

/** A backend that is known by name. */
export interface Entry {
  readonly name: string;
  /** What it runs on, in a few words. */
  readonly summary: string;
  /** The options that its factory takes. */
  readonly options: Readonly<Record<string, OptionValues>>;
  /** Whether it trains to the very bits of cpu, so that either may stand in for the other. */
  readonly cpuBits: boolean;
  /** Resolves to its factory; a literal `import()`, so that bundlers see it and nothing is loaded before it is asked for. */
  readonly load: () => Promise<CreateBackend>;
}

export const catalogue: readonly Entry[] = [
  {
    name: "cpu",
    summary: "WebAssembly SIMD, or typed arrays, on one thread; Node and browsers, nothing to install",
    options: { arithmetic: ["fast", "portable"], simd: [true, false] },
    cpuBits: true,
    load: async () => (await import("@deltarule/backend-cpu")).createBackend,
  },
  {
    name: "workers",
    summary: "cpu's kernels on every core, with cpu's bits; Node and browsers",
    options: { threads: { least: 1, most: 1024 }, arithmetic: ["fast", "portable"] },
    cpuBits: true,
    load: async () => (await import("@deltarule/backend-workers")).createBackend,
  },
  {
    name: "gpujs",
    summary: "the GPU through gpu.js, with WebGPU or WebGL2; a package of its own, @deltarule/backend-gpujs",
    options: { mode: ["gpu", "webgpu", "webgl2", "headlessgl", "webasm", "cpu"] },
    cpuBits: false,
    load: loadGpujs,
  },
];

/** An optional peer: a bundler that sees the import within a try goes on without it. */
async function loadGpujs(): Promise<CreateBackend> {
  try {
    return (await import("@deltarule/backend-gpujs")).createBackend;
  } catch (cause) {
    throw new DeltaruleError(
      "BACKEND_UNAVAILABLE",
      "gpujs: @deltarule/backend-gpujs can't be loaded; npm install @deltarule/backend-gpujs",
      { cause },
    );
  }
}
