import type { Matrix } from "@deltarule/core";
import type { GPU } from "gpu.js";
import type { Layout } from "./layout.ts";
import type { Resident } from "./texture.ts";

/** An opened device: what the kernels run on in one of gpu.js's modes. */
export interface Device {
  /** What really runs: "WebGL2: ANGLE (…)". */
  readonly description: string;
  /** The adapter is a program that plays a GPU. */
  readonly software: boolean;
  readonly gpu: GPU;
  readonly layout: Layout;
  /** Text of the device's own language that goes before each kernel. */
  readonly native?: string;
  readonly kernels: {
    /** How many stay compiled, as far as others can go. */
    readonly most: number;
    /** "together": all at once, while no matrix is there. */
    readonly go: "singly" | "together";
  };
  /** A kernel's result in the form in which kernels take it; as it is by default. */
  handle?(result: Resident): Resident;
  /** The limit that a matrix is over, as the end of a sentence; undefined where it fits. */
  limit(m: Matrix): string | undefined;
  /** A copy of the numbers, row by row. */
  download(resident: Resident, m: Matrix): Float32Array | Promise<Float32Array>;
  /** Throws when the device was lost, or reports an error that no call has thrown. */
  check(): void;
  /** Resolves when `check` knows what it can of a call that has failed: some devices tell of their loss a little later. */
  told(): Promise<void>;
  /** Resolves when all that the kernels were asked for is done. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A mode that isn't there: why, and what would help. */
export interface Absent {
  readonly reason: string;
}

export const isSoftware = (adapter: string): boolean =>
  /swiftshader|llvmpipe|softpipe|lavapipe|basic render/i.test(adapter);
