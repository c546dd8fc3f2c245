import { instantiate, layout } from "@deltarule/backend-cpu/wasm";
import { parentPort } from "#worker_threads";
import { beat, isStopped, meet, stop } from "./control.ts";
import type { Reply, Run, Start } from "./messages.ts";

/** A thread's own program: kernels of its own over the shared memory, then runs, each of which it walks through by itself. */
let perform: (run: Run) => void;

parentPort?.on("message", async (message: Start | Run) => {
  try {
    if ("module" in message) {
      perform = await performer(message);
      answer({ done: true });
    } else perform(message);
  } catch (cause) {
    answer({ failed: cause });
  }
});
// a memory or a module that didn't come through
parentPort?.on("messageerror", (cause: unknown) => answer({ failed: cause }));

const answer = (reply: Reply) => parentPort?.postMessage(reply);

async function performer({ thread, module, memory, control }: Start): Promise<(run: Run) => void> {
  const { execute } = await instantiate(module, memory);

  function walk({ phases, short, threads, patience, order, batchSize, batches }: Run): void {
    try {
      for (let batch = 0; batch < batches; batch++) {
        const indices = order + 4 * batchSize * batch;
        for (const { address, instructions, barrier } of phases) {
          const together = short ? instructions : 1;
          for (let at = 0; at < instructions; at += together) {
            beat(control, thread);
            execute(address + layout.RECORD * at, together, indices, batchSize, 1);
          }
          if (barrier) meet(control, thread, threads, patience);
          if (isStopped(control)) return;
        }
      }
    } catch (cause) {
      stop(control);
      throw cause;
    }
  }

  return (run) => {
    walk(run);
    answer({ done: true });
  };
}
