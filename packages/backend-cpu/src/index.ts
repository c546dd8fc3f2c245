export { createBackend, createBackend as default } from "./backend.ts";
