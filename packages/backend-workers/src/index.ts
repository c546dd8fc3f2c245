export { createBackend, createBackend as default, type WorkersOptions } from "./create.ts";
