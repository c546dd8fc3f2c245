import type { CreateBackend } from "@deltarule/core";

/** A backend that is known by name. */
export interface Entry {
  readonly name: string;
  /** What it runs on, in a few words. */
  readonly summary: string;
  /** Resolves to its factory; a literal `import()`, so that bundlers see it and nothing is loaded before it is asked for. */
  readonly load: () => Promise<CreateBackend>;
}

export const catalogue: readonly Entry[] = [
  {
    name: "cpu",
    summary: "typed arrays on one thread; Node and browsers, nothing to install",
    load: async () => (await import("@deltarule/backend-cpu")).createBackend,
  },
];
