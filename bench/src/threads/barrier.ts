import { Worker } from "node:worker_threads";

const MEETINGS = 20_000;
const RUNS = 7;

/**
 * Microseconds for threads to meet once, all of them at a counter in shared memory: the least of a few runs, since a thread that is kept
 * waiting by another program says nothing about the barrier.
 */
export async function measureBarrier(threads: number): Promise<number> {
  const words = new Int32Array(new SharedArrayBuffer(256));
  const program = new URL("./barrier-thread.js", import.meta.url);
  const workers = Array.from({ length: threads }, () => new Worker(program, { workerData: { words, threads } }));
  const meet = (worker: Worker) =>
    new Promise<number>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", (milliseconds: number) => {
        worker.off("error", reject);
        resolve(milliseconds);
      });
      worker.postMessage(MEETINGS);
    });
  try {
    const runs: number[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(Math.max(...(await Promise.all(workers.map(meet)))));
    return (1000 * Math.min(...runs)) / MEETINGS;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
