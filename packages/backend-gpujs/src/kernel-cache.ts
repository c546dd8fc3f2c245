import type { Matrix } from "@deltarule/core";
import type { GPU, KernelOutput } from "gpu.js";
import type { Device } from "./device.ts";
import type { Kernel } from "./kernels/kernel.ts";
import type { Resident } from "./texture.ts";

/** A kernel that is compiled for the shapes of its arguments and its result; the first call compiles it. */
export type Launch = (...args: readonly Resident[]) => KernelOutput | Promise<KernelOutput>;

export interface Kernels {
  /** Compiled once for each text and shapes, until all of them go. */
  get(kernel: Kernel, out: Matrix, inputs: readonly Matrix[]): Launch;
}

// a training needs about ten for each of its layers
const MOST_AT_REST = 256;

/**
 * Kernels by their text and shapes. One holds on to what it has computed last, and what it has computed is read with its help: so a backend
 * that has met many shapes lets all kernels go at a moment when it has no results.
 * @param atRest whether that is now
 */
export function createKernels({ gpu, layout }: Pick<Device, "gpu" | "layout">, atRest: () => boolean): Kernels {
  const known = new Map<string, Launch & { destroy(): void }>();
  const clear = () => {
    for (const launch of known.values()) launch.destroy();
    known.clear();
    forgetDestroyed(gpu);
  };
  return {
    get(kernel, out, inputs) {
      const source = kernel(layout);
      const key = [out, ...inputs].map(({ rows, cols }) => `${rows}×${cols} `).join("") + source;
      const found = known.get(key);
      if (found) return found;
      if (known.size >= MOST_AT_REST && atRest()) clear();
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

/** In its cpu mode gpu.js keeps what was destroyed in its list. */
function forgetDestroyed(gpu: GPU): void {
  const list: unknown = Reflect.get(gpu, "kernels");
  if (Array.isArray(list)) list.length = 0;
}
