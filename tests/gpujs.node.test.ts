import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mode } from "@deltarule/backend-gpujs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  boundsItsKernels,
  conforms,
  foldsLongMatrices,
  losesItsDevice,
  type Place,
  standsFaults,
  takesManySteps,
} from "./gpujs/behaviour.ts";
import { buildProgram, type GpujsProcess, startProcess } from "./gpujs/node/process.ts";

// pnpm test:gpu-node installs what the modes with graphics need and names the folder here; the suite runs without them
const graphics = process.env.DELTARULE_GPU_NODE;
const folder = graphics ?? fileURLToPath(new URL("./node_modules/.cache/gpujs", import.meta.url));

let program: string;
beforeAll(async () => {
  program = await buildProgram(join(folder, "program"));
});

/** A process of the mode's own, while the tests of a block run. */
function placeOf(mode: Mode): Place {
  let running: GpujsProcess | undefined;
  const process = () => {
    if (!running) throw new Error("the process has not started");
    return running;
  };
  beforeAll(async () => {
    running = await startProcess(program, mode);
  });
  afterAll(() => running?.close());
  return {
    get call() {
      return process().call;
    },
    memoryInUse: () => process().memoryInUse(),
  };
}

const software = /llvmpipe|swiftshader/i;

// the suite of the package holds these two to the conformance suite
describe.each(["cpu", "webasm"] as const)("gpujs in Node, in %s mode", (mode) => takesManySteps(mode, placeOf(mode)));

const withGraphics = [
  ["headlessgl", /^OpenGL without a window: ANGLE \(.+\)$/],
  ["webgpu", /^WebGPU: .+/],
] as const;

describe.each(graphics ? withGraphics : [])("gpujs in Node, in %s mode", (mode, device) => {
  const place = placeOf(mode);
  test("names the mode and the adapter, and what it measured there", async () => {
    expect(await place.call("describe", mode)).toMatchObject({
      device: expect.stringMatching(device),
      precision: "f32",
    });
  });
  test("isn't taken for a GPU when it is drawn by software", async () => {
    const facts = await place.call("describe", mode);
    const device = "device" in facts ? facts.device : "";
    expect(await place.call("describe")).toEqual(
      software.test(device)
        ? expect.objectContaining({ message: expect.stringContaining(`${mode}: ${device} is drawn by software`) })
        : expect.objectContaining({ device: expect.not.stringMatching(software) }),
    );
  });
  conforms(mode, place);
  takesManySteps(mode, place);
  standsFaults(mode, place);
  foldsLongMatrices(mode, place);
  if (mode === "webgpu") boundsItsKernels(mode, place);
  // the package gl has no lost contexts: a driver that breaks down takes the process with it
  if (mode === "webgpu") losesItsDevice(mode, place, /gpujs: WebGPU: .*: the device was lost/);
});
