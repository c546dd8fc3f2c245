import type { Matrix } from "@deltarule/core";
import type { GPU, IKernelRunShortcut, KernelOutput } from "gpu.js";
import type { Device } from "./device.ts";
import type { Kernel } from "./kernels/kernel.ts";
import type { Resident } from "./texture.ts";

/** A kernel for the shapes of its arguments and its result. A call compiles it, unless an earlier one has and it is still there. */
export type Launch = (...args: readonly Resident[]) => KernelOutput | Promise<KernelOutput>;

export interface Kernels {
  get(kernel: Kernel, out: Matrix, inputs: readonly Matrix[]): Launch;
}

/**
 * Compiled kernels by their text and shapes. A new one past the device's bound makes room: those go that were called longest ago, but for
 * those whose results are there, which are read with their help.
 * @param results what the matrices hold now
 */
export function createKernels(
  { gpu, layout, native, kernels: { most, go } }: Pick<Device, "gpu" | "layout" | "native" | "kernels">,
  results: () => readonly Resident[],
): Kernels {
  /** The one that was called last is last. */
  const known = new Map<string, IKernelRunShortcut>();

  function makeRoom(): void {
    const there = results();
    if (go === "together" && there.length > 0) return;
    const held = new Set(there.map(kernelOf));
    for (const [key, kernel] of known) {
      if (go === "singly" && known.size < most) return;
      if (held.has(kernel.kernel)) continue;
      known.delete(key);
      kernel.destroy();
      forget(gpu, kernel);
    }
  }

  function compile(source: string, out: Matrix): IKernelRunShortcut {
    if (known.size >= most) makeRoom();
    const kernel = gpu.createKernel(source, {
      output: layout.output(out),
      precision: "single",
      // highp: without it gpu.js takes as few bits as the texture's size needs
      tactic: "precision",
      pipeline: true,
      immutable: true,
      ...(native && { injectedNative: native }),
      onRequestFallback() {
        // gpu.js would go on with the CPU
        throw new Error(`gpu.js can't run this kernel in its ${gpu.mode} mode: ${kernel.kernel.fallbackReason}`);
      },
    });
    return kernel;
  }

  return {
    get(text, out, inputs) {
      const source = text(layout.name);
      const key = [out, ...inputs].map(({ rows, cols }) => `${rows}×${cols} `).join("") + source;
      return (...args) => {
        const kernel = known.get(key) ?? compile(source, out);
        known.delete(key);
        known.set(key, kernel);
        return kernel(...args);
      };
    },
  };
}

/** gpu.js's kernel that a texture or a buffer is read with; arrays need none. */
const kernelOf = (result: Resident): unknown =>
  typeof result === "object" && "kernel" in result ? result.kernel : undefined;

/** In its cpu mode gpu.js keeps what was destroyed in its list. */
function forget(gpu: GPU, { kernel }: IKernelRunShortcut): void {
  const list: unknown = Reflect.get(gpu, "kernels");
  if (!Array.isArray(list)) return;
  const at = list.indexOf(kernel);
  if (at >= 0) list.splice(at, 1);
}
