import { type Backend, DeltaruleError } from "@deltarule/core";
import { createJavaScriptBackend } from "./javascript/backend.ts";
import { createWasmBackend } from "./wasm/backend.ts";
import { supports } from "./wasm/module.ts";

export interface CpuOptions {
  /**
   * "fast", the default: fused multiply-adds where the engine has relaxed SIMD. "portable": only operations whose result the
   * WebAssembly standard fixes, so the same bits on every machine, browser and Node version.
   */
  readonly arithmetic?: "fast" | "portable" | undefined;
  /** False: the plain TypeScript kernels, which otherwise serve only where there is no WebAssembly SIMD. */
  readonly simd?: boolean | undefined;
}

/**
 * The cpu backend, on one thread; `facts.device` says which kernels run.
 * @throws OPTION_INVALID
 */
export async function createBackend({ arithmetic = "fast", simd = true }: CpuOptions = {}): Promise<Backend> {
  if (arithmetic !== "fast" && arithmetic !== "portable")
    throw new DeltaruleError(
      "OPTION_INVALID",
      `cpu: arithmetic is ${JSON.stringify(arithmetic)}; expected "fast" or "portable"`,
    );
  if (simd && arithmetic === "fast" && supports("relaxed")) return createWasmBackend("relaxed");
  if (simd && supports("portable")) return createWasmBackend("portable");
  return createJavaScriptBackend();
}
