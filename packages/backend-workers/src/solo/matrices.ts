import type { WasmMatrix } from "@deltarule/backend-cpu/wasm";
import type { Instruction, Program } from "@deltarule/core";
import type { Handle } from "./messages.ts";

/** An instruction over the thread's matrices for one over the page's. */
export function realInstruction(i: Instruction<Handle>, real: (m: Handle) => WasmMatrix): Instruction<WasmMatrix> {
  switch (i.op) {
    case "gather":
      return { ...i, source: real(i.source), out: real(i.out) };
    case "matmul": {
      const { bias, ...others } = i;
      return { ...others, a: real(i.a), b: real(i.b), out: real(i.out), ...(bias ? { bias: real(bias) } : {}) };
    }
    case "sigmoid":
      return { ...i, net: real(i.net), out: real(i.out) };
    case "delta": {
      const source = "target" in i.source ? { target: real(i.source.target) } : { error: real(i.source.error) };
      return { ...i, a: real(i.a), source, out: real(i.out) };
    }
    case "squaredError":
      return { ...i, a: real(i.a), target: real(i.target), out: real(i.out) };
    case "update":
      return { ...i, w: real(i.w), step: real(i.step) };
  }
}

export const realProgram = (
  { batchSize, instructions, scratch }: Program<Handle>,
  real: (m: Handle) => WasmMatrix,
): Program<WasmMatrix> => ({
  batchSize,
  instructions: instructions.map((i) => realInstruction(i, real)),
  scratch: new Set([...scratch].map(real)),
});
