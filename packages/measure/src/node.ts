import { cpus, release, totalmem, type } from "node:os";
import type { Machine } from "./machine.ts";

/** The machine that this Node process runs on. */
export function machine(): Machine {
  const cores = cpus();
  return {
    processor: cores[0]?.model.trim() ?? process.arch,
    cores: cores.length,
    memoryBytes: totalmem(),
    system: `${type()} ${release()} ${process.arch}`,
    engine: `Node ${process.versions.node} (V8 ${process.versions.v8})`,
  };
}
