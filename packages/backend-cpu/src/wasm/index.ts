// Internal to deltarule's own backends: what runs these kernels otherwise than one thread does. It may change in any version.
export { createWasmBackend, type WasmBackend } from "./backend.ts";
export { fuse } from "./fuse.ts";
export * as layout from "./layout.ts";
export type { WasmMatrix } from "./matrix.ts";
export { createMemory, type Memory } from "./memory.ts";
export { type Build, moduleOf, supports } from "./module.ts";
export type { Record } from "./record.ts";
export { createRoom, type StoredProgram, store } from "./stored-program.ts";
export { isUnrollable } from "./straight-line/size.ts";
