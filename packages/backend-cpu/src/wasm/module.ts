import { portable, relaxed } from "./bytes.ts";

/** Which build of `assembly/` runs: relaxed SIMD may fuse a multiply and an add into one rounding, portable never does. */
export type Build = "relaxed" | "portable";

export interface Kernels {
  /** Runs `instructions` records at `program` for each of `batches` batches of `batchSize` indices at `order`. */
  execute(program: number, instructions: number, order: number, batchSize: number, batches: number): void;
}

const modules = new Map<Build, WebAssembly.Module>();

/** Whether this engine can run a build at all. */
export const supports = (build: Build): boolean => WebAssembly.validate(bytesOf(build));

/** The kernels of a build over a memory. */
export async function instantiate(build: Build, memory: WebAssembly.Memory): Promise<Kernels> {
  const module = modules.get(build) ?? (await WebAssembly.compile(bytesOf(build)));
  modules.set(build, module);
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const { execute } = exports;
  if (typeof execute !== "function") throw new TypeError("the WebAssembly module exports no execute");
  return { execute: (...args) => execute(...args) };
}

const decoded = new Map<Build, Uint8Array<ArrayBuffer>>();

function bytesOf(build: Build): Uint8Array<ArrayBuffer> {
  const known = decoded.get(build);
  if (known) return known;
  const text = atob(build === "relaxed" ? relaxed : portable);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  decoded.set(build, bytes);
  return bytes;
}
