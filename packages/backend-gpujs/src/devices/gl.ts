import type { GPU } from "gpu.js";
import { type Device, isSoftware } from "../device.ts";
import { blocksInTexels, blocksOf, numbersOf } from "../layout.ts";
import type { Resident } from "../texture.ts";

/** A device over an OpenGL context that gpu.js draws with: textures of four numbers a texel. */
export function glDevice(opened: {
  readonly gl: WebGLRenderingContext | WebGL2RenderingContext;
  readonly gpu: GPU;
  /** What it is a context of, "WebGL2". */
  readonly api: string;
  /** What draws: the adapter and its driver. */
  readonly renderer: string;
}): Device {
  const { gl, gpu, api, renderer } = opened;
  const description = `${api}: ${renderer}`;
  const side = Number(gl.getParameter(gl.MAX_TEXTURE_SIZE));
  const isAlive = createSignOfLife(gl);
  return {
    description,
    software: isSoftware(renderer),
    gpu,
    layout: blocksInTexels(side),
    native: blockLoader(gl),
    // a texture can't be deleted once the kernel is gone that made it, and kernels hold on to their last arguments
    kernels: { most: 256, go: "together" },
    // gpu.js folds the texels into a square, or nearly one
    limit: ({ rows, cols }) =>
      Math.sqrt(blocksOf(rows) * blocksOf(cols)) > side - 1
        ? `a texture of ${side} × ${side} texels holds, at four numbers a texel`
        : undefined,
    download: (resident, m) => numbersOf(texelsOf(resident), m),
    check() {
      if (gl.isContextLost() || !isAlive()) throw new Error(`${description}: the context was lost`);
      const code = gl.getError();
      if (code !== gl.NO_ERROR) throw new Error(`${description}: ${errorName(gl, code)}`);
    },
    told: () => Promise.resolve(),
    async settled() {
      isAlive();
    },
    close: () => gpu.destroy(),
  };
}

/**
 * Reads a pixel of its own, which waits for all that was drawn before; a run is short, and browsers say of a fence that it has passed 5 ms
 * after it has. Where the process that draws has gone, reads give zeros and no error until the browser comes to say so: then the pixel isn't
 * what it was, and what was read before it can't be trusted.
 */
function createSignOfLife(gl: WebGLRenderingContext | WebGL2RenderingContext): () => boolean {
  const sign = Uint8Array.of(1, 2, 3, 4);
  const framebuffer = gl.createFramebuffer();
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, sign);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const pixel = new Uint8Array(4);
  return () => {
    // gpu.js binds its own before it draws
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    pixel.fill(0);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return pixel.every((x, i) => x === sign[i]);
  };
}

function texelsOf(resident: Resident): Float32Array {
  if (typeof resident === "object" && "renderValues" in resident && typeof resident.renderValues === "function") {
    const texels: unknown = resident.renderValues();
    if (texels instanceof Float32Array) return texels;
  }
  throw new TypeError("a kernel's result is no float texture");
}

/**
 * gpu.js finds a texel by its number in the matrix, with two divisions, the dearest part of a load. In a texture of the matrix's own shape there
 * is nothing to divide.
 */
function blockLoader(gl: WebGLRenderingContext | WebGL2RenderingContext): string {
  const sample = "PIXEL_UNPACK_BUFFER" in gl ? "texture" : "texture2D";
  return `
vec4 loadBlock(sampler2D blocks, ivec2 size, ivec3 shape, int z, int y, int x) {
  if (size.x == shape.x) return ${sample}(blocks, (vec2(float(x), float(y)) + 0.5) / vec2(size));
  return getImage2D(blocks, size, shape, z, y, x);
}
#define getVec4FromSampler2D loadBlock
`;
}

function errorName(gl: WebGLRenderingContext, code: number): string {
  switch (code) {
    case gl.OUT_OF_MEMORY:
      return "out of memory";
    case gl.INVALID_FRAMEBUFFER_OPERATION:
      return "it can't draw into a texture that was made for it";
    default:
      return `OpenGL error ${code}`;
  }
}
