// The browser's graphics with counters and levers: what is live, and how to take it away. Imported before anything is drawn.

const made = new Set<WebGLTexture | GPUBuffer>();
let context: WebGL2RenderingContext | undefined;
let device: GPUDevice | undefined;

const gl = WebGL2RenderingContext.prototype;
const { createTexture, deleteTexture, shaderSource } = gl;
gl.createTexture = function () {
  context = this;
  const texture = createTexture.call(this);
  made.add(texture);
  return texture;
};
gl.deleteTexture = function (texture) {
  if (texture) made.delete(texture);
  deleteTexture.call(this, texture);
};

const { createBuffer, createShaderModule } = GPUDevice.prototype;
const { destroy } = GPUBuffer.prototype;
GPUDevice.prototype.createBuffer = function (descriptor) {
  device = this;
  const buffer = createBuffer.call(this, descriptor);
  made.add(buffer);
  return buffer;
};
GPUBuffer.prototype.destroy = function () {
  made.delete(this);
  destroy.call(this);
};

/** Textures and buffers that were made and not deleted. */
export const live = (): number => made.size;

/** What a driver's crash looks like to a page; the one that was used last goes. */
export function loseDevice(): void {
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  device?.destroy();
}

/** Shaders that come from now on have an error in them. @returns what ends that */
export function breakShaders(): () => void {
  gl.shaderSource = function (shader, source) {
    shaderSource.call(this, shader, `${source}\nno shader`);
  };
  GPUDevice.prototype.createShaderModule = function (descriptor) {
    return createShaderModule.call(this, { ...descriptor, code: `${descriptor.code}\nno shader` });
  };
  return () => {
    gl.shaderSource = shaderSource;
    GPUDevice.prototype.createShaderModule = createShaderModule;
  };
}
