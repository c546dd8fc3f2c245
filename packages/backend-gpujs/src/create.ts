import { type Backend, DeltaruleError } from "@deltarule/core";
import type { Absent, Device } from "./device.ts";
import { openHost } from "./devices/host.ts";
import { measureFacts } from "./facts.ts";
import { createOperations } from "./operations.ts";

/** gpu.js's modes. */
export type Mode = "webasm" | "cpu";

const devices: Readonly<Record<Mode, () => Device | Absent | Promise<Device | Absent>>> = {
  webasm: () => openHost("webasm"),
  cpu: () => openHost("cpu"),
};

export interface GpujsOptions {
  /** "webasm" and "cpu" have no GPU, and are only used when they are asked for. */
  readonly mode?: Mode | undefined;
}

/**
 * The GPU through gpu.js; `facts.device` says what really runs.
 * @throws OPTION_INVALID; BACKEND_UNAVAILABLE with the reason, and with what would help
 */
export async function createBackend({ mode }: GpujsOptions = {}): Promise<Backend> {
  if (mode === undefined)
    throw new DeltaruleError(
      "BACKEND_UNAVAILABLE",
      'gpujs: no GPU mode here; { mode: "webasm" } and { mode: "cpu" } do without a GPU, and the cpu backend is faster than either',
    );
  if (!Object.hasOwn(devices, mode))
    throw new DeltaruleError(
      "OPTION_INVALID",
      `gpujs: mode is ${JSON.stringify(mode)}; expected one of ${Object.keys(devices).join(", ")}`,
    );
  const opened = await devices[mode]();
  if ("reason" in opened)
    throw new DeltaruleError("BACKEND_UNAVAILABLE", `gpujs: no ${mode} mode here: ${opened.reason}`);
  return measured(opened);
}

async function measured(device: Device): Promise<Backend> {
  const operations = createOperations(device);
  try {
    return { ...operations, contract: 1, name: "gpujs", facts: await measureFacts(operations, device.description) };
  } catch (cause) {
    await operations.close();
    throw cause;
  }
}
