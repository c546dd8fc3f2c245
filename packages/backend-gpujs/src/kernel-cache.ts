import type { Matrix } from "@deltarule/core";
import type { KernelOutput } from "gpu.js";
import type { Device } from "./device.ts";
import type { Kernel } from "./kernels/kernel.ts";
import type { Resident } from "./texture.ts";

/** A kernel that is compiled for the shapes of its arguments and its result; the first call compiles it. */
export type Launch = (...args: readonly Resident[]) => KernelOutput | Promise<KernelOutput>;

export interface Kernels {
  /** Compiled once for each text and shapes. */
  get(kernel: Kernel, out: Matrix, inputs: readonly Matrix[]): Launch;
}

export function createKernels({ gpu, layout }: Device): Kernels {
  const known = new Map<string, Launch>();
  return {
    get(kernel, out, inputs) {
      const source = kernel(layout);
      const key = [out, ...inputs].map(({ rows, cols }) => `${rows}×${cols} `).join("") + source;
      const found = known.get(key);
      if (found) return found;
      const launch = gpu.createKernel(source, {
        output: layout.output(out),
        precision: "single",
        // highp: without it gpu.js takes as few bits as the texture's size needs
        tactic: "precision",
        pipeline: true,
        immutable: true,
        onRequestFallback() {
          // gpu.js would go on with the CPU
          throw new Error(`gpu.js can't run this kernel in its ${gpu.mode} mode: ${launch.kernel.fallbackReason}`);
        },
      });
      known.set(key, launch);
      return launch;
    },
  };
}
