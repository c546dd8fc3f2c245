/**
 * Keeps the event loop alive during long work: after at most a slice's time the worker breathes, which lets one macrotask's worth
 * of timers, input and paint through.
 */
export interface Pace {
  /** Milliseconds of work before the event loop gets its turn. */
  readonly budget: number;
  /** Yields a macrotask if a slice's time is used up since the last one, at once otherwise. */
  breathe(): Promise<void>;
}

export function pace(): Pace {
  const onMainThread = "window" in globalThis && "document" in globalThis;
  // 6 ms leave a 60 Hz frame its time; elsewhere a timer of 50 ms still fires ten times a second
  const budget = onMainThread ? 6 : 50;
  let since = performance.now();
  return {
    budget,
    async breathe() {
      if (performance.now() - since < budget) return;
      await macrotask();
      since = performance.now();
    },
  };
}

/** setTimeout would do, but browsers clamp a nested one to 4 ms. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
