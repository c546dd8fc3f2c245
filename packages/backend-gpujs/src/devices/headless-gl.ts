import { GPU } from "gpu.js";
import type { Absent, Device } from "../device.ts";
import { zeros } from "../kernels/zeros.ts";
import { glDevice } from "./gl.ts";

/** OpenGL in Node, through the package gl if it is there. gpu.js makes the context; the first kernel shows it. */
export function openHeadlessGl(): Device | Absent {
  if (!GPU.isHeadlessGLSupported)
    return { reason: "the package gl isn't installed, or finds no display (xvfb-run gives it one)" };
  const gpu = new GPU({ mode: "headlessgl" });
  const probe = gpu.createKernel(zeros("texels"), { output: [1, 1, 1], precision: "single" });
  probe();
  const gl: unknown = probe.kernel.context;
  if (!isContext(gl)) return { reason: "gpu.js made no OpenGL context" };
  return glDevice({ gl, gpu, api: "OpenGL without a window", renderer: rendererOf(gl) });
}

/** The package gl says "ANGLE" whatever there is; the native object that it wraps knows the driver: "ANGLE (Mesa/X.org llvmpipe …)". */
function rendererOf(gl: WebGLRenderingContext): string {
  let renderer = String(gl.getParameter(gl.RENDERER));
  for (let proto = Object.getPrototypeOf(gl); proto !== Object.prototype; proto = Object.getPrototypeOf(proto))
    if (Object.hasOwn(proto, "getParameter")) renderer = String(proto.getParameter.call(gl, gl.RENDERER));
  return renderer;
}

const isContext = (x: unknown): x is WebGLRenderingContext =>
  typeof x === "object" && x !== null && "getParameter" in x;
