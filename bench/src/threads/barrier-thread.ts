import { parentPort, workerData } from "node:worker_threads";

// a cache line each
const ARRIVED = 0;
const OPENED = 16;
const SPINS = 5000;

const { words, threads }: { words: Int32Array; threads: number } = workerData;

parentPort?.on("message", (meetings: number) => {
  meet();
  const began = performance.now();
  for (let meeting = 0; meeting < meetings; meeting++) meet();
  parentPort?.postMessage(performance.now() - began);
});

/** Spins briefly, then sleeps, as the threads of the workers backend do. */
function meet(): void {
  const opened = Atomics.load(words, OPENED);
  if (Atomics.add(words, ARRIVED, 1) === threads - 1) {
    Atomics.store(words, ARRIVED, 0);
    Atomics.add(words, OPENED, 1);
    Atomics.notify(words, OPENED);
    return;
  }
  for (let spin = 0; spin < SPINS; spin++) if (Atomics.load(words, OPENED) !== opened) return;
  Atomics.wait(words, OPENED, opened);
}
