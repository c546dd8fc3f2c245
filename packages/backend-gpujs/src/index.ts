export { createBackend, createBackend as default, type GpujsOptions, type Mode } from "./create.ts";
