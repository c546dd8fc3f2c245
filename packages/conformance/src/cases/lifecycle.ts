import { type Matrix, Network, type Program, train } from "@deltarule/core";
import type { ConformanceCase } from "../case.ts";
import { settledMemory } from "../host-memory.ts";
import { table } from "../reference.ts";
import { compileOn } from "../setting.ts";
import type { Trial } from "../trial.ts";

/** Instances, closing, and what stays behind. */
export const lifecycle: readonly ConformanceCase[] = [
  {
    id: "lifecycle/two-instances",
    title: "Two instances have nothing to do with each other, also once one is closed",
    needs: "raw",
    async run({ create, same }) {
      const [first, second] = [await create(), await create()];
      const [a, b] = [first.matrix(1, 2, Float64Array.of(1, 2)), second.matrix(1, 2, Float64Array.of(3, 4))];
      first.update(a, first.matrix(1, 2, Float64Array.of(10, 10)), 1);
      second.update(b, second.matrix(1, 2, Float64Array.of(20, 20)), 1);
      same("the first's", await first.read(a), [11, 12]);
      await first.close();
      same("the second's", await second.read(b), [23, 24]);
      second.write(b, Float64Array.of(5, 6));
      same("the second's, written", await second.read(b), [5, 6]);
      await second.close();
    },
  },
  {
    id: "lifecycle/close-twice",
    title: "Closing twice is closing once",
    needs: "raw",
    async run({ create }) {
      const backend = await create();
      backend.matrix(2, 2);
      await Promise.all([backend.close(), backend.close()]);
      await backend.close();
    },
  },
  {
    id: "lifecycle/close-waits",
    title: "Close waits for what was called before it",
    needs: "raw",
    async run({ create, same }) {
      const backend = await create();
      const [w, step] = [backend.matrix(1, 1), backend.matrix(1, 1, Float64Array.of(1))];
      const compiled = compileOn(backend, adding(w, step));
      const running = compiled.run({ order: new Uint32Array(500), rate: 1 });
      const read = backend.read(w);
      await backend.close();
      await running;
      same("w", await read, [500]);
    },
  },
  {
    id: "lifecycle/reopen",
    title: "Instances can be opened, used and closed one after another",
    needs: "raw",
    async run({ create, same }) {
      for (let i = 0; i < 10; i++) {
        const backend = await create();
        const m = backend.matrix(3, 3, new Float64Array(9).fill(i));
        same(`instance ${i}`, await backend.read(m), new Float64Array(9).fill(i));
        await backend.close();
      }
    },
  },
  {
    id: "lifecycle/many-programs",
    title: "10,000 programs are compiled, run and freed without growth",
    needs: "raw",
    async run(trial) {
      const { backend, put, make, same } = trial;
      const [w, step] = [make(1, 1), put(table(1, 1, [1]))];
      const program = adding(w, step);
      await growsNot(trial, 0, async () => {
        backend.write(w, Float64Array.of(0));
        const runs = Array.from({ length: 100 }, () => {
          const compiled = compileOn(backend, program);
          const running = compiled.run({ order: Uint32Array.of(0), rate: 1 });
          compiled.free();
          return running;
        });
        await Promise.all(runs);
        same("w after 100 programs", await backend.read(w), [100]);
      });
    },
  },
  {
    id: "lifecycle/many-matrices",
    title: "10,000 matrices are made, used and freed without growth",
    needs: "raw",
    async run(trial) {
      const { backend, put, make, same } = trial;
      const size = 128;
      const ones = new Float64Array(size * size).fill(1);
      const [sum, one] = [make(size, size), put(table(size, size, ones))];
      await growsNot(trial, 2 * size * size, async () => {
        for (let i = 0; i < 100; i++) {
          // one in ten is filled and used: a slow device would take most of the suite's time for them all
          const used = i % 10 === 0;
          const m = backend.matrix(size, size, used ? ones : undefined);
          if (used) backend.update(sum, m, 1);
          backend.free(m);
        }
        backend.update(sum, one, -10);
        same("the sum", await backend.read(sum), new Float64Array(size * size));
      });
    },
  },
  {
    id: "lifecycle/abort",
    title: "Training that is aborted ends with a report, and the backend works on",
    needs: "checked",
    async run({ backend, put, same }) {
      const network = Network.create([2, 2, 1], { seed: 1 });
      const data = {
        inputs: [
          [0, 1],
          [1, 0],
        ],
        targets: [[1], [0]],
      };
      const abort = new AbortController();
      const stops: unknown[] = [];
      const options = { backend, learningRate: 0.5, epochs: Number.POSITIVE_INFINITY, signal: abort.signal };
      for await (const { step, stopped } of train(network, data, options)) {
        if (step >= 10) abort.abort();
        if (stopped) stops.push(stopped);
      }
      if (stops.join() !== "aborted")
        throw new Error(`the last report says ${stops.join() || "nothing"}; expected aborted`);
      // a break instead of a signal
      for await (const { step } of train(network, data, { ...options, signal: undefined })) if (step >= 4) break;
      same("a matrix afterwards", await backend.read(put(table(1, 2, [1, 2]))), [1, 2]);
    },
  },
];

/** w ← w + step for each sample. */
const adding = (w: Matrix, step: Matrix): Program<Matrix> => ({
  batchSize: 1,
  scratch: new Set(),
  instructions: [{ op: "update", w, step, rate: { rate: 1 } }],
});

/** Less than any object in a list takes. */
const HEAP_BYTES_EACH = 100;

/**
 * A round makes, uses and frees 100 things of at least so many bytes. The first 20 rounds fill caches and pools; from then on
 * the heap must stay as it is, and so must the memory outside: a tenth of what was made is too much.
 */
async function growsNot({ note }: Trial, bytesEach: number, round: () => Promise<void>): Promise<void> {
  for (let i = 0; i < 20; i++) await round();
  const before = await settledMemory();
  for (let i = 20; i < 100; i++) await round();
  const after = await settledMemory();
  if (!before || !after) {
    note("growth was not looked at: the host does not tell how much memory is in use");
    return;
  }
  const heap = after.heap - before.heap;
  if (heap > 8000 * HEAP_BYTES_EACH) throw new Error(`the heap grew by ${heap} bytes over 8,000 that were freed`);
  const buffers = after.buffers - before.buffers;
  if (bytesEach > 0 && buffers > 800 * bytesEach)
    throw new Error(`memory outside the heap grew by ${buffers} bytes over 8,000 that were freed`);
}
