import { type Memory, type Record, type StoredProgram, store } from "@deltarule/backend-cpu/wasm";
import type { PhaseRecords } from "./messages.ts";
import { phasesOf } from "./phases.ts";
import { shareOf } from "./shares.ts";

/** A program as each thread's own records, in shared memory. */
export interface SplitProgram {
  /** Each thread's phases. */
  readonly parts: readonly (readonly PhaseRecords[])[];
  setRate(rate: number): void;
  free(): void;
}

/** @throws BACKEND_FAILED when there is no memory for it; nothing is kept then */
export function split(memory: Memory, program: readonly Record[], threads: number): SplitProgram {
  const stored: StoredProgram[] = [];
  const free = () => {
    for (const records of stored) records.free();
  };
  try {
    const phases = phasesOf(program, threads);
    const parts = Array.from({ length: threads }, (_, thread) =>
      phases.map(({ records, barrier }): PhaseRecords => {
        const own = records.map((divided) => shareOf(divided, thread)).filter((r) => r !== undefined);
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
