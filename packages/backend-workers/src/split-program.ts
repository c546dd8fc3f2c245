import { type Memory, type StoredProgram, store } from "@deltarule/backend-cpu/wasm";
import type { PhaseRecords } from "./messages.ts";
import type { Phase } from "./phases.ts";
import { shareOf } from "./record-share.ts";

/** A program as each thread's own records, in shared memory. */
export interface SplitProgram {
  /** Each thread's phases. */
  readonly parts: readonly (readonly PhaseRecords[])[];
  setRate(rate: number): void;
  free(): void;
}

/** @throws BACKEND_FAILED when there is no memory for it; nothing is kept then */
export function split(memory: Memory, phases: readonly Phase[], threads: number): SplitProgram {
  const stored: StoredProgram[] = [];
  const free = () => {
    for (const records of stored) records.free();
  };
  try {
    const parts = Array.from({ length: threads }, (_, thread) =>
      phases.map(({ records, barrier }): PhaseRecords => {
        const own = records.map((r) => shareOf(r, thread, threads)).filter((r) => r !== undefined);
        if (own.length === 0) return { address: 0, instructions: 0, barrier };
        const part = store(memory, own);
        stored.push(part);
        return { address: part.address, instructions: part.instructions, barrier };
      }),
    );
    return {
      parts,
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
