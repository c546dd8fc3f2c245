import { GPU } from "gpu.js";
import type { Absent, Device } from "../device.ts";
import { glDevice } from "./gl.ts";

/** WebGL2, on a page or in a worker. */
export function openWebGl2(): Device | Absent {
  const canvas = createCanvas();
  if (!canvas) return { reason: "no browser, so no WebGL2" };
  const gl = canvas.getContext("webgl2", {
    alpha: false,
    depth: false,
    antialias: false,
    powerPreference: "high-performance",
  });
  if (!(gl instanceof WebGL2RenderingContext)) return { reason: "this browser gives no WebGL2 context" };
  const renderer = rendererOf(gl);
  if (!gl.getExtension("EXT_color_buffer_float"))
    return { reason: `${renderer} can't draw into float textures (EXT_color_buffer_float)` };
  return glDevice({ gl, gpu: new GPU({ canvas, context: gl }), api: "WebGL2", renderer });
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const unmasked = gl.getExtension("WEBGL_debug_renderer_info");
  return String(gl.getParameter(unmasked ? unmasked.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

function createCanvas(): HTMLCanvasElement | OffscreenCanvas | undefined {
  if (typeof document !== "undefined") return document.createElement("canvas");
  return typeof OffscreenCanvas === "undefined" ? undefined : new OffscreenCanvas(1, 1);
}
