import { portable, relaxed } from "./bytes.ts";
import type { Memory } from "./memory.ts";
import { withSharedMemory } from "./shared-import.ts";

/** Which build of `assembly/` runs: relaxed SIMD may fuse a multiply and an add into one rounding, portable never does. */
export type Build = "relaxed" | "portable";

export interface Kernels {
  /** Runs `instructions` records at `program` for each of `batches` batches of `batchSize` indices at `order`. */
  execute(program: number, instructions: number, order: number, batchSize: number, batches: number): void;
}

const modules = new Map<string, WebAssembly.Module>();

/** Whether this engine can run a build at all. */
export const supports = (build: Build): boolean => WebAssembly.validate(bytesOf(build));

/** A build's module for a memory that is shared or isn't: compiled once, for threads too. */
export async function moduleOf(build: Build, { shared }: Pick<Memory, "shared">): Promise<WebAssembly.Module> {
  const key = `${build}, ${shared ? "shared" : "unshared"}`;
  const bytes = bytesOf(build);
  const module = modules.get(key) ?? (await WebAssembly.compile(shared ? withSharedMemory(bytes) : bytes));
  modules.set(key, module);
  return module;
}

/** The kernels of a build over a memory. */
export async function instantiate(build: Build, memory: Memory): Promise<Kernels> {
  const { exports } = await WebAssembly.instantiate(await moduleOf(build, memory), { env: { memory: memory.wasm } });
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
