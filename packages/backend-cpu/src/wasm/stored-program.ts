import { RECORD, SCRATCH } from "./layout.ts";
import type { Memory } from "./memory.ts";
import type { Record } from "./record.ts";

/** Records in WebAssembly memory, ready to be executed, with the working memory that they need. */
export interface StoredProgram {
  readonly address: number;
  readonly instructions: number;
  /** Writes the factors that are multiples of the run's rate: in float64, rounded to float32 once. */
  setRate(rate: number): void;
  free(): void;
}

/** @throws BACKEND_FAILED when there is no memory for it */
export function store(memory: Memory, records: readonly Record[]): StoredProgram {
  const scratchBytes = Math.max(0, ...records.map(({ scratch }) => scratch));
  const address = memory.reserve(RECORD * records.length + scratchBytes, `a program of ${records.length} instructions`);
  const scratch = address + RECORD * records.length;
  const multiples: { readonly float: number; readonly multiple: number }[] = [];
  const [words, floats] = [memory.words(), memory.floats()];
  records.forEach((record, at) => {
    const start = (address + RECORD * at) / 4;
    words[start] = record.op;
    words[start + SCRATCH / 4] = scratch;
    for (const [offset, value] of record.words) words[start + offset / 4] = value;
    for (const [offset, value] of record.scalars) {
      const float = start + offset / 4;
      if (typeof value === "number") floats[float] = value;
      else multiples.push({ float, multiple: value.rate });
    }
  });
  return {
    address,
    instructions: records.length,
    setRate(rate) {
      const floats = memory.floats();
      for (const { float, multiple } of multiples) floats[float] = multiple * rate;
    },
    free: () => memory.free(address),
  };
}

/** Room for one array at a time that grows with what it has to hold. */
export function createRoom(memory: Memory, what: string): { hold(values: Uint32Array): number } {
  let address = 0;
  let length = 0;
  return {
    /** Copies the values and gives their address, valid until the next call. */
    hold(values) {
      if (values.length > length) {
        if (length > 0) memory.free(address);
        length = 0;
        address = memory.reserve(4 * values.length, what);
        length = values.length;
      }
      memory.words().set(values, address / 4);
      return address;
    },
  };
}
