/** What a thread is given when it starts. */
export interface Start {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: Int32Array;
}

/** A thread's part of a run, `instructions` records at `address` a phase; it posts a Reply at the end. */
export interface Run {
  readonly phases: readonly { readonly address: number; readonly instructions: number; readonly barrier: boolean }[];
  readonly threads: number;
  /** How often to look at the barrier before going to sleep. */
  readonly spins: number;
  readonly order: number;
  readonly batchSize: number;
  readonly batches: number;
}

export type Reply = { readonly done: true } | { readonly failed: unknown };
