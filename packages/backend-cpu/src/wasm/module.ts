import { portable, relaxed } from "./bytes.ts";
import type { Memory } from "./memory.ts";
import { withSharedMemory } from "./shared-import.ts";

/** Which build of `assembly/` runs: relaxed SIMD may fuse a multiply and an add into one rounding, portable never does. */
export type Build = "relaxed" | "portable";

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
