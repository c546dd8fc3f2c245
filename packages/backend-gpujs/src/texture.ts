import type { Matrix } from "@deltarule/core";
import type { KernelVariable } from "gpu.js";

/** What a kernel leaves on the device: a texture, a buffer or, where the device is the CPU, arrays. */
export type Resident = KernelVariable;

/** This backend's matrix. A kernel can't write into what it reads, so each result is a new resident behind the same handle. */
export interface Texture extends Matrix {
  /** Undefined until the queue has come to what fills it, and after it is freed. */
  resident: Resident | undefined;
}

/** Gives the resident's memory back to the device; arrays are the garbage collector's. */
export function release(m: Texture): void {
  const { resident } = m;
  m.resident = undefined;
  if (typeof resident === "object" && "delete" in resident && typeof resident.delete === "function") resident.delete();
}
