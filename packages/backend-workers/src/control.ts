/**
 * Words that threads share besides the matrices, 64 bytes apart, so that no two threads write into one cache line: how many have arrived
 * at the barrier, how often it has opened, how many sleep there, and whether the run is over for good.
 */
const LINE = 16;
export const ARRIVED = 0;
export const OPENED = LINE;
export const SLEEPING = 2 * LINE;
export const STOPPED = 3 * LINE;

export const createControl = (): Int32Array => new Int32Array(new SharedArrayBuffer(4 * 4 * LINE));

/** Opens the barrier for good. */
export function stop(control: Int32Array): void {
  Atomics.store(control, STOPPED, 1);
  Atomics.add(control, OPENED, 1);
  Atomics.notify(control, OPENED);
}

export const isStopped = (control: Int32Array): boolean => Atomics.load(control, STOPPED) !== 0;

/** Waits until `count` threads have come: spins briefly, then sleeps, so that more threads than cores don't keep each other from working. */
export function meet(control: Int32Array, count: number, spins: number): void {
  const opened = Atomics.load(control, OPENED);
  if (Atomics.add(control, ARRIVED, 1) === count - 1) {
    Atomics.store(control, ARRIVED, 0);
    Atomics.add(control, OPENED, 1);
    if (Atomics.load(control, SLEEPING) > 0) Atomics.notify(control, OPENED);
    return;
  }
  for (let i = 0; i < spins; i++) if (Atomics.load(control, OPENED) !== opened) return;
  Atomics.add(control, SLEEPING, 1);
  while (Atomics.load(control, OPENED) === opened) Atomics.wait(control, OPENED, opened);
  Atomics.sub(control, SLEEPING, 1);
}
