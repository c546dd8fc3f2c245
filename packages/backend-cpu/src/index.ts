export { type CpuOptions, createBackend, createBackend as default } from "./create.ts";
