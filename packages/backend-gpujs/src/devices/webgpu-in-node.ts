/**
 * WebGPU for Node, from the package webgpu if it is there, at the place where gpu.js looks for it: `navigator.gpu`.
 * @returns why there is none
 */
export async function provideWebGpu(): Promise<string | undefined> {
  if (typeof navigator !== "undefined" && "gpu" in navigator && navigator.gpu) return undefined;
  if (!isNode()) return "this browser has no WebGPU";
  // a name that no bundler sees: 84 MB that only Node can load
  const name = "webgpu";
  let found: unknown;
  try {
    found = await import(/* @vite-ignore */ name);
  } catch (cause) {
    const { code, message } = cause instanceof Error && "code" in cause ? cause : { code: "", message: String(cause) };
    return code === "ERR_MODULE_NOT_FOUND"
      ? "the package webgpu isn't installed"
      : `the package webgpu can't be loaded: ${message}`;
  }
  if (!isWebGpuPackage(found)) return "the package webgpu has no create and globals; expected a release from 0.3 on";
  Object.assign(globalThis, found.globals);
  const gpu = { value: found.create([]), configurable: true };
  if (typeof navigator === "undefined")
    Object.defineProperty(globalThis, "navigator", {
      value: Object.defineProperty({}, "gpu", gpu),
      configurable: true,
    });
  else Object.defineProperty(navigator, "gpu", gpu);
  return undefined;
}

interface WebGpuPackage {
  readonly globals: object;
  create(flags: readonly string[]): object;
}

const isWebGpuPackage = (x: unknown): x is WebGpuPackage =>
  typeof x === "object" && x !== null && "create" in x && typeof x.create === "function" && "globals" in x;

const isNode = () => typeof Reflect.get(globalThis, "process") === "object";
