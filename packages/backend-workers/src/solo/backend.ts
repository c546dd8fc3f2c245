import type { Build } from "@deltarule/backend-cpu/wasm";
import { type Backend, type Compiled, DeltaruleError, type Instruction, type Program } from "@deltarule/core";
import { thread } from "#solo-thread-text";
import { startThread } from "../start-thread.ts";
import type { Thread } from "../thread-handle.ts";
import { createLink } from "./link.ts";
import type { Handle } from "./messages.ts";

export interface SoloSetting {
  readonly build: Build;
  readonly module: WebAssembly.Module;
  /** Why there is one thread, for facts.device. */
  readonly why: string;
  /** For tests that end it. */
  readonly start?: () => Thread;
}

/**
 * A backend whose matrices and kernels are those of one thread: what is left where threads can't share memory. Every call is a message,
 * which copies what it is given.
 * @throws BACKEND_FAILED when the thread doesn't start
 */
export async function createSoloBackend({
  build,
  module,
  why,
  start = () => startThread(thread),
}: SoloSetting): Promise<Backend<Handle>> {
  const link = createLink(start());
  const { ask, tell } = link;
  const started = await ask({ ask: "start", build, module });
  if (!("facts" in started)) throw unexpected();
  let handles = 0;
  let programs = 0;
  let closing: Promise<void> | undefined;

  const operate = (instruction: Instruction<Handle>, rows?: Uint32Array) =>
    tell({ tell: "operation", instruction, rows });

  function compile(source: Program<Handle>): Compiled {
    const program = programs++;
    tell({ tell: "compile", program, source });
    return {
      async run({ order, rate }) {
        await ask({ ask: "run", program, order, rate });
      },
      free: () => tell({ tell: "release", program }),
    };
  }

  return {
    contract: 1,
    name: "workers",
    facts: { ...started.facts, device: `WebAssembly SIMD (${build}), 1 thread: ${why}` },
    matrix(rows, cols, values) {
      const m: Handle = { rows, cols, id: handles++ };
      tell({ tell: "matrix", m, values });
      return m;
    },
    write: (m, values) => tell({ tell: "write", m, values }),
    gather: (source, rows, out) => operate({ op: "gather", source, out }, rows),
    async read(m) {
      const reply = await ask({ ask: "read", m });
      if (!("values" in reply)) throw unexpected();
      return reply.values;
    },
    free: (m) => tell({ tell: "free", m }),
    matmul: (a, b, out, options) => operate({ op: "matmul", a, b, out, ...options }),
    sigmoid: (net, out) => operate({ op: "sigmoid", net, out }),
    delta: (a, source, out) => operate({ op: "delta", a, source, out }),
    update: (w, step, rate) => operate({ op: "update", w, step, rate }),
    squaredError: (a, target, out) => operate({ op: "squaredError", a, target, out }),
    compile,
    close() {
      closing ??= link.close();
      return closing;
    },
  };
}

const unexpected = () => new DeltaruleError("BACKEND_FAILED", "workers: its thread answers another question");
