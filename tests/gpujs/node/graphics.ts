import { createRequire } from "node:module";
import type { Graphics } from "../calls.ts";

const require = createRequire(import.meta.url);

// packages that are only there where they were asked for: no tool need resolve them
const [gl, webgpu] = ["gl", "webgpu"];

/** The graphics of a mode in Node with counters and levers; to be called before the backend is imported. */
export async function graphicsOf(mode: string): Promise<Graphics> {
  switch (mode) {
    case "headlessgl":
      return countedGl();
    case "webgpu":
      return countedWebGpu();
    default:
      return { live: () => 0, loseDevice: missing, loseSilently: missing, breakShaders: missing };
  }
}

const missing = (): never => {
  throw new Error("nothing of the kind in this mode");
};

/** The package gl makes contexts whose methods are properties of their own. */
function countedGl(): Graphics {
  const made = new Set<WebGLTexture>();
  let fault = "";
  const createContext: (...args: unknown[]) => WebGLRenderingContext | null = require(gl);
  require.cache[require.resolve(gl)]!.exports = (...args: unknown[]) => {
    const context = createContext(...args);
    if (!context) return context;
    const { createTexture, deleteTexture, shaderSource } = context;
    context.createTexture = () => {
      const texture = createTexture();
      made.add(texture);
      return texture;
    };
    context.deleteTexture = (texture) => {
      if (texture) made.delete(texture);
      deleteTexture(texture);
    };
    context.shaderSource = (shader, source) => shaderSource(shader, source + fault);
    return context;
  };
  return {
    live: () => made.size,
    loseDevice: missing,
    loseSilently: missing,
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
  let readsLeft = 0;
  const { globals } = await import(webgpu);
  const device: GPUDevice = globals.GPUDevice.prototype;
  const buffer: GPUBuffer = globals.GPUBuffer.prototype;
  const { createBuffer, createShaderModule } = device;
  const { destroy, mapAsync } = buffer;
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
  buffer.mapAsync = function (...args) {
    const mapped = mapAsync.apply(this, args);
    if (readsLeft > 0 && --readsLeft === 0) last?.destroy();
    return mapped;
  };
  device.createShaderModule = function (descriptor) {
    return createShaderModule.call(this, { ...descriptor, code: descriptor.code + fault });
  };
  return {
    live: () => made.size,
    loseDevice(reads = 0) {
      readsLeft = reads;
      if (reads === 0) last?.destroy();
    },
    loseSilently: missing,
    breakShaders() {
      fault = "\nno shader";
      return () => {
        fault = "";
      };
    },
  };
}
