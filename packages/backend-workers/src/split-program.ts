import { fuse, type Memory, type StoredProgram, store, type WasmMatrix } from "@deltarule/backend-cpu/wasm";
import type { Program } from "@deltarule/core";
import type { Run } from "./messages.ts";
import { phasesOf } from "./phases.ts";
import { shareOf } from "./record-share.ts";

/** A program as each thread's own records, in shared memory. */
export interface SplitProgram {
  /** Each thread's phases. */
  readonly phases: readonly Run["phases"][];
  setRate(rate: number): void;
  free(): void;
}

/** @throws BACKEND_FAILED when there is no memory for it; nothing is kept then */
export function split(memory: Memory, program: Program<WasmMatrix>, threads: number): SplitProgram {
  const phases = phasesOf(fuse(program));
  const stored: StoredProgram[] = [];
  const free = () => {
    for (const records of stored) records.free();
  };
  try {
    const parts = Array.from({ length: threads }, (_, thread): Run["phases"] =>
      phases.map(({ records, barrier }) => {
        const own = records.map((r) => shareOf(r, thread, threads)).filter((r) => r !== undefined);
        if (own.length === 0) return { address: 0, instructions: 0, barrier };
        const part = store(memory, own);
        stored.push(part);
        return { address: part.address, instructions: part.instructions, barrier };
      }),
    );
    return {
      phases: parts,
      setRate(rate) {
        for (const records of stored) records.setRate(rate);
      },
      free,
    };
  } catch (cause) {
    free();
    throw cause;
  }
}
