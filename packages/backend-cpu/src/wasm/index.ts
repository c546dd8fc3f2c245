// Internal to deltarule's own backends: what runs these kernels otherwise than one thread does. It may change in any version.
export { createWasmBackend, type WasmBackend, wasmBackend } from "./backend.ts";
export { fuse } from "./fuse.ts";
export { instantiate } from "./kernels.ts";
export * as layout from "./layout.ts";
export type { WasmMatrix } from "./matrix.ts";
export { createMemory, type Memory } from "./memory.ts";
export { type Build, moduleOf, supports } from "./module.ts";
export { createOperate } from "./operation.ts";
export type { Record } from "./record.ts";
export { createRoom, type StoredProgram, store } from "./stored-program.ts";
export { isUnrollable } from "./straight-line/size.ts";
