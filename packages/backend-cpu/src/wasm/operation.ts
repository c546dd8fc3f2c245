import type { Instruction } from "@deltarule/core";
import type { Kernels } from "./kernels.ts";
import type { WasmMatrix } from "./matrix.ts";
import type { Memory } from "./memory.ts";
import { recordOf } from "./record.ts";
import { createRoom, store } from "./stored-program.ts";

/** Does one operation at once; a gather takes its rows. */
export type Operate = (instruction: Instruction<WasmMatrix>, rows?: Uint32Array) => void;

/** One operation is a program of one instruction. */
export function createOperate(memory: Memory, kernels: Kernels): Operate {
  const indices = createRoom(memory, "sample indices");
  return (instruction, rows) => {
    const { address, free } = store(memory, [recordOf(instruction)]);
    try {
      kernels.execute(address, 1, rows ? indices.hold(rows) : 0, 1, 1);
    } finally {
      free();
    }
  };
}
