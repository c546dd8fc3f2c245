/** What the process holds once garbage has been collected, in bytes; steady to a few 100 KB. */
export interface HostMemory {
  /** Objects. */
  readonly heap: number;
  /** Array buffers and what else lies outside the heap. */
  readonly buffers: number;
}

/** Undefined where the host does not tell (a browser page can't) or its collector can't be moved to run. */
export async function settledMemory(): Promise<HostMemory | undefined> {
  const host: unknown = Reflect.get(globalThis, "process");
  if (!isNode(host)) return undefined;
  collector ??= collectorOf(host);
  if (!collector) return undefined;
  // the memory of buffers is given back after the collection that finds them dead, and what waits for them to go runs in jobs of its own
  for (let time = 0; time < 3; time++) {
    collector();
    await macrotask();
  }
  const { heapUsed, external } = host.memoryUsage();
  return { heap: heapUsed, buffers: external };
}

let collector: (() => void) | undefined;

/** A full collection, now: V8 gives it to contexts that are made after it was told to. */
function collectorOf(host: Node): (() => void) | undefined {
  try {
    host.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
    const collect = host.getBuiltinModule("node:vm").runInNewContext("gc");
    return typeof collect === "function" ? () => collect() : undefined;
  } catch {
    // another engine under Node's names
    return undefined;
  }
}

const macrotask = () => new Promise((resolve) => setTimeout(resolve));

/** The part of Node's `process` that is needed, as this package's types know no Node. */
interface Node {
  memoryUsage(): { readonly heapUsed: number; readonly external: number };
  getBuiltinModule(name: "node:v8"): { setFlagsFromString(flags: string): void };
  getBuiltinModule(name: "node:vm"): { runInNewContext(code: string): unknown };
}

const isNode = (host: unknown): host is Node =>
  typeof host === "object" &&
  host !== null &&
  ["memoryUsage", "getBuiltinModule"].every((name) => typeof Reflect.get(host, name) === "function");
