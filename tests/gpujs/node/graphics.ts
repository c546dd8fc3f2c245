import { createRequire } from "node:module";
import type { Graphics } from "../calls.ts";

const require = createRequire(import.meta.url);

/** The graphics of a mode in Node with counters and levers; to be called before the backend is imported. */
export async function graphicsOf(mode: string): Promise<Graphics> {
  switch (mode) {
    case "headlessgl":
      return countedGl();
    case "webgpu":
      return countedWebGpu();
    default:
      return { live: () => 0, loseDevice: missing, breakShaders: missing };
  }
}

const missing = (): never => {
  throw new Error("nothing of the kind in this mode");
};

/** The package gl makes contexts whose methods are properties of their own. */
function countedGl(): Graphics {
  const made = new Set<WebGLTexture>();
  let fault = "";
  const createContext: (...args: unknown[]) => WebGLRenderingContext | null = require("gl");
  require.cache[require.resolve("gl")]!.exports = (...args: unknown[]) => {
    const gl = createContext(...args);
    if (!gl) return gl;
    const { createTexture, deleteTexture, shaderSource } = gl;
    gl.createTexture = () => {
      const texture = createTexture();
      made.add(texture);
      return texture;
    };
    gl.deleteTexture = (texture) => {
      if (texture) made.delete(texture);
      deleteTexture(texture);
    };
    gl.shaderSource = (shader, source) => shaderSource(shader, source + fault);
    return gl;
  };
  return {
    live: () => made.size,
    loseDevice: missing,
    breakShaders() {
      fault = "\nno shader";
      return () => {
        fault = "";
      };
    },
  };
}

async function countedWebGpu(): Promise<Graphics> {
  const made = new Set<GPUBuffer>();
  let fault = "";
  let last: GPUDevice | undefined;
  // the package is only there where it was asked for, so tsc can't know it
  const name: string = "webgpu";
  const { globals } = await import(name);
  const device: GPUDevice = globals.GPUDevice.prototype;
  const buffer: GPUBuffer = globals.GPUBuffer.prototype;
  const { createBuffer, createShaderModule } = device;
  const { destroy } = buffer;
  device.createBuffer = function (descriptor) {
    last = this;
    const buffer = createBuffer.call(this, descriptor);
    made.add(buffer);
    return buffer;
  };
  buffer.destroy = function () {
    made.delete(this);
    destroy.call(this);
  };
  device.createShaderModule = function (descriptor) {
    return createShaderModule.call(this, { ...descriptor, code: descriptor.code + fault });
  };
  return {
    live: () => made.size,
    loseDevice: () => last?.destroy(),
    breakShaders() {
      fault = "\nno shader";
      return () => {
        fault = "";
      };
    },
  };
}
