// The browser's graphics with counters and levers: what is live, and how to take it away. Imported before anything is drawn.

const made = new Set<WebGLTexture | GPUBuffer>();
let context: WebGL2RenderingContext | undefined;
let device: GPUDevice | undefined;

/** How many reads from now on the device lasts, the last of them begun; 0: no loss is to come. */
let readsLeft = 0;
const readBegan = () => {
  if (readsLeft > 0 && --readsLeft === 0) loseDevice();
};

const gl = WebGL2RenderingContext.prototype;
const { createTexture, deleteTexture, shaderSource, readPixels } = gl;
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

gl.readPixels = function (...args: unknown[]) {
  Reflect.apply(readPixels, this, args);
  readBegan();
};

const { createBuffer, createShaderModule } = GPUDevice.prototype;
const { destroy, mapAsync } = GPUBuffer.prototype;
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
GPUBuffer.prototype.mapAsync = function (...args) {
  const mapped = mapAsync.apply(this, args);
  readBegan();
  return mapped;
};

/** Textures and buffers that were made and not deleted. */
export const live = (): number => made.size;

/** What a driver's crash looks like to a page; the one that was used last goes, at once or when so many reads have begun. */
export function loseDevice(reads = 0): void {
  readsLeft = reads;
  if (reads > 0) return;
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  device?.destroy();
}

/**
 * What a page sees of WebGL between the end of the process that draws and the browser's word of it: nothing is drawn, reads give zeros, and
 * there is no error. @returns what ends that
 */
export function loseSilently(): () => void {
  const { drawArrays, readPixels, getError } = gl;
  gl.drawArrays = () => {};
  gl.readPixels = (...args: unknown[]) => {
    const pixels = args[6];
    if (pixels instanceof Uint8Array || pixels instanceof Float32Array) pixels.fill(0);
  };
  gl.getError = () => gl.NO_ERROR;
  return () => Object.assign(gl, { drawArrays, readPixels, getError });
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
