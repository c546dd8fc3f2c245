import { type Backend, DeltaruleError } from "@deltarule/core";
import type { Absent, Device } from "./device.ts";
import { openHeadlessGl } from "./devices/headless-gl.ts";
import { openHost } from "./devices/host.ts";
import { openWebGl2 } from "./devices/webgl2.ts";
import { openWebGpu } from "./devices/webgpu.ts";
import { measureFacts } from "./facts.ts";
import { createOperations } from "./operations.ts";

const gpuModes = ["webgpu", "webgl2", "headlessgl"] as const;

/** gpu.js's modes: those of a GPU, best first, and two without. "gpu" is the first that finds a GPU. */
export type Mode = "gpu" | (typeof gpuModes)[number] | "webasm" | "cpu";

export interface GpujsOptions {
  /**
   * "gpu" by default: the first of "webgpu", "webgl2" and "headlessgl" that finds one. One that is asked for may be drawn by
   * software; "webasm" and "cpu" have no GPU and are only used when they are asked for.
   */
  readonly mode?: Mode | undefined;
}

const open: Readonly<Record<Mode, () => Device | Absent | Promise<Device | Absent>>> = {
  gpu: openGpu,
  webgpu: openWebGpu,
  webgl2: openWebGl2,
  headlessgl: openHeadlessGl,
  webasm: () => openHost("webasm"),
  cpu: () => openHost("cpu"),
};

/**
 * The GPU through gpu.js; `facts.device` says which mode and which adapter.
 * @throws OPTION_INVALID; BACKEND_UNAVAILABLE with the reason, and with what would help; BACKEND_FAILED when the device can't run the
 * kernels that it is measured with
 */
export async function createBackend({ mode = "gpu" }: GpujsOptions = {}): Promise<Backend> {
  if (!Object.hasOwn(open, mode))
    throw new DeltaruleError(
      "OPTION_INVALID",
      `gpujs: mode is ${JSON.stringify(mode)}; expected one of ${Object.keys(open).join(", ")}`,
    );
  const device = await tryToOpen(mode);
  if ("reason" in device)
    throw new DeltaruleError(
      "BACKEND_UNAVAILABLE",
      `gpujs: ${mode === "gpu" ? "" : `no ${mode} mode here: `}${device.reason}`,
    );
  const operations = createOperations(device);
  try {
    return { ...operations, contract: 1, name: "gpujs", facts: await measureFacts(operations, device.description) };
  } catch (cause) {
    await operations.close();
    throw cause;
  }
}

async function openGpu(): Promise<Device | Absent> {
  const reasons: string[] = [];
  for (const mode of gpuModes) {
    const opened = await tryToOpen(mode);
    if (!("reason" in opened)) {
      if (!opened.software) return opened;
      await opened.close();
    }
    reasons.push(`${mode}: ${"reason" in opened ? opened.reason : `${opened.description} is drawn by software`}`);
  }
  return {
    reason:
      `no GPU here (${reasons.join("; ")}). Use a browser with a GPU or, in Node, install webgpu or gl. A mode that is asked for by ` +
      'name is used without a GPU too: { mode: "webasm" }. The cpu backend is faster than that',
  };
}

async function tryToOpen(mode: Mode): Promise<Device | Absent> {
  try {
    return await open[mode]();
  } catch (cause) {
    return { reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
