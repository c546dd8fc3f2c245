/**
 * Words that threads share besides the matrices, 64 bytes apart, so that no two threads write into one cache line: how many have arrived
 * at the barrier, how often it has opened, how many sleep there, whether the run is over for good, and a heartbeat of each thread.
 */
const LINE = 16;
const ARRIVED = 0;
const OPENED = LINE;
const SLEEPING = 2 * LINE;
const STOPPED = 3 * LINE;
const BEATS = 4 * LINE;

// who sleeps at the barrier shows now and then that it is alive
const NAP_MILLISECONDS = 100;

export const createControl = (threads: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(4 * (BEATS + LINE * threads)));

/** Opens the barrier for good. */
export function stop(control: Int32Array): void {
  Atomics.store(control, STOPPED, 1);
  Atomics.add(control, OPENED, 1);
  Atomics.notify(control, OPENED);
}

export const isStopped = (control: Int32Array): boolean => Atomics.load(control, STOPPED) !== 0;

export function beat(control: Int32Array, thread: number): void {
  Atomics.add(control, BEATS + LINE * thread, 1);
}

/** How often a thread's heart has beaten; it goes round. */
export const beatsOf = (control: Int32Array, thread: number): number => Atomics.load(control, BEATS + LINE * thread);

/**
 * Waits until `count` threads have come: looks for `patience` milliseconds, then sleeps, so that more threads than cores don't keep each
 * other from working.
 */
export function meet(control: Int32Array, thread: number, count: number, patience: number): void {
  const opened = Atomics.load(control, OPENED);
  if (Atomics.add(control, ARRIVED, 1) === count - 1) {
    Atomics.store(control, ARRIVED, 0);
    Atomics.add(control, OPENED, 1);
    if (Atomics.load(control, SLEEPING) > 0) Atomics.notify(control, OPENED);
    return;
  }
  if (opens(control, opened, patience)) return;
  Atomics.add(control, SLEEPING, 1);
  while (Atomics.load(control, OPENED) === opened) {
    Atomics.wait(control, OPENED, opened, NAP_MILLISECONDS);
    beat(control, thread);
  }
  Atomics.sub(control, SLEEPING, 1);
}

// some microseconds: a look at the clock takes longer than one at a word
const LOOKS = 1000;

/** Whether the barrier opens within so many milliseconds. */
function opens(control: Int32Array, opened: number, patience: number): boolean {
  if (patience === 0) return false;
  const began = performance.now();
  do {
    for (let look = 0; look < LOOKS; look++) if (Atomics.load(control, OPENED) !== opened) return true;
  } while (performance.now() - began < patience);
  return false;
}
