// The browser's graphics with counters and levers: what is live, and how to take it away. Imported before anything is drawn.

let textures = 0;
let buffers = 0;
let context: WebGL2RenderingContext | undefined;
let device: GPUDevice | undefined;

const gl = WebGL2RenderingContext.prototype;
const { createTexture, deleteTexture, shaderSource } = gl;
gl.createTexture = function () {
  textures++;
  context = this;
  return createTexture.call(this);
};
gl.deleteTexture = function (texture) {
  textures--;
  deleteTexture.call(this, texture);
};

const { createBuffer, createShaderModule } = GPUDevice.prototype;
const { destroy } = GPUBuffer.prototype;
GPUDevice.prototype.createBuffer = function (descriptor) {
  buffers++;
  device = this;
  return createBuffer.call(this, descriptor);
};
GPUBuffer.prototype.destroy = function () {
  buffers--;
  destroy.call(this);
};

/** Textures and buffers that were made and not deleted. */
export const live = (): number => textures + buffers;

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
