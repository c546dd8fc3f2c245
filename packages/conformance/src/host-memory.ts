/** What the process holds once garbage has been collected, in bytes. */
export interface HostMemory {
  /** Objects: steady to a few 100 KB. */
  readonly heap: number;
  /** Array buffers and what else lies outside the heap: given back late, so unsteady by up to 200 MB. */
  readonly buffers: number;
}

/** Undefined where the host does not tell (a browser page can't) or its collector can't be moved to run. */
export async function settledMemory(): Promise<HostMemory | undefined> {
  const host: unknown = Reflect.get(globalThis, "process");
  if (!tellsMemory(host) || !(await garbageCollected())) return undefined;
  const { heapUsed, external } = host.memoryUsage();
  return { heap: heapUsed, buffers: external };
}

/** Drops buffers until the collector takes a witness with them: only a full collection clears a weak reference. */
async function garbageCollected(): Promise<boolean> {
  const witness = new WeakRef({});
  for (let round = 0; round < 100; round++) {
    // looking at a weak reference keeps its target until the job ends, so looking and dropping need jobs of their own
    await macrotask();
    drop64Megabytes();
    await macrotask();
    if (witness.deref() === undefined) return true;
  }
  return false;
}

function drop64Megabytes(): void {
  // held together up to here, or the next buffer would reuse the memory of the last
  Array.from({ length: 64 }, () => new Uint8Array(2 ** 20));
}

const macrotask = () => new Promise((resolve) => setTimeout(resolve));

interface MemoryUsage {
  readonly heapUsed: number;
  readonly external: number;
}

const tellsMemory = (host: unknown): host is { memoryUsage(): MemoryUsage } =>
  typeof host === "object" && host !== null && "memoryUsage" in host && typeof host.memoryUsage === "function";
