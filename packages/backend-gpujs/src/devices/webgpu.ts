import { GPU } from "gpu.js";
import { type Absent, type Device, isSoftware } from "../device.ts";
import { zeros } from "../kernels/zeros.ts";
import { blocksInBuffer, blocksOf, numbersOf } from "../layout.ts";
import type { Resident } from "../texture.ts";
import { flat } from "./host.ts";
import { provideWebGpu } from "./webgpu-in-node.ts";

// ms between a call that fails as the device is lost and the word that it is; a few have been seen
const MOST_UNTIL_TOLD = 250;

/** WebGPU. gpu.js has one device for all; the first kernel opens it. */
export async function openWebGpu(): Promise<Device | Absent> {
  const reason = await provideWebGpu();
  if (reason) return { reason };
  if (!(await GPU.isWebGPUAvailable())) return { reason: "WebGPU is there, but gives no adapter" };
  const gpu = new GPU({ mode: "webgpu" });
  const probe = gpu.createKernel(zeros("numbers"), { output: [1, 1] });
  await probe();
  const context: unknown = probe.kernel.context;
  probe.destroy();
  if (!isContext(context)) return { reason: "gpu.js gave no device" };
  const { adapter, device } = context;
  const name = nameOf(adapter.info);
  const description = `WebGPU: ${name}`;

  let error: string | undefined;
  const note = (event: GPUUncapturedErrorEvent) => {
    error ??= event.error.message;
  };
  device.addEventListener("uncapturederror", note);
  let loss: string | undefined;
  const lost = device.lost.then(({ message, reason }) => {
    loss = `the device was lost (${message || reason})`;
  });

  const bytes = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
  // gpu.js's workgroups are 8 × 8 threads, and a thread has two rows and columns
  const side = 16 * device.limits.maxComputeWorkgroupsPerDimension;
  return {
    description,
    software: adapter.info.isFallbackAdapter || isSoftware(name),
    gpu,
    layout: blocksInBuffer,
    handle: asNumbers,
    // a training needs about eight for each of its layers
    kernels: { most: 256, go: "singly" },
    limit({ rows, cols }) {
      if (16 * blocksOf(rows) * blocksOf(cols) > bytes) return `a buffer of ${bytes} bytes holds`;
      return Math.max(rows, cols) > side
        ? `${side} rows or columns, which is as far as threads are numbered`
        : undefined;
    },
    async download(resident, m) {
      const blocks = flat(await rowsOf(resident), { rows: blocksOf(m.rows), cols: 4 * blocksOf(m.cols) });
      return numbersOf(blocks, m);
    },
    check() {
      // a device that is lost may complain of calls, too
      const fault = loss ?? error;
      if (fault !== undefined) throw new Error(`${description}: ${fault}`);
    },
    told: () => Promise.race([lost, delay(MOST_UNTIL_TOLD)]),
    settled: () => device.queue.onSubmittedWorkDone(),
    async close() {
      device.removeEventListener("uncapturederror", note);
      await gpu.destroy();
    },
  };
}

/** gpu.js takes no buffer of four numbers a thread for an argument; the same buffer as a row of numbers for a row of blocks it does. */
function asNumbers(result: Resident): Resident {
  if (typeof result !== "object" || !("output" in result) || !Array.isArray(result.output))
    throw new TypeError("a kernel's result is no buffer");
  const [across, down] = result.output;
  return Object.assign(result, { output: [4 * across, down], componentCount: 1 });
}

async function rowsOf(resident: Resident): Promise<unknown> {
  if (typeof resident === "object" && "toArray" in resident && typeof resident.toArray === "function")
    return resident.toArray();
  throw new TypeError("a kernel's result is no buffer");
}

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const nameOf = ({ vendor, architecture, device, description }: GPUAdapterInfo): string =>
  description || [vendor, architecture, device].filter(Boolean).join(" ") || "an adapter without a name";

const isContext = (x: unknown): x is { readonly adapter: GPUAdapter; readonly device: GPUDevice } =>
  typeof x === "object" && x !== null && "adapter" in x && "device" in x;
