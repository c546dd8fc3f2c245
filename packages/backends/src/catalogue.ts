import type { CreateBackend } from "@deltarule/core";

export type OptionValue = string | number | boolean;

/** A backend that is known by name. */
export interface Entry {
  readonly name: string;
  /** What it runs on, in a few words. */
  readonly summary: string;
  /** The options that its factory takes, and the values of each, its default first. */
  readonly options: Readonly<Record<string, readonly OptionValue[]>>;
  /** Resolves to its factory; a literal `import()`, so that bundlers see it and nothing is loaded before it is asked for. */
  readonly load: () => Promise<CreateBackend>;
}

export const catalogue: readonly Entry[] = [
  {
    name: "cpu",
    summary: "WebAssembly SIMD, or typed arrays, on one thread; Node and browsers, nothing to install",
    options: { arithmetic: ["fast", "portable"], simd: [true, false] },
    load: async () => (await import("@deltarule/backend-cpu")).createBackend,
  },
];
