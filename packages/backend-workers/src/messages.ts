import type { Facts, Values } from "@deltarule/core";

/** What a thread is given when it starts. */
export interface Start {
  /** Its number, from 0. */
  readonly thread: number;
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: Int32Array;
}

/** A thread's part of a run. */
export interface Run {
  readonly phases: readonly PhaseRecords[];
  /** Whether its instructions are so short that a heartbeat a phase is enough. */
  readonly short: boolean;
  /** How many threads meet at a barrier. */
  readonly threads: number;
  /** For how many milliseconds to look at a barrier before going to sleep. */
  readonly patience: number;
  /** Where the sample indices begin. */
  readonly order: number;
  readonly batchSize: number;
  readonly batches: number;
}

/** `instructions` records at `address`, and whether the threads meet after them. */
export interface PhaseRecords {
  readonly address: number;
  readonly instructions: number;
  readonly barrier: boolean;
}

/** A thread's answer to each message that waits for one. */
export type Reply =
  | { readonly done: true }
  | { readonly failed: unknown }
  | { readonly facts: Facts }
  | { readonly values: Values };
